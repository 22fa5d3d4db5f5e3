import { conversationId } from '#app/conversationId.ts'
import type { Turn } from './turn.ts'

/** Setting that binds a group conversation to a committee. */
export function bindingId(turn: Pick<Turn, 'incoming'>): string {
  return `channel/${conversationId(turn.incoming.reference)}`
}

/** Unit whose committee this group conversation was bound to by its secretariat; undefined in any other. */
export async function boundReceiver(turn: Turn): Promise<string | undefined> {
  const setting = await turn.work.get('setting', bindingId(turn))
  return typeof setting?.value === 'string' ? setting.value : undefined
}

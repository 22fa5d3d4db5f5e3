import { common } from './phrases/common.ts'
import type { Turn } from './turn.ts'

/** A file dropped into the chat. Nothing of it is fetched or kept until reports can be read from Word files. */
export function hearFiles(turn: Turn): void {
  turn.say(turn.incoming.reference.scope === 'personal' ? common.fileUnsupported : common.personalOnly, undefined)
}

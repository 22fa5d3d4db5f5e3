import * as z from 'zod'
import { DIRECT_LINE_URL } from './conversations.ts'

/** Who a Direct Line client says it speaks for (local mode takes its word). */
export interface ClientUser {
  id: string
  aadObjectId?: string
  name?: string
}

const USER = z.object({ id: z.string().min(1).max(200), name: z.string().max(200).optional(), aadObjectId: z.string().max(100).optional() })

/** The members of a JSON object; empty for everything else. */
export function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {}
}

/** A user as given in a token or start request; undefined when there is none that can be read. */
export function readUser(value: unknown): ClientUser | undefined {
  const parsed = USER.safeParse(value)
  if (!parsed.success) return undefined
  const { id, name, aadObjectId } = parsed.data
  return { id, ...(name ? { name } : {}), ...(aadObjectId ? { aadObjectId } : {}) }
}

/**
 * A client's activity completed as the service would: channel, conversation and recipient are the server's to say, and the sender is filled
 * in from whom the conversation was opened for.
 */
export function fromClient(activity: Record<string, unknown>, conversation: string, user: ClientUser | undefined): Record<string, unknown> & { type: unknown } {
  const { id: _givenByTheServer, timestamp: _too, ...rest } = activity
  const from = { id: 'user', ...user, ...asObject(activity['from']) }
  return {
    ...rest, type: activity['type'] ?? 'message', channelId: 'directline', serviceUrl: DIRECT_LINE_URL, from, recipient: { id: 'bot' },
    conversation: { id: conversation, conversationType: 'personal' },
  }
}

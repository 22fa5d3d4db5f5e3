import * as z from 'zod'

const id = z.string().min(1).max(1024)
const maybe = z.string().nullish()
const account = z.object({ id, name: maybe, aadObjectId: maybe })
const list = <T extends z.ZodType>(of: T) => z.array(of).max(1000).nullish()

const attachment = z.object({ contentType: z.string(), contentUrl: maybe, name: maybe, content: z.unknown().optional() })

/** The members of a Bot Framework activity that the assistant reads; whatever else a channel adds is passed over. */
const ACTIVITY = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().min(1).max(2000),
  conversation: z.object({ id, conversationType: maybe, isGroup: z.boolean().nullish(), tenantId: maybe }),
  from: account,
  recipient: account.nullish(),
  locale: z.string().max(50).nullish(),
  text: maybe,
  value: z.unknown().optional(),
  name: maybe,
  action: maybe,
  replyToId: id.nullish(),
  attachments: list(attachment),
  entities: list(z.looseObject({ type: maybe })),
  membersAdded: list(account),
  membersRemoved: list(account),
  channelData: z.unknown().optional(),
})

/** An incoming activity whose members have been checked. */
export type CheckedActivity = z.output<typeof ACTIVITY>
export type ActivityAttachment = z.output<typeof attachment>

/** Types whose every instance is one act of a person: without an id a redelivery could not be told from a second act. */
const NEEDS_ID = new Set(['message', 'invoke', 'conversationUpdate', 'installationUpdate'])

/** Depth to which the inputs of a card may nest: ours are flat, a channel wraps them two or three times. */
const DEEPEST = 16

function deeperThan(limit: number, value: unknown): boolean {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true
    level = level.flatMap(item => (typeof item === 'object' && item !== null ? Object.values(item) : []))
  }
  return false
}

/** Checks a parsed request body; the problem names each member that is not as the protocol has it. */
export function readActivity(body: unknown): { ok: true; activity: CheckedActivity } | { ok: false; problem: string } {
  const parsed = ACTIVITY.safeParse(body)
  if (!parsed.success) {
    const problem = parsed.error.issues.slice(0, 10).map(issue => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ')
    return { ok: false, problem: `Not a Bot Framework activity. ${problem}` }
  }
  const activity = parsed.data
  if (!activity.id && NEEDS_ID.has(activity.type)) return { ok: false, problem: 'Not a Bot Framework activity. id: required for this type' }
  if (deeperThan(DEEPEST, activity.value)) return { ok: false, problem: `value: nested deeper than ${DEEPEST} levels` }
  return { ok: true, activity }
}

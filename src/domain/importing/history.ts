import { z } from 'zod'
import { fromIso, instantOf, type Instant } from '#domain/time/instant.ts'
import { PERSON_ID, UNIT_ID } from './rows.ts'

/** An instant as text; a day alone is its beginning. */
const instant = z.string().transform((text, context): Instant => {
  const read = fromIso(text)
  if (read !== undefined) return read
  context.addIssue({ code: 'custom', message: 'an ISO 8601 instant such as 2026-06-12T16:00+07:00' })
  return z.NEVER
})
/** A due instant as text; a day alone means 16:00 of it. */
export const dueText = z.string().transform((text, context): Instant => {
  const read = fromIso(text)
  if (read !== undefined) return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? instantOf(text.trim(), '16:00') : read
  context.addIssue({ code: 'custom', message: 'a day, or an instant such as 2026-06-12T16:00+07:00' })
  return z.NEVER
})
const unitId = z.string().regex(UNIT_ID, 'a unit id')
const campaignId = z.string().regex(UNIT_ID, 'a campaign id such as sk-2026')
const who = z.string().regex(PERSON_ID, 'a person id, "import" or "clock"')
const number = z.int().min(1)
const text = z.string().min(1)
const bilingual = z.strictObject({ vi: text, en: text })

/** `recordedAt` is when it became known, `at` when it happened; left out, they are the same. */
const happened = { at: instant, recordedAt: instant.optional(), by: who.default('import'), for: who.optional() }

const historyEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('started'), ...happened }),
  z.strictObject({ kind: z.literal('sent-for-approval'), draft: number, ...happened }),
  z.strictObject({ kind: z.literal('sent-back'), draft: number, reason: text, ...happened }),
  z.strictObject({ kind: z.literal('submitted'), version: number, receipt: text.optional(), complete: z.boolean().optional(), selfApproved: z.literal(true).optional(), correction: text.optional(), ...happened }),
  z.strictObject({ kind: z.literal('returned'), version: number, comments: z.array(z.strictObject({ field: text, text })).default([]), reason: text, supplementDue: instant, ...happened }),
  z.strictObject({ kind: z.literal('accepted'), version: number, ...happened }),
  z.strictObject({ kind: z.literal('withdrawn'), version: number, ...happened }),
  z.strictObject({ kind: z.literal('extension-asked'), until: instant, reason: text, ...happened }),
  z.strictObject({ kind: z.literal('extended'), until: instant, reason: text, ...happened }),
  z.strictObject({ kind: z.literal('extension-refused'), reason: text, ...happened }),
  z.strictObject({ kind: z.literal('waived'), reason: text, ...happened }),
  z.strictObject({ kind: z.literal('merged'), successor: unitId, ...happened }),
])
export type HistoryEvent = z.output<typeof historyEventSchema>

const answer = z.union([z.number(), z.string(), z.array(z.string())])

const versionSchema = z.strictObject({ number, answers: z.record(z.string(), answer).default({}), preparedBy: who.optional() })
const draftSchema = z.strictObject({ edition: number, answers: z.record(z.string(), answer), skipped: z.array(z.string()).default([]), savedAt: instant, savedBy: who.default('import') })

/** What happened to one unit's obligation. A unit of the campaign that is not listed had nothing happen to it. */
const historySchema = z.strictObject({
  unit: unitId,
  events: z.array(historyEventSchema),
  versions: z.array(versionSchema).default([]),
  draft: draftSchema.optional(),
})
export type History = z.output<typeof historySchema>

/** A campaign of the past (or still open) with all that is known of it; the opening of every obligation goes without saying. */
export const pastCampaignSchema = z.strictObject({
  id: campaignId,
  form: text,
  title: bilingual,
  window: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  due: dueText,
  openedAt: instant,
  closedAt: instant.nullable().default(null),
  levels: z.array(unitId).optional(),
  units: z.array(unitId).optional(),
  history: z.array(historySchema).default([]),
})
export type PastCampaign = z.output<typeof pastCampaignSchema>

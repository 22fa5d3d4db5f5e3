import { z } from 'zod'
import { ROLES } from '#domain/person.ts'
import type { Answer } from '#domain/form/form.ts'

/** One of several things to choose from: shown as a button, answered by pressing it, its number or its title. */
const option = z.object({ title: z.string(), press: z.record(z.string(), z.unknown()) })

/** What a conversation is about right now. The next question is always derived from the stored answers, never from a step kept here. */
const topicSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({
    kind: z.literal('filing'),
    obligation: z.string(),
    /** Page being asked. */
    page: z.number(),
    /** Answers last saved, newest last: what "ý tôi là 12 chứ không phải 21" corrects. */
    last: z.array(z.object({ field: z.string(), value: z.custom<Answer>(value => value !== undefined) })),
    /** Draft edition whose review was shown; sending binds to it. */
    reviewed: z.number().nullable(),
  }),
  /** A report is shown to somebody who decides on it: the head on an edition, the receiver on a version. */
  z.object({ kind: z.literal('deciding'), obligation: z.string(), edition: z.number().nullable(), version: z.number().nullable() }),
  /** A reason (or what else an act wants in words) is awaited before the act is done. */
  z.object({
    kind: z.literal('reason'),
    act: z.enum(['send-back', 'return', 'extension', 'refuse-extension', 'correction', 'waive']),
    obligation: z.string(),
    edition: z.number().nullable(),
    version: z.number().nullable(),
    /** Of an extension: the instant already said, and the reason already said. */
    until: z.number().nullable().optional(),
    said: z.string().optional(),
  }),
  /** The answer to a question put to the secretariat is awaited. */
  z.object({ kind: z.literal('answering'), question: z.string() }),
  /** The dates of a delegation are awaited. */
  z.object({ kind: z.literal('delegating'), to: z.string(), role: z.enum(ROLES), unit: z.string() }),
])

/** What was asked and cited last, for "còn khoản 3?". */
const citationSchema = z.object({
  question: z.string(),
  place: z.object({ document: z.string(), article: z.string().nullable(), clause: z.string().nullable(), point: z.string().nullable() }),
})

const focusSchema = z.object({
  topic: topicSchema,
  /** Asked back: which did you mean? The topic stays underneath. */
  choosing: z.object({ options: z.array(option), said: z.string() }).nullable(),
  /** Abbreviations settled in this conversation. */
  memory: z.record(z.string(), z.string()),
  /** Obligation and campaign last spoken of, for "còn đơn vị kia?". */
  about: z.object({ obligation: z.string().optional(), campaign: z.string().optional(), citation: citationSchema.optional(), /** What was asked of which campaign last, for "thế năm ngoái?". */ asked: z.object({ intent: z.enum(['late-units', 'progress']), campaign: z.string() }).optional() }),
  /** Salted hash of a text that the person says is no concrete case; the text itself is not kept. */
  allow: z.string().nullable(),
  /** The language the client last said it has, and whether the one spoken was chosen by the person rather than guessed from it. */
  tongue: z.object({ client: z.enum(['vi', 'en']).nullable(), chosen: z.boolean() }).optional(),
})
export type Focus = z.infer<typeof focusSchema>

/** A conversation that is about nothing yet. */
export function noFocus(): Focus {
  return { topic: { kind: 'idle' }, choosing: null, memory: {}, about: {}, allow: null }
}

/** The stored focus, or none when it is of another shape (an older release): drafts are not in it, so nothing is lost. */
export function readFocus(stored: unknown): Focus {
  const read = focusSchema.safeParse(stored)
  return read.success ? read.data : noFocus()
}

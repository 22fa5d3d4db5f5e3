import { z } from 'zod'
import type { Campaign } from '../campaign.ts'

/** To whom a step goes: people of the unit, the members who follow it, or the committee that receives its report. */
export const RECIPIENTS = ['reporter', 'head', 'monitor', 'secretariat', 'chair'] as const
export type Recipient = (typeof RECIPIENTS)[number]

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time "HH:mm"')

const stepSchema = z.strictObject({
  /** Part of what "once" counts: a step that is renamed is a new one. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters, digits and hyphens'),
  /** Days from the day of the due instant: before it when negative, its morning when 0. */
  days: z.int().min(-366).max(366),
  in: z.enum(['working', 'calendar']),
  /** Repeated every so many days until settled. */
  every: z.int().positive().optional(),
  to: z.array(z.enum(RECIPIENTS)).min(1),
  /** What nobody can switch off for themselves. */
  firm: z.boolean().optional(),
}).refine(step => step.every === undefined || step.days > 0, 'only a step after the due instant can be repeated')
export type Step = z.infer<typeof stepSchema>

const stepsSchema = z.array(stepSchema).superRefine((steps, context) => {
  steps.forEach((step, index) => {
    if (steps.findIndex(other => other.id === step.id) < index) context.addIssue({ code: 'custom', path: [index, 'id'], message: 'an id that no other step has' })
  })
})

const PLACES = ['title', 'unit', 'due', 'remaining'] as const
const template = z.string().min(1).refine(
  text => [...text.matchAll(/\{(\w*)\}/g)].every(([, place]) => (PLACES as readonly string[]).includes(place!)),
  `only the places ${PLACES.map(place => `{${place}}`).join(', ')}`,
)

/** How things stand when a nudge is worded, which may be later than the step it was planned for. */
export const SITUATIONS = ['before', 'overdue', 'waiting', 'supplement', 'watched', 'watched-waiting'] as const
export type Situation = (typeof SITUATIONS)[number]
const wording = z.strictObject({ vi: template, en: template })
const wordingSchema = z.strictObject({ 'before': wording, 'overdue': wording, 'waiting': wording, 'supplement': wording, 'watched': wording, 'watched-waiting': wording })

/** What is done after an answer that leaves open whether a message was shown. */
const unsureSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('resend'), times: z.int().min(1).max(5) }),
  z.strictObject({ do: z.literal('hold') }),
])

/** The nudge policy, as a deployer edits it in data/nudges/policy.json. */
export const policySchema = z.strictObject({
  /** Times of working days at which nudges may be sent; a nudge that has to go before its due instant goes `leadMinutes` before the last of them. */
  window: z.strictObject({ from: clock, to: clock, leadMinutes: z.int().min(0).max(240) }).refine(({ from, to }) => from < to, 'a time "to" later than "from"'),
  /** When a person who chose nothing is nudged. */
  hour: clock,
  steps: stepsSchema,
  /** Steps around the due instant of a supplement. */
  supplement: stepsSchema,
  /** Other steps or wording for a campaign, a form or a level; the first that fits counts, and what it leaves out stays as above. */
  overrides: z.array(z.strictObject({
    campaign: z.string().optional(), form: z.string().optional(), level: z.string().optional(),
    steps: stepsSchema.optional(), supplement: stepsSchema.optional(), wording: wordingSchema.partial().optional(),
  })),
  wording: wordingSchema,
  unsure: z.strictObject({
    /** Wait before a message that may have been shown is sent again. */
    pauseSeconds: z.number().min(0).max(3600),
    notice: unsureSchema, nudge: unsureSchema, digest: unsureSchema,
  }),
  /** Weekly summary to bound channels: 0 Sunday … 6 Saturday, moved to the next working day. */
  digest: z.strictObject({ weekday: z.int().min(0).max(6), hour: clock }),
}).superRefine((policy, context) => {
  const { from, to } = policy.window
  for (const [path, hour] of [['hour', policy.hour], ['digest', policy.digest.hour]] as const) {
    if (hour < from || hour >= to) context.addIssue({ code: 'custom', path: [path], message: `a time from ${from} to before ${to}` })
  }
})
export type NudgePolicy = z.infer<typeof policySchema>

/** The part of a policy that holds for one campaign and level. */
export interface Rules {
  steps: readonly Step[]
  supplement: readonly Step[]
  wording: NudgePolicy['wording']
}

/** The rules for units of a level in a campaign. The same object for the same policy, campaign and level. */
export function rulesFor(policy: NudgePolicy, campaign: Campaign, level: string): Rules {
  let known = cache.get(policy)
  if (!known) cache.set(policy, (known = new WeakMap()))
  let byLevel = known.get(campaign)
  if (!byLevel) known.set(campaign, (byLevel = new Map()))
  let rules = byLevel.get(level)
  if (!rules) {
    const special = policy.overrides.find(one =>
      (one.campaign === undefined || one.campaign === campaign.id) && (one.form === undefined || one.form === campaign.form) && (one.level === undefined || one.level === level))
    rules = {
      steps: special?.steps ?? policy.steps,
      supplement: special?.supplement ?? policy.supplement,
      wording: { ...policy.wording, ...special?.wording },
    }
    byLevel.set(level, rules)
  }
  return rules
}
const cache = new WeakMap<NudgePolicy, WeakMap<Campaign, Map<string, Rules>>>()

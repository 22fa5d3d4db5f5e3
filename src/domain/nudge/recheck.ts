import type { Campaign } from '../campaign.ts'
import type { Obligation } from '../obligation.ts'
import { standing } from '../standing.ts'
import type { Instant } from '../time/instant.ts'
import type { DropReason, Nudge, Preference } from './nudge.ts'
import { rulesFor, type NudgePolicy } from './policy.ts'
import type { Recipients } from './recipients.ts'
import { isUnsettled, prefixOf, spansOf } from './spans.ts'

/** What is true when a nudge is about to be sent. */
export interface Present {
  now: Instant
  policy: NudgePolicy
  campaign: Campaign | undefined
  obligation: Obligation | undefined
  recipients: Recipients
  preference: Preference | undefined
}

/** Why a nudge is not to be sent any more, or null while it is. */
export function recheck(nudge: Pick<Nudge, 'step' | 'person' | 'as' | 'askedBy'>, { now, policy, campaign, obligation, recipients, preference }: Present): DropReason | null {
  if (!campaign || !obligation) return 'gone'
  if (campaign.closedAt !== null && campaign.closedAt <= now) return 'campaign-closed'
  const current = standing(obligation, now)
  if (current.phase === 'waived' || current.phase === 'merged') return current.phase
  const prefix = prefixOf(nudge.step)
  const wanted = nudge.askedBy !== undefined
  const spans = spansOf(obligation, now)
  const span = wanted ? undefined : spans.find(one => one.prefix === prefix)
  if (!isUnsettled(current, span)) return 'submitted'
  if (span && span.until !== Infinity) return span.kind === 'report' ? 'extended' : 'submitted'
  if (nudge.as === 'reporter' && current.phase === 'waiting-at-head') return 'waiting-at-head'
  if (!recipients.of(obligation, [nudge.as], current.phase).some(one => one.person === nudge.person)) return 'role-ended'
  if (wanted || !preference || !isSoft(nudge, policy, campaign, obligation.level)) return null
  if (preference.stopped) return 'stopped'
  return preference.snoozedUntil !== undefined && preference.snoozedUntil > now ? 'snoozed' : null
}

/** Whether a person may switch a step off for themselves. Steps that the policy no longer knows are firm: nobody promised otherwise. */
export function isSoft({ step }: Pick<Nudge, 'step'>, policy: NudgePolicy, campaign: Campaign, level: string): boolean {
  const rules = rulesFor(policy, campaign, level)
  const prefix = prefixOf(step)
  const name = step.slice(prefix.length)
  const known = (prefix.startsWith('supplement-') ? rules.supplement : rules.steps).find(one => one.id === (one.every === undefined ? name : name.replace(/-\d+$/, '')))
  return known !== undefined && !known.firm
}

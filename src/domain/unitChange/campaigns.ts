import type { Event, Obligation } from '#domain/obligation.ts'
import type { Draft } from '#domain/report.ts'
import { standing, withEvent, type Phase } from '#domain/standing.ts'
import { instantOf, type Instant } from '#domain/time/instant.ts'
import type { ChangeOptions, ChangePlan, ChangeRecords, ObligationChange } from './change.ts'

const UNFILED: readonly Phase[] = ['not-started', 'draft', 'waiting-at-head']

/** Closes what ended units had not filed in one open campaign as merged, and has what carries them on owe it. */
export function changeCampaign(plan: ChangePlan, { obligations, drafts, units }: ChangeRecords, campaign: string, carriers: Map<string, string[]>, { from, at, by }: ChangeOptions): void {
  const written = plan.written.obligation
  /** Unfiled obligations that each carrier takes over. */
  const inherited = new Map<string, Obligation[]>()
  const say = (obligation: Obligation, becomes: ObligationChange['becomes'], phase = standing(obligation, at).phase) =>
    plan.obligations.push({ obligation: obligation.id, unit: obligation.unit, campaign, phase, becomes, due: standing(obligation, at).due })
  const instant = (obligation?: Obligation) => Math.min(at, Math.max(instantOf(from, '00:00'), obligation?.events.at(-1)?.at ?? 0))

  for (const [id, into] of carriers) {
    const obligation = obligations.get(`${campaign}.${id}`)
    if (!obligation) continue
    const now = standing(obligation, at)
    if (now.version !== null || !UNFILED.includes(now.phase)) {
      if (now.phase !== 'merged') say(obligation, 'stays')
      continue
    }
    if (now.extensionAsked) plan.notes.push({ kind: 'extension-dropped', subject: obligation.id, detail: [now.extensionAsked.by] })
    written.set(obligation.id, withEvent(obligation, { kind: 'merged', successor: into[0]!, at: instant(obligation), recordedAt: at, by }))
    say(obligation, 'merged', now.phase)
    for (const carrier of into) inherited.set(carrier, [...(inherited.get(carrier) ?? []), obligation])
  }

  for (const [carrier, unfiled] of inherited) {
    const unit = plan.written.unit.get(carrier) ?? units.get(carrier)!
    if (!unit.reports || unit.parent === null) {
      plan.notes.push({ kind: 'does-not-report', subject: carrier, detail: unfiled.map(one => one.id) })
      continue
    }
    const due = Math.max(...unfiled.map(one => one.due))
    const latest = Math.max(...unfiled.map(one => standing(one, at).due))
    const extend = (obligation: Obligation, until: Instant): Obligation =>
      withEvent(obligation, { kind: 'extended', until, reason: unfiled.map(one => one.unit).join(', '), at: instant(obligation), recordedAt: at, by })
    const id = `${campaign}.${carrier}`
    const own = obligations.get(id)
    if (own) {
      const now = standing(own, at)
      if (now.version !== null || !UNFILED.includes(now.phase)) {
        plan.notes.push({ kind: 'already-filed', subject: id, detail: unfiled.map(one => one.id) })
        say(own, 'unchanged')
      } else if (now.due < latest) {
        const extended = extend(own, latest)
        written.set(id, extended)
        say(extended, 'extended')
      } else say(own, 'unchanged')
    } else {
      const opened: Event = { kind: 'opened', at: instant(), recordedAt: at, by }
      let fresh: Obligation = { id, campaign, unit: carrier, receiver: unit.parent, level: unit.level, due, events: [opened] }
      // Granted to a predecessor, it is an extension still: filed by it, the report is never plainly on time.
      if (latest > due) fresh = extend(fresh, latest)
      written.set(id, fresh)
      say(fresh, 'opened')
    }
    carryDrafts(plan, drafts, carriers, id, unfiled, { at, by })
  }
}

/**
 * One unit that goes on as one other keeps its draft. Where several become one, no draft is anybody's whole: each stays readable, and the successor's
 * reporter decides which to start from.
 */
function carryDrafts(plan: ChangePlan, drafts: ReadonlyMap<string, Draft>, carriers: Map<string, string[]>, to: string, unfiled: readonly Obligation[], { at, by }: Pick<ChangeOptions, 'at' | 'by'>): void {
  const begun = unfiled.flatMap(one => drafts.get(one.id) ?? [])
  const carrier = plan.written.obligation.get(to)
  const [only] = begun
  const alone = carrier && [...carriers].filter(([, into]) => into.includes(carrier.unit))
  const sameUnit = alone?.length === 1 && alone[0]![1].length === 1
  if (only && carrier && sameUnit && !drafts.has(to)) {
    plan.written.draft.set(to, { ...only, id: to, edition: 1 })
    plan.written.obligation.set(to, withEvent(carrier, { kind: 'started', at: carrier.events.at(-1)!.at, recordedAt: at, by }))
    plan.drafts.push({ from: only.id, to, outcome: 'moved' })
    return
  }
  for (const draft of begun) plan.drafts.push({ from: draft.id, to, outcome: 'to-take-over' })
  if (begun.length > 0) plan.notes.push({ kind: 'drafts-to-take-over', subject: to, detail: begun.map(draft => draft.id) })
}

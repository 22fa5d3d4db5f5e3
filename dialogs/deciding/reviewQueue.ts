import { awaitedKey, nextActor, type Actor } from '#domain/awaited.ts'
import type { Obligation } from '#domain/obligation.ts'
import { allows } from '#domain/permission.ts'
import { standing, type Standing } from '#domain/standing.ts'
import { queueCard } from '../cards/queueCard.ts'
import { deciding, PHASES, TIMELINESS } from '../phrases/reports.ts'
import { sayInstant } from '../phrases/when.ts'
import { offerMore } from '../offerMore.ts'
import { unitName, type Turn } from '../turn.ts'

/** A report that waits for somebody’s decision, and where it stands. */
export interface Waiting {
  obligation: Obligation
  standing: Standing
}

const SHOWN = 8

/** Reports of a unit that its head decides on, or sent to it for its committee to. */
interface Queue {
  actor: Exclude<Actor, 'unit'>
  unit: string
}

/** Where reports may wait for this person: for approval in their unit, for acceptance in their committee. */
export function queuesOf(turn: Turn): Queue[] {
  return turn.directory.capacities(turn.person.id, turn.day).flatMap(({ role, unit, delegation }): Queue[] => [
    ...(allows(role, delegation ? 'delegated' : 'own', 'approve') ? [{ actor: 'head', unit } as const] : []),
    ...(allows(role, delegation ? 'delegated' : 'receiving', 'accept')
      // What was filed to a unit that has ended waits for what carries it on.
      ? [unit, ...turn.directory.predecessors(unit).map(one => one.id)].map(receiver => ({ actor: 'receiver', unit: receiver }) as const)
      : []),
  ])
}

/** Reports that wait for this person, longest waiting first. */
export async function waitingFor(turn: Turn): Promise<Waiting[]> {
  const found = new Map<string, Waiting>()
  for (const { actor, unit } of queuesOf(turn)) {
    for (const obligation of await turn.work.find('obligation', 'awaited', awaitedKey(actor, unit))) {
      const now = standing(obligation, turn.at)
      if (nextActor(now.phase) === actor) found.set(obligation.id, { obligation, standing: now })
    }
  }
  return [...found.values()].sort((a, b) => since(a.standing) - since(b.standing) || (a.obligation.id < b.obligation.id ? -1 : 1))
}

function since(now: Standing): number {
  return now.waiting?.at ?? now.submittedAt ?? 0
}

/** The row a page of the queue begins after: what was decided meanwhile moves nothing out of sight. */
export interface QueueRow {
  since: number
  obligation: string
}

/** "Có báo cáo nào chờ tôi không?", a page at a time. */
export async function reviewQueue(turn: Turn, after?: QueueRow): Promise<void> {
  const { locale } = turn
  const waiting = await waitingFor(turn)
  const left = after ? waiting.filter(one => since(one.standing) > after.since || (since(one.standing) === after.since && one.obligation.id > after.obligation)) : waiting
  if (left.length === 0) return turn.say(after ? deciding.queueEnd : deciding.queueEmpty, undefined)
  const shown = left.slice(0, SHOWN)
  const rows = await Promise.all(shown.map(async ({ obligation, standing: now }) => {
    const campaign = await turn.work.get('campaign', obligation.campaign)
    return {
      obligation: obligation.id,
      title: unitName(turn, obligation.unit),
      detail: [campaign?.title[locale] ?? obligation.campaign, now.phase === 'submitted' ? TIMELINESS[now.timeliness][locale] : PHASES[now.phase][locale], sayInstant(since(now), locale, turn.at)].join(' · '),
    }
  }))
  const first = waiting.length - left.length + 1
  const last = shown.at(-1)!
  const next: QueueRow | undefined = left.length > shown.length ? { since: since(last.standing), obligation: last.obligation.id } : undefined
  if (next) offerMore(turn, { act: 'queue', ...next })
  const head = deciding.queue[locale]({ from: first, to: first + shown.length - 1, total: waiting.length })
  turn.tell(head, { card: queueCard(rows, locale, next), fallback: [head, ...rows.map((row, index) => `${first + index}. ${row.title} · ${row.detail}`)].join('\n') })
}

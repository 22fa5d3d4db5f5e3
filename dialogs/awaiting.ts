import { allows } from '#domain/permission.ts'
import { dueNow, isEditable } from '#domain/standing.ts'
import { owedLine } from './asking/checkDeadline.ts'
import { myOpenObligations, unitsFiledFor, type Mine } from './asking/myObligations.ts'
import { viewOf } from './asking/view.ts'
import { button, type Button } from './cards/buttons.ts'
import { queuesOf, waitingFor, type Waiting } from './deciding/reviewQueue.ts'
import { awaiting } from './phrases/awaiting.ts'
import { deciding, notices } from './phrases/reports.ts'
import { sayInstantFully, sayRemaining } from './phrases/when.ts'
import { unitName, type Turn } from './turn.ts'

/** What awaits a person: what is said of it, buttons that open it, and what is typed where no button can be shown. */
export interface Awaiting {
  lines: string[]
  buttons: Button[]
  typed: string[]
}

const NOTHING: Awaiting = { lines: [], buttons: [], typed: [] }

/** What awaits this person, by what they may do: reports to decide on, then to file, then units to follow. */
export async function whatAwaits(turn: Turn): Promise<Awaiting> {
  const waiting = await waitingFor(turn)
  const found = [await toDecide(turn, waiting), await toFile(turn, waiting), await toFollow(turn)]
  return { lines: found.flatMap(one => one.lines), buttons: found.flatMap(one => one.buttons), typed: found.flatMap(one => one.typed) }
}

/** Reports to approve and to accept; that there is none is told to those who decide. */
async function toDecide(turn: Turn, waiting: readonly Waiting[]): Promise<Awaiting> {
  const { locale } = turn
  if (queuesOf(turn).length === 0) return NOTHING
  if (waiting.length === 0) return { ...NOTHING, lines: [deciding.queueEmpty[locale]()] }
  const atHead = waiting.filter(one => one.standing.phase === 'waiting-at-head')
  const filed = waiting.filter(one => one.standing.phase === 'submitted')
  const lines: string[] = []
  if (atHead.length > 0) {
    const first = Math.min(...atHead.map(one => dueNow(one.standing)))
    const due = { due: sayInstantFully(first, locale, turn.at), remaining: sayRemaining(first, turn.at, turn.calendar, locale) }
    lines.push(atHead.length === 1 ? awaiting.approveOne[locale]({ ...(await called(turn, atHead[0]!)), ...due }) : awaiting.approveMany[locale]({ count: atHead.length, ...due }))
  }
  if (filed.length > 0) lines.push(filed.length === 1 ? awaiting.acceptOne[locale](await called(turn, filed[0]!)) : awaiting.acceptMany[locale]({ count: filed.length }))
  const press = waiting.length === 1 ? { act: 'open-waiting', obligation: waiting[0]!.obligation.id } : { act: 'queue' }
  return { lines, buttons: [button(awaiting.see[locale]({ count: waiting.length }), press)], typed: [awaiting.typeToSee[locale]()] }
}

async function called(turn: Turn, { obligation }: Waiting): Promise<{ title: string; unit: string }> {
  const campaign = await turn.work.get('campaign', obligation.campaign)
  return { title: campaign?.title[turn.locale] ?? obligation.campaign, unit: unitName(turn, obligation.unit) }
}

/** The next report of the person's units that is still theirs to send, what waits for their own decision left out. */
async function toFile(turn: Turn, waiting: readonly Waiting[]): Promise<Awaiting> {
  if (unitsFiledFor(turn).size === 0) return NOTHING
  const open = await myOpenObligations(turn)
  if (open.length === 0) return { ...NOTHING, lines: [awaiting.nothingOwed[turn.locale]()] }
  const decided = new Set(waiting.map(one => one.obligation.id))
  const left = open.filter(one => !decided.has(one.obligation.id))
    .sort((a, b) => Number(isSent(a)) - Number(isSent(b)) || dueNow(a.standing) - dueNow(b.standing))
  const [next] = left
  if (!next) return NOTHING
  const lines = [awaiting.andMore[turn.locale]({ line: owedLine(turn, next), more: left.length - 1 })]
  // What is open already need not be opened.
  const { topic } = turn.focus
  const isHere = topic.kind === 'filing' && topic.obligation === next.obligation.id
  if (isHere || isSent(next) || !isEditable(next.standing) || !isWriter(turn, next)) return { ...NOTHING, lines }
  return { lines, buttons: [button(notices.openReport[turn.locale](), { act: 'open', obligation: next.obligation.id })], typed: [awaiting.typeToOpen[turn.locale]()] }
}

function isSent(one: Mine): boolean {
  return one.standing.phase === 'waiting-at-head'
}

/** Whether writing the report is this person's: a head may, but where the unit has a reporter it is the reporter's. */
function isWriter(turn: Turn, { obligation }: Mine): boolean {
  const units = new Set(turn.directory.successorsAt(obligation.unit, turn.day).map(unit => unit.id))
  return turn.directory.capacities(turn.person.id, turn.day).some(({ role, unit, delegation }) => {
    const relation = delegation ? 'delegated' : 'own'
    if (!units.has(unit) || !allows(role, relation, 'edit-draft')) return false
    return !allows(role, relation, 'approve') || turn.directory.peopleWith('reporter', unit, turn.day).length === 0
  })
}

/** How to ask about the units that the person follows. */
async function toFollow(turn: Turn): Promise<Awaiting> {
  return (await viewOf(turn)).ok ? { ...NOTHING, lines: [awaiting.follow[turn.locale]()] } : NOTHING
}

import { openLowdbStore } from '#adapters/store-lowdb/openLowdbStore.ts'
import type { Disk } from '#adapters/store-lowdb/disk.ts'
import { changeUnits } from '#app/changeUnits.ts'
import { readDirectory } from '#app/readDirectory.ts'
import { beginWork, type Work } from '#app/work.ts'
import type { Campaign } from '#domain/campaign.ts'
import { parseForm } from '#domain/form/parseForm.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Person, Role } from '#domain/person.ts'
import { buildCalendar } from '#domain/time/calendar.ts'
import { addDays, DAY, dayOf, fromIso, instantOf, type Instant } from '#domain/time/instant.ts'
import type { Unit } from '#domain/unit.ts'
import type { Store } from '#ports/store.ts'
import { takeDelegation } from '#dialogs/changing/delegation.ts'
import { grant, refuseWish, takeExtension } from '#dialogs/changing/extension.ts'
import { takeCorrection, waiveNow, withdrawNow } from '#dialogs/changing/settling.ts'
import { approve, sendReportBack } from '#dialogs/deciding/approve.ts'
import { accept, giveBack } from '#dialogs/deciding/receive.ts'
import { savePage } from '#dialogs/filing/savePage.ts'
import { sendShown } from '#dialogs/filing/review.ts'
import { noFocus } from '#dialogs/focus.ts'
import { openTurn, type Surroundings, type Turn } from '#dialogs/turn.ts'
import { endDelegation } from '#app/delegate.ts'

export const OPENED = fromIso('2026-05-04T08:00')!
export const DUE = fromIso('2026-05-20T16:00')!
const FOUNDED = '2020-01-01'

const unit = (id: string, parent: string | null, level: string): Unit => ({ id, name: `Đơn vị ${id}`, short: id, codes: [], level, parent, reports: parent !== null, from: FOUNDED, to: null, predecessors: [], successor: null })
const person = (id: string, ...roles: [Role, string][]): Person => ({ id, aadObjectId: `aad-${id}`, name: `Người ${id}`, roles: roles.map(([role, of]) => ({ role, unit: of, from: FOUNDED, to: null })) })

const UNITS = [unit('centre', null, 'toi-cao'), unit('a', 'centre', 'cap-tinh'), unit('b', 'centre', 'cap-tinh'), unit('a1', 'a', 'khu-vuc')]
/** Everybody who acts: by role, one with two roles, one with none, one of another committee. */
export const PEOPLE = [
  person('reporter-a', ['reporter', 'a']), person('head-a', ['head', 'a']), person('secretary-a', ['secretariat', 'a']), person('both-b', ['reporter', 'b'], ['head', 'b']),
  person('reporter-a1', ['reporter', 'a1']), person('head-a1', ['head', 'a1']), person('secretary', ['secretariat', 'centre']), person('second-secretary', ['secretariat', 'centre']),
  person('member', ['member', 'centre']), person('chair', ['chair', 'centre']), person('deputy-a', ['member', 'a']), person('deputy-b', ['member', 'b']), person('deputy-a1', ['member', 'a1']), person('nobody'),
]
const CAMPAIGN: Campaign = { id: 'dot', form: 'so-ket-6-thang', title: { vi: 'Đợt', en: 'Campaign' }, window: { from: '2025-12-01', to: '2026-05-31' }, due: DUE, openedAt: OPENED, closedAt: null }
const both = (text: string) => ({ vi: text, en: text })
const FORM = parseForm({
  id: 'so-ket-6-thang', version: 1, title: both('Báo cáo'), note: both('x'),
  sections: [{ id: 's', number: 'I', title: both('Mục'), page: 1, fields: [{ kind: 'count', id: 'events', label: both('Số cuộc'), prompt: both('Bao nhiêu?'), required: true }] }],
}, 'so-ket-6-thang.json')
const CALENDAR = buildCalendar([], { seasons: [{ from: '01-01', to: '12-31', spans: [['08:00', '12:00'], ['13:00', '17:00']] }] })

/** What somebody does; `stale` takes the edition or version before the one that is there, as an old card would. */
export const KINDS = ['save', 'send', 'approve', 'send-back', 'accept', 'return', 'ask-extension', 'grant', 'shorten', 'refuse', 'withdraw', 'correct', 'waive', 'delegate', 'end-delegation', 'merge'] as const
export interface Step {
  kind: (typeof KINDS)[number]
  who: number
  whose: number
  hours: number
  value: number
  stale: boolean
  /** Writes of the disk until it stops; none when it holds. */
  crash?: number
}

/** Opens the store of a life in its folder; what it holds survives a crash of the disk. */
export function openWorld(dir: string, now: () => Instant, disk?: Disk): Promise<Store> {
  let nth = 0
  return openLowdbStore({ dir, clock: now, newId: () => `id${++nth}-${now()}`, ...(disk ? { disk } : {}), checkpointAfter: 4000 })
}

/** Units, people and one campaign asked of all units below a committee. */
export async function populate(store: Store): Promise<void> {
  const obligations: Obligation[] = UNITS.filter(one => one.parent !== null).map(one => ({
    id: `dot.${one.id}`, campaign: 'dot', unit: one.id, receiver: one.parent!, level: one.level, due: DUE, events: [{ kind: 'opened', at: OPENED, recordedAt: OPENED, by: 'import' }],
  }))
  await store.commit({ writes: [
    ...UNITS.map(record => ({ table: 'unit' as const, id: record.id, record })), ...PEOPLE.map(record => ({ table: 'person' as const, id: record.id, record })),
    { table: 'campaign', id: 'dot', record: CAMPAIGN }, ...obligations.map(record => ({ table: 'obligation' as const, id: record.id, record })),
  ] })
}

/** Does one step as the dialogs do, in one unit of work; false when the commit met somebody else's. Throws what the disk throws. */
export async function act(store: Store, step: Step, at: Instant, selfApproval: boolean): Promise<boolean> {
  const obligations = await all(store)
  const obligation = obligations[step.whose % obligations.length]!
  const who = PEOPLE[step.who % PEOPLE.length]!
  if (step.kind === 'merge') return merge(store, step, at)
  const surroundings = {
    store, directory: await readDirectory(store), calendar: CALENDAR, forms: new Map([[FORM.id, FORM]]), settings: { selfApproval, supplementDays: 3, contact: both('x') },
    provisions: undefined, policy: undefined, newId: () => 'x',
  } as unknown as Surroundings
  const work = beginWork(store, { at, by: who.id })
  const incoming = { id: 'm', kind: 'other', type: 'x', receivedAt: at, sender: { id: who.id }, reference: { channel: 'test', serviceUrl: '', conversation: 'c', scope: 'personal', bot: { id: '' } } } as never
  const turn = openTurn(surroundings, { incoming, work, person: surroundings.directory.person(who.id)!, locale: 'vi', focus: noFocus() })
  await does(turn, work, obligation, step)
  return work.dirty ? (await work.commit()).ok : true
}

async function does(turn: Turn, work: Work, obligation: Obligation, { kind, value, stale, who }: Step): Promise<void> {
  const edition = ((await work.get('draft', obligation.id))?.edition ?? 0) - (stale ? 1 : 0)
  const version = Math.max(1, obligation.events.filter(event => event.kind === 'submitted').length - (stale ? 1 : 0))
  const until = instantOf(addDays(dayOf(turn.at), 1 + (value % 9)), '16:00')
  switch (kind) {
    case 'save': return savePage(turn, obligation, 1, { events: String(value) })
    case 'send': return sendShown(turn, obligation, edition)
    case 'approve': return approve(turn, obligation, edition)
    case 'send-back': return sendReportBack(turn, obligation, edition, 'xem lại')
    case 'accept': return accept(turn, obligation, version)
    case 'return': return giveBack(turn, obligation, version, 'mục I: nêu rõ')
    case 'ask-extension': return takeExtension(turn, obligation, until, 'chờ số liệu')
    case 'grant': return grant(turn, obligation, null)
    case 'shorten': return grant(turn, obligation, until)
    case 'refuse': return refuseWish(turn, obligation, 'còn thời gian')
    case 'withdraw': return withdrawNow(turn, obligation, version)
    case 'correct': return takeCorrection(turn, obligation, 'nhập nhầm')
    case 'waive': return waiveNow(turn, obligation, 'thiên tai')
    case 'delegate': {
      const capacities = turn.directory.capacities(turn.person.id, turn.day)
      const holding = capacities[value % Math.min(2, Math.max(1, capacities.length))]
      // A colleague mostly, now and then anybody: only colleagues can be lent to. A second capacity may be a lent one, which can't be.
      const colleagues = holding ? turn.directory.people().filter(one => one.id !== turn.person.id && one.roles.some(role => role.unit === holding.unit)) : []
      const to = value % 7 === 0 || colleagues.length === 0 ? PEOPLE[(who + value + 1) % PEOPLE.length]! : colleagues[value % colleagues.length]!
      if (holding) takeDelegation(turn, { to: to.id, role: holding.role, unit: holding.unit, start: addDays(turn.day, value % 6 === 0 ? 1 : 0), end: addDays(turn.day, value % 5) })
      return
    }
    case 'end-delegation': {
      for (const one of await work.find('delegation', 'from', turn.person.id)) endDelegation(work, one, addDays(turn.day, -1))
      return
    }
    default:
  }
}

async function merge(store: Store, { value }: Step, at: Instant): Promise<boolean> {
  const directory = await readDirectory(store)
  const living = directory.unitsAt(dayOf(at)).filter(one => one.parent === 'centre' && one.to === null)
  const [one, two] = [living[0], living[1]]
  if (!one || (!two && value % 2 === 0)) return true
  const ending = two && value % 3 !== 0 ? [one.id, two.id] : [one.id]
  await changeUnits(store, [{ ending, into: [{ id: `m${at / DAY | 0}-${value}`, name: `Đơn vị mới ${value}`, short: `m${value}`, codes: [], level: 'cap-tinh', parent: 'centre', reports: true }] }], { from: dayOf(at), at, by: 'admin', apply: true })
  return true
}

export async function all(store: Store): Promise<Obligation[]> {
  const found: Obligation[] = []
  for await (const { record } of store.all('obligation')) found.push(record)
  return found.sort((a, b) => (a.id < b.id ? -1 : 1))
}

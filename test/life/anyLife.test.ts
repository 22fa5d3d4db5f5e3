import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildDirectory, type Directory } from '#domain/directory.ts'
import type { Event, Obligation } from '#domain/obligation.ts'
import type { Delegation, Person } from '#domain/person.ts'
import { countAll, filedOf } from '#domain/rates.ts'
import { standing, type Phase } from '#domain/standing.ts'
import { dayOf, HOUR, type Instant } from '#domain/time/instant.ts'
import type { Unit } from '#domain/unit.ts'
import type { Store } from '#ports/store.ts'
import { crashingDisk } from '../store/crashingDisk.ts'
import { act, all, KINDS, openWorld, OPENED, PEOPLE, populate, type Step } from './world.ts'

let dir: string
beforeAll(async () => { dir = await mkdtemp(join(tmpdir(), 'qcdc-life-')) })
afterAll(() => rm(dir, { recursive: true, force: true }))

/** What leads on is drawn more often than what ends a life. */
const WEIGHTS: Partial<Record<Step['kind'], number>> = { 'save': 16, 'send': 16, 'approve': 18, 'accept': 12, 'return': 6, 'correct': 8, 'delegate': 12, 'ask-extension': 8, 'grant': 4, 'refuse': 4, 'waive': 1, 'merge': 1 }
const kind = fc.oneof(...KINDS.map(one => ({ weight: WEIGHTS[one] ?? 3, arbitrary: fc.constant(one) })))
const step = fc.record({
  kind, who: fc.nat(99), whose: fc.nat(9), value: fc.integer({ min: 0, max: 60 }),
  hours: fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 6 }) }, { weight: 1, arbitrary: fc.integer({ min: 0, max: 90 }) }),
  stale: fc.oneof({ weight: 7, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  // Three times of four somebody who may: else most steps are refusals.
  right: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
  crash: fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 1, max: 9 }) }),
})
type Drawn = Step & { right: boolean }
const steps = fc.array(step, { minLength: 30, maxLength: 70 })

/** Whose business an act is; a step that is to be right is done by one of them. */
const BUSINESS: Partial<Record<Step['kind'], [role: 'reporter' | 'head' | 'secretariat', of: 'unit' | 'receiver']>> = {
  'save': ['reporter', 'unit'], 'send': ['reporter', 'unit'], 'approve': ['head', 'unit'], 'send-back': ['head', 'unit'], 'withdraw': ['reporter', 'unit'], 'correct': ['reporter', 'unit'], 'ask-extension': ['reporter', 'unit'],
  'accept': ['secretariat', 'receiver'], 'return': ['secretariat', 'receiver'], 'grant': ['secretariat', 'receiver'], 'shorten': ['secretariat', 'receiver'], 'refuse': ['secretariat', 'receiver'], 'waive': ['secretariat', 'receiver'],
  'delegate': ['head', 'unit'],
}

/** What a report has to be for an act to lead on. */
const LEADS_ON: Partial<Record<Step['kind'], Phase>> = { 'approve': 'waiting-at-head', 'send-back': 'waiting-at-head', 'accept': 'submitted', 'return': 'submitted', 'withdraw': 'submitted', 'correct': 'accepted' }

/** The step, on a report for which it leads on where there is one, done by somebody whose business it is, now and then by one to whom that was lent. */
function rightly(one: Drawn, obligations: readonly Obligation[], { directory, delegations }: Known, at: Instant): Step {
  const business = one.right ? BUSINESS[one.kind] : undefined
  if (!business) return one
  const going = obligations.filter(each => !['merged', 'waived'].includes(standing(each, at).phase))
  const ready = going.filter(each => standing(each, at).phase === LEADS_ON[one.kind])
  const among = [ready, going, obligations].find(some => some.length > 0)!
  const obligation = among[one.whose % among.length]!
  const whose = obligations.indexOf(obligation)
  const day = dayOf(at)
  const holders = [obligation[business[1]], ...directory.successorsAt(obligation[business[1]], day).map(each => each.id)].flatMap(of => directory.peopleWith(business[0], of, day).map(person => person.id))
  const lent = delegations.filter(each => each.role === business[0] && each.start <= day && day <= each.end && holders.includes(each.from)).map(each => each.to)
  const able = lent.length > 0 && one.who % 3 > 0 ? lent : holders
  return able.length === 0 ? one : { ...one, whose, who: PEOPLE.findIndex(person => person.id === able[one.who % able.length]) }
}

/** What the definitions say of who may do what, told apart from the program's own table. */
const MAY: Record<Exclude<Event['kind'], 'opened' | 'merged'>, { unit: string[]; receiver: string[]; delegable: boolean }> = {
  'started': { unit: ['reporter', 'head'], receiver: [], delegable: true }, 'sent-for-approval': { unit: ['reporter', 'head'], receiver: [], delegable: true }, 'sent-back': { unit: ['head'], receiver: [], delegable: true },
  'submitted': { unit: ['head'], receiver: [], delegable: true }, 'returned': { unit: [], receiver: ['secretariat'], delegable: true }, 'accepted': { unit: [], receiver: ['secretariat'], delegable: true },
  'withdrawn': { unit: ['reporter', 'head'], receiver: [], delegable: true }, 'correction-opened': { unit: ['reporter', 'head'], receiver: [], delegable: true }, 'extension-asked': { unit: ['reporter', 'head'], receiver: [], delegable: true },
  'extended': { unit: [], receiver: ['secretariat'], delegable: false }, 'extension-refused': { unit: [], receiver: ['secretariat'], delegable: false }, 'waived': { unit: [], receiver: ['secretariat'], delegable: false },
}

interface Known { directory: Directory; people: Map<string, Person>; delegations: Delegation[] }

/** Whether somebody held the right by themselves, or for exactly the person the event names, on the day. */
function expectRight(obligation: Obligation, event: Event, { directory, people, delegations }: Known): void {
  if (event.kind === 'opened' || event.kind === 'merged' || event.by === 'admin') return
  // A unit whose head is missing files by its reporter.
  const { unit, receiver, delegable } = event.kind === 'submitted' && headless(directory, obligation, event.at) ? { ...MAY.submitted, unit: ['head', 'reporter'] } : MAY[event.kind]
  const day = dayOf(event.at)
  const places = (of: string): Set<string> => new Set([of, ...directory.successorsAt(of, day).map(one => one.id)])
  const fits = (role: string, of: string): boolean => (unit.includes(role) && places(obligation.unit).has(of)) || (receiver.includes(role) && places(obligation.receiver).has(of))
  const holds = (id: string, role: string, of: string): boolean => people.get(id)!.roles.some(one => one.role === role && one.unit === of && one.from <= day && (one.to === null || day <= one.to))
  const byRight = people.get(event.by)!.roles.some(one => fits(one.role, one.unit) && holds(event.by, one.role, one.unit))
  const lent = delegations.filter(one => one.to === event.by && one.start <= day && day <= one.end && fits(one.role, one.unit) && holds(one.from, one.role, one.unit))
  const said = `${event.kind} of ${obligation.id} by ${event.by}${event.for ? ` for ${event.for}` : ''} on ${day}`
  if (event.for === undefined) expect(byRight, said).toBe(true)
  else expect(!byRight && delegable && lent.some(one => one.from === event.for), said).toBe(true)
}

/** Whether a unit, or what carries it on, has no head. */
function headless(directory: Directory, { unit }: Obligation, at: Instant): boolean {
  const day = dayOf(at)
  return [unit, ...directory.successorsAt(unit, day).map(one => one.id)].every(one => directory.peopleWith('head', one, day).length === 0)
}

/** The definitions of timeliness and of what is in force, read off the events once more and otherwise than the program does. */
function expectDefinitions(obligation: Obligation, at: Instant): void {
  const now = standing(obligation, at)
  const events = obligation.events.filter(event => event.recordedAt <= at)
  const withdrawn = new Set(events.flatMap(event => (event.kind === 'withdrawn' ? [event.version] : [])))
  const filed = events.flatMap(event => (event.kind === 'submitted' && !withdrawn.has(event.version) ? [event] : []))
  const due = Math.max(obligation.due, ...events.flatMap(event => (event.kind === 'extended' ? [event.until] : [])))
  const settled = events.at(-1)?.kind === 'merged' ? 'merged' : events.some(event => event.kind === 'waived') ? 'waived' : undefined
  const first = filed[0]?.at
  expect(now.timeliness, obligation.id).toBe(settled ?? (first === undefined ? (at <= due ? 'not-due' : 'missing') : first <= obligation.due ? 'on-time' : first <= due ? 'on-time-by-extension' : 'late-filed'))
  const accepted = events.flatMap(event => (event.kind === 'accepted' ? [event.version] : [])).at(-1) ?? null
  expect(now.accepted, `${obligation.id}: what is in force`).toBe(accepted)
  if (accepted !== null) expect(withdrawn.has(accepted), `${obligation.id}: an accepted version was withdrawn`).toBe(false)
  // A decision is about the newest version, and each version is decided on once.
  for (const [nth, event] of events.entries()) {
    if (event.kind !== 'accepted' && event.kind !== 'returned') continue
    const before = events.slice(0, nth)
    expect(before.findLast(one => one.kind === 'submitted')).toMatchObject({ version: event.version })
    expect(before.some(one => (one.kind === 'accepted' || one.kind === 'returned' || one.kind === 'withdrawn') && one.version === event.version), `${obligation.id}: version ${event.version} decided twice`).toBe(false)
  }
  // After acceptance only a correction leads to another version, and it carries the reason.
  for (const [nth, event] of events.entries()) {
    if (event.kind !== 'submitted' || !events.slice(0, nth).some(one => one.kind === 'accepted')) continue
    expect(event.correction, `${obligation.id}: version ${event.version} after acceptance`).toBeTruthy()
  }
}

async function known(store: Store): Promise<Known> {
  const units: Unit[] = []
  const people = new Map<string, Person>()
  const delegations: Delegation[] = []
  for await (const { record } of store.all('unit')) units.push(record)
  for await (const { record } of store.all('person')) people.set(record.id, record)
  for await (const { record } of store.all('delegation')) delegations.push(record)
  return { directory: buildDirectory({ units, people: people.values(), delegations }), people, delegations }
}

let runs = 0
const reached = new Map<string, number>()

async function live(life: readonly Drawn[], selfApproval: boolean): Promise<void> {
  const folder = join(dir, `life-${++runs}`)
  let at = OPENED
  const now = (): Instant => at
  let store = await openWorld(folder, now)
  await populate(store)
  let before = new Map((await all(store)).map(one => [one.id, one]))
  const versions = new Map<string, string>()
  const answers: { at: Instant; given: string }[] = []
  const answerAt = (obligations: Iterable<Obligation>, instant: Instant): string => JSON.stringify(countAll([...obligations].filter(one => one.events[0]!.recordedAt <= instant), instant))
  try {
    for (const drawn of life) {
      // Two acts of one instant are told apart by their order only; a step takes at least a minute.
      at += drawn.hours * HOUR + 60_000
      const heldBefore = await known(store)
      const one = rightly(drawn, [...before.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), heldBefore, at)
      const draftsBefore = new Map<string, { edition: number; answers: string; savedBy: string }>()
      for await (const { record } of store.all('draft')) draftsBefore.set(record.id, { edition: record.edition, answers: JSON.stringify(record.answers), savedBy: record.savedBy })
      let crashed = false
      if (one.crash) {
        await store.close()
        const disk = crashingDisk(one.crash + 3)
        const failing = await openWorld(folder, now, disk).catch(() => undefined)
        const done = failing ? await act(failing, one, at, selfApproval).then(() => true, () => false) : false
        await failing?.close().catch(() => undefined)
        crashed = disk.crashed
        // As it lies on the disk when the power is gone, and read by a process that knows nothing of it.
        await cp(folder, `${folder}-copy`, { recursive: true })
        store = await openWorld(folder, now)
        const copy = await openWorld(`${folder}-copy`, now)
        expect(await all(copy), `recovered twice alike, done ${done}`).toEqual(await all(store))
        await copy.close()
        await rm(`${folder}-copy`, { recursive: true })
        expect(await store.check()).toMatchObject({ ok: true })
        if (crashed) reached.set('crash', (reached.get('crash') ?? 0) + 1)
      } else await act(store, one, at, selfApproval)

      const after = await all(store)
      const held = await known(store)
      for (const obligation of after) {
        const was = before.get(obligation.id)
        // Nothing that happened is ever taken back or changed.
        expect(obligation.events.slice(0, was?.events.length ?? 0)).toEqual(was?.events ?? [])
        for (const event of obligation.events.slice(was?.events.length ?? 0)) {
          expectRight(obligation, event, one.kind === 'merge' ? held : heldBefore)
          reached.set(event.for === undefined ? event.kind : `${event.kind}, delegated`, (reached.get(event.for === undefined ? event.kind : `${event.kind}, delegated`) ?? 0) + 1)
          if (event.kind !== 'submitted') continue
          const version = (await store.get('version', `${obligation.id}#${event.version}`))?.record
          const draft = draftsBefore.get(obligation.id)
          // The approval binds to what lay before the head, and to nobody's own hand where that is forbidden.
          expect({ answers: JSON.stringify(version?.answers), complete: event.complete, stale: one.stale }).toEqual({ answers: draft?.answers, complete: true, stale: false })
          expect(event.selfApproved === true, 'self-approval is marked').toBe(event.by === draft?.savedBy && !headless(heldBefore.directory, obligation, at))
          if (!selfApproval) expect(event.selfApproved).toBeUndefined()
        }
        expectDefinitions(obligation, at)
      }
      expect(after.length).toBeGreaterThanOrEqual(before.size)
      // Versions are never overwritten or lost, and each was submitted.
      const submitted = after.flatMap(obligation => obligation.events.flatMap(event => (event.kind === 'submitted' ? [`${obligation.id}#${event.version}`] : [])))
      expect(new Set(submitted).size).toBe(submitted.length)
      for (const id of submitted) {
        const text = JSON.stringify((await store.get('version', id))?.record)
        expect(versions.get(id) ?? text, id).toBe(text)
        versions.set(id, text)
      }
      const counts = countAll(after, at)
      expect(filedOf(counts) + counts.missing + counts.waitingAtHead + counts.notDue).toBe(counts.owed)
      expect(counts.owed + counts.waived + counts.merged).toBe(after.length)
      for (const earlier of answers) expect(answerAt(after, earlier.at), `asked again about ${earlier.at}`).toBe(earlier.given)
      answers.push({ at, given: answerAt(after, at) })
      before = new Map(after.map(each => [each.id, each]))
    }
    await expectJournal(store)
  } finally {
    await store.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Every event was journalled, by whom it was done and for whom. */
async function expectJournal(store: Store): Promise<void> {
  const acts = new Map<string, number>()
  for await (const entry of store.journal()) {
    const of = entry.subject.replace(/^(?:obligation|version|draft)\//, '').replace(/#\d+$/, '')
    const key = `${entry.action} ${of} ${entry.by} ${entry.for ?? ''}`
    acts.set(key, (acts.get(key) ?? 0) + 1)
  }
  for (const obligation of await all(store)) for (const event of obligation.events) {
    if (['opened', 'started', 'merged'].includes(event.kind) || event.by === 'admin') continue
    expect(acts.get(`${event.kind} ${obligation.id} ${event.by} ${event.for ?? ''}`) ?? 0, `${event.kind} of ${obligation.id} in the journal`).toBeGreaterThan(0)
  }
}

it('any order of any acts by anyone at any instants, with crashes: no definition is broken', { timeout: 300_000 }, async () => {
  await fc.assert(fc.asyncProperty(steps, fc.boolean(), live), { numRuns: Number(process.env['LIVES'] ?? 40), seed: Number(process.env['LIFE_SEED'] ?? 20260612), endOnFailure: true })
  // A test that reaches nothing proves nothing; LIVES and LIFE_SEED draw more, and others, to look for what these miss.
  if (process.env['LIFE_SEED'] !== undefined) return
  for (const kind of ['started', 'sent-for-approval', 'sent-back', 'submitted', 'accepted', 'returned', 'withdrawn', 'correction-opened', 'extension-asked', 'extended', 'extension-refused', 'waived', 'merged', 'crash', 'submitted, delegated']) {
    expect(reached.get(kind) ?? 0, `${kind}: ${JSON.stringify([...reached])}`).toBeGreaterThan(0)
  }
})

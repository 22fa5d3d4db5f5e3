import type { Answers, Form } from '#domain/form/form.ts'
import { Fault } from '#domain/fault.ts'
import { judge } from '#domain/form/judge.ts'
import { pagesOf } from '#domain/form/pages.ts'
import { pastCampaignSchema, type History, type HistoryEvent, type PastCampaign } from '#domain/importing/history.ts'
import { plausibleAnswers, type Plausible } from '#domain/importing/plausibleAnswers.ts'
import type { Row } from '#domain/importing/rows.ts'
import { firstStartShift, moveYears } from '#domain/importing/sampleShift.ts'
import { dayOf, fromIso, type Day, type Instant } from '#domain/time/instant.ts'
import type { Store, Write } from '#ports/store.ts'
import { TABLE_NAMES } from '#ports/tables.ts'
import { DIRECTORY_STAMP } from './directoryCache.ts'
import { importHistory } from './importHistory.ts'
import { importDelegations, importMonitors } from './importMonitors.ts'
import { importPeople } from './importPeople.ts'
import { importUnits } from './importUnits.ts'
import { unitsAsked } from './openCampaign.ts'
import { readTable, recordsOf, type Imported } from './upsertRecords.ts'

/** The sample as its files hold it, nothing read into it yet. */
interface Sample {
  units: Row[]
  people: Row[]
  monitors: Row[]
  /** Rows with the instant each became known. */
  delegations: { recordedAt: string; cells: Record<string, unknown> }[]
  campaigns: { document: unknown; moves: boolean }[]
  plausible: Plausible
}

export interface LoadSample {
  sample: Sample
  forms: ReadonlyMap<string, Form>
  /** Only what had been recorded by then is loaded. */
  at: Instant
  /** Removes everything the store holds first (the journal stays). */
  reset: boolean
  /** `recorded`: dates as written. `first-start`: moved by whole years so that one campaign is closed and the next open at `at`. */
  mode: 'recorded' | 'first-start'
}

export type LoadedSample =
  | { ok: true; shift: number; units: number; people: number; campaigns: string[]; obligations: number }
  /** The store holds entries already, and nobody said that they may go. */
  | { ok: false; problem: 'not-empty' }

const MARK = 'sample'
const BY = 'import'

/**
 * Loads the sample data through the imports a deployer uses. A load that a crash cut short is seen by the mark it leaves and is begun anew the next time.
 * Throws Fault 'data-invalid' when the sample's own files do not pass the imports.
 */
export async function loadSample(store: Store, { sample, forms, at, reset, mode }: LoadSample): Promise<LoadedSample> {
  if (!reset && !(await isUntouched(store))) return { ok: false, problem: 'not-empty' }
  await removeEverything(store)
  const shift = mode === 'first-start' ? firstStartShift(at) : 0
  await setMark(store, { state: 'loading', at, shift })

  const day = dayOf(at)
  const options = { at, by: BY }
  const units = passed('units', await importUnits(store, sample.units.flatMap(row => knownUnit(row, day)), options))
  const people = passed('people', await importPeople(store, sample.people.flatMap(row => knownPerson(row, day)), options))
  passed('monitors', await importMonitors(store, sample.monitors.filter(row => begun(row.cells.from, day)), options))
  const delegations = moveYears(sample.delegations, shift)
    .filter(({ recordedAt }) => (fromIso(recordedAt) ?? Infinity) <= at)
    .map(({ cells }, index) => ({ row: index + 1, cells }))
  passed('delegations', await importDelegations(store, delegations, options))

  const directory = recordsOf(await readTable(store, 'unit'))
  const told = new Map<string, Told>()
  const campaigns: string[] = []
  let obligations = 0
  for (const { document, moves } of sample.campaigns) {
    const past = knownCampaign(pastCampaignSchema.parse(moveYears(document, moves ? shift : 0)), at)
    if (!past) continue
    // Moved by years, a campaign may name units that have ended by then.
    const asked = new Map(unitsAsked(past, directory, dayOf(past.openedAt)).map(unit => [unit.id, unit.level]))
    const history = past.history.filter(({ unit }) => asked.has(unit)).map(one => withAnswers(one, past, asked.get(one.unit)!, forms, sample.plausible, told))
    obligations += passed(past.id, await importHistory(store, forms, { ...past, ...(past.units && { units: [...asked.keys()] }), history }, options))
    campaigns.push(past.id)
  }
  await setMark(store, { state: 'loaded', at, shift })
  return { ok: true, shift, units, people, campaigns, obligations }
}

/** Whether nothing was ever entered: the store holds no records, or only those of a sample whose loading a crash cut short. */
export async function isUntouched(store: Store): Promise<boolean> {
  const mark = (await store.get('setting', MARK))?.record.value as { state?: string } | undefined
  if (mark?.state === 'loading') return true
  for (const table of TABLE_NAMES) {
    // Conversations come into being by talking to an empty store; they do not make it a used one.
    if (table === 'conversation' || table === 'owed' || table === 'setting') continue
    for await (const _ of store.all(table)) return false
  }
  return true
}

async function removeEverything(store: Store): Promise<void> {
  for (const table of TABLE_NAMES) {
    const writes: Write[] = []
    for (const id of (await readTable(store, table)).keys()) if (table !== 'setting' || (id !== MARK && id !== DIRECTORY_STAMP)) writes.push({ table, id, record: null })
    if (writes.length > 0) await store.commit({ writes })
  }
}

async function setMark(store: Store, value: { state: 'loading' | 'loaded'; at: Instant; shift: number }): Promise<void> {
  await store.commit({
    writes: [{ table: 'setting', id: MARK, record: { id: MARK, value } }],
    ...(value.state === 'loading' ? { acts: [{ at: value.at, by: BY, action: 'sample-loaded', subject: `setting/${MARK}`, content: value }] } : {}),
  })
}

function passed(what: string, imported: Imported): number {
  if (imported.ok) return imported.added + imported.changed + imported.unchanged
  const problems = imported.problems.slice(0, 5).map(({ row, column, expected, got }) => `row ${row}, ${column}: expected ${expected.en}, got "${got}"`)
  throw new Fault('data-invalid', `sample ${what}: ${problems.join('; ')}`)
}

const begun = (from: unknown, day: Day) => typeof from === 'string' && from <= day

/** A unit as it was known on a day: not yet founded it is unknown, and until it ends nobody knows that it will. */
function knownUnit({ row, cells }: Row, day: Day): Row[] {
  if (!begun(cells.from, day)) return []
  const ended = typeof cells.to === 'string' && cells.to < day
  return [{ row, cells: ended ? cells : { ...cells, to: null, successor: null } }]
}

function knownPerson({ row, cells }: Row, day: Day): Row[] {
  const roles = Array.isArray(cells.roles) ? (cells.roles as Record<string, unknown>[]) : []
  const known = roles.filter(role => begun(role.from, day)).map(role => (typeof role.to === 'string' && role.to >= day ? { ...role, to: null } : role))
  return known.length === 0 && roles.length > 0 ? [] : [{ row, cells: { ...cells, roles: known } }]
}

function knownCampaign(past: PastCampaign, at: Instant): PastCampaign | undefined {
  if (past.openedAt > at) return undefined
  const known = (event: HistoryEvent) => (event.recordedAt ?? event.at) <= at
  const history = past.history.map(one => ({ ...one, events: one.events.filter(known) })).filter(one => one.events.length > 0)
  return { ...past, closedAt: past.closedAt !== null && past.closedAt <= at ? past.closedAt : null, history }
}

/** What a unit last said in each form, for the periods that follow. */
type Told = { answers: Answers; from: Day; to: Day }

/** A history with the answers of each submitted version, and the draft as it stands after its events. */
function withAnswers(history: History, past: PastCampaign, level: string, forms: ReadonlyMap<string, Form>, plausible: Plausible, told: Map<string, Told>): History {
  const form = forms.get(past.form)
  if (!form) throw new Fault('data-invalid', `sample ${past.id}: there is no form "${past.form}"`)
  const { unit, events } = history
  const previous = told.get(`${form.id} ${unit}`)?.answers
  const half = form.cumulativeOver === undefined ? undefined : told.get(`${form.cumulativeOver} ${unit}`)
  const firstHalf = half && half.from === past.window.from && half.to < past.window.to ? half.answers : undefined
  const written = (number: number): Answers => {
    const given: Answers = {}
    for (const version of history.versions) if (version.number <= number) Object.assign(given, version.answers)
    return plausibleAnswers(form, plausible, {
      seed: `${past.id}.${unit}`, level, window: past.window, given, ...(previous && { previous }), ...(firstHalf && { firstHalf }),
    })
  }
  const versions = events.filter(event => event.kind === 'submitted').map(event => {
    const asker = events.findLast(other => other.kind === 'sent-for-approval' && other.at <= event.at)
    return { number: event.version, answers: importable(written(event.version)), preparedBy: asker?.by ?? event.by }
  })
  const filed = versions.at(-1)
  if (filed) {
    told.set(`${form.id} ${unit}`, { answers: filed.answers, ...past.window })
    const { complete } = judge(form, filed.answers, { window: past.window, ...(firstHalf && { firstHalf }) })
    if (!complete) throw new Fault('data-invalid', `sample ${past.id}.${unit}: its report is not complete`)
  }
  const draft = draftAfter(events, form, number => importable(written(number)))
  return { unit, events, versions, ...(draft && { draft }) }
}

const HALF_DONE = 4

/** The draft that writing leaves behind: whole once it was sent for approval, half done before. */
function draftAfter(events: readonly HistoryEvent[], form: Form, written: (version: number) => History['versions'][number]['answers']): History['draft'] {
  const last = events.findLast(event => event.kind === 'started' || event.kind === 'sent-for-approval' || event.kind === 'submitted')
  if (!last) return undefined
  const filed = events.filter(event => event.kind === 'submitted').length
  const sent = events.findLast(event => event.kind === 'sent-for-approval')
  if (last.kind !== 'started') {
    const number = last.kind === 'submitted' ? last.version : filed + 1
    return { edition: sent?.draft ?? 1, answers: written(number), skipped: [], savedAt: sent?.at ?? last.at, savedBy: sent?.by ?? last.by }
  }
  const pages = pagesOf(form)
  const reached = new Set(pages.slice(0, Math.ceil(pages.length / 2)).flatMap(page => page.sections.flatMap(section => section.fields.map(field => field.id))))
  const answers = Object.fromEntries(Object.entries(written(filed + 1)).filter(([id]) => reached.has(id)))
  return { edition: HALF_DONE, answers, skipped: [], savedAt: last.at, savedBy: last.by }
}

/** Answers without attachments, which sample reports do not have. */
function importable(answers: Answers): History['versions'][number]['answers'] {
  return Object.fromEntries(Object.entries(answers).filter((entry): entry is [string, number | string | string[]] => typeof entry[1] !== 'object' || Array.isArray(entry[1])))
}

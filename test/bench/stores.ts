import { join } from 'node:path'
import { readForms } from '#adapters/files/watchForms.ts'
import { readSample } from '#adapters/files/readSample.ts'
import { importHistory } from '#app/importHistory.ts'
import { importPeople } from '#app/importPeople.ts'
import { importUnits } from '#app/importUnits.ts'
import { loadSample } from '#app/loadSample.ts'
import { openCampaign, unitsAsked } from '#app/openCampaign.ts'
import { recordsOf, readTable, type Imported } from '#app/upsertRecords.ts'
import { pastCampaignSchema } from '#domain/importing/history.ts'
import { plausibleAnswers } from '#domain/importing/plausibleAnswers.ts'
import { standing } from '#domain/standing.ts'
import { dayOf, fromIso, type Instant } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'
import { readConfig } from '#config'
import { DATA, openStore } from '../../src/openStore.ts'
import type { Speaker } from './load.ts'

/** The instant at which every bench says that it is: the sample's open campaign is due in three days, and 35 of its reports have not been begun. */
export const AT: Instant = fromIso('2026-06-09T09:00')!
const BY = 'import'
const CAMPAIGN = 'sk-2026'

/** A reporter and the report of the open campaign that is theirs to fill. */
export interface Filer extends Speaker {
  obligation: string
}

/** A data folder with the sample as of {@link AT}; with `count` reporters of its own whose reports have not been begun. */
export async function sampleStore(dataDir: string, count: number): Promise<Filer[]> {
  return filling(dataDir, async store => {
    const loaded = await loadSample(store, { sample: await readSample(DATA), forms: await readForms(join(DATA, 'forms')), at: AT, reset: false, mode: 'recorded' })
    if (!loaded.ok) throw new RangeError(loaded.problem)
    return filersOf(store, count)
  })
}

/** A data folder with the units of today and one open campaign; with `obligations`, as many past ones besides, every other one with a full, accepted report. */
export async function plainStore(dataDir: string, count: number, obligations: number): Promise<Filer[]> {
  return filling(dataDir, async store => {
    const forms = await readForms(join(DATA, 'forms'))
    const { units, plausible } = await readSample(DATA)
    passed(await importUnits(store, units, { at: AT, by: BY }))
    const asked = unitsAsked({}, recordsOf(await readTable(store, 'unit')), dayOf(AT))
    const kinds = [...forms.values()]
    for (let made = 0, number = 1; made < obligations; number++) {
      const form = kinds[number % kinds.length]!
      const year = 2025 - Math.ceil(number / kinds.length)
      const window = { from: `${year}-01-01`, to: `${year}-12-31` }
      const here = asked.slice(0, obligations - made)
      const opened = '2025-08-01T08:00+07:00'
      const filed = '2025-08-20T08:00+07:00'
      const history = here.filter((_, at) => at % 2 === 0).map(unit => ({
        unit: unit.id,
        events: [{ kind: 'submitted', at: filed, version: 1 }, { kind: 'accepted', at: filed, version: 1 }],
        versions: [{ number: 1, answers: plausibleAnswers(form, plausible, { seed: `${number}.${unit.id}`, level: unit.level, window }) }],
      }))
      const past = { id: `past-${number}`, form: form.id, title: form.title, window, due: '2025-08-30', openedAt: opened, closedAt: '2025-09-30T08:00+07:00', units: here.map(unit => unit.id), history }
      passed(await importHistory(store, forms, pastCampaignSchema.parse(past), { at: AT, by: BY }))
      made += here.length
    }
    const campaign = { id: CAMPAIGN, form: 'so-ket-6-thang', window: { from: '2025-12-01', to: '2026-05-31' }, due: fromIso('2026-06-12T16:00')!, units: asked.slice(0, count).map(unit => unit.id) }
    const open = await openCampaign(store, forms, campaign, { at: AT - 86_400_000, by: BY })
    if (!open.ok) throw new RangeError(JSON.stringify(open.problems))
    return filersOf(store, count)
  })
}

async function filling<R>(dataDir: string, fill: (store: Store) => Promise<R>): Promise<R> {
  const store = await openStore(readConfig({ DATA_DIR: dataDir }), () => AT)
  try {
    return await fill(store)
  } finally {
    await store.close()
  }
}

async function filersOf(store: Store, count: number): Promise<Filer[]> {
  const writable = (await store.find('obligation', 'campaign', CAMPAIGN)).map(({ record }) => record)
    .filter(obligation => standing(obligation, AT).phase === 'not-started')
    .slice(0, count)
  if (writable.length < count) throw new RangeError(`only ${writable.length} reports have not been begun`)
  const rows = writable.map(({ unit }, index) => ({
    row: index + 1,
    cells: {
      id: `bench.${unit}`, aadObjectId: `00000000-0000-4000-9000-${String(index).padStart(12, '0')}`, name: `Cán bộ đầu mối, ${unit}`,
      roles: [{ role: 'reporter', unit, from: '2026-01-01', to: null }],
    },
  }))
  passed(await importPeople(store, rows, { at: AT, by: BY }))
  return writable.map(({ id }, index) => ({ ...rows[index]!.cells, obligation: id }))
}

function passed(imported: Imported): void {
  if (!imported.ok) throw new RangeError(JSON.stringify(imported.problems.slice(0, 5)))
}

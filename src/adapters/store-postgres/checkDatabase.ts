import { readJournal } from '#domain/journal.ts'
import { canonicalJson } from '#domain/canonicalJson.ts'
import type { Soundness } from '#ports/store.ts'
import type { TableName } from '#ports/tables.ts'
import { INDEXES } from '#ports/tables.ts'
import type { Database } from './connect.ts'
import { keyText } from './keyText.ts'
import { keysOf, wireStandings } from './wireChange.ts'

const PAGE = 500

/** Reads everything back, as of one instant, and holds it against itself: the journal's chain, every record's keys, and all that is kept worked out. */
export async function checkDatabase(database: Database, shape: string): Promise<Soundness> {
  return database.snapshot(async read => {
    const problems: string[] = []
    const [chain] = await read<{ seq: number; hash: string; shape: string }>({ text: 'select seq::float8 as seq, hash, shape from qcdc.chain' })
    if (!chain) throw new TypeError('qcdc.chain has lost its row')
    if (chain.shape !== shape) problems.push('The records are indexed for another version of the program.')

    const reading = readJournal()
    for (let after = 0; ;) {
      const rows = await read<{ seq: number; line: string }>({ name: 'check-journal', text: 'select seq::float8 as seq, line from qcdc.journal where seq > $1 order by seq limit $2', values: [after, PAGE] })
      for (const { line } of rows) reading.line(line)
      if (rows.length < PAGE) break
      after = rows.at(-1)!.seq
    }
    const broken = reading.end({ seq: chain.seq, hash: chain.hash })
    if (broken) problems.push(`The journal is ${broken.problem} at entry ${broken.seq}.`)

    let records = 0
    const wrong = new Set<string>()
    for (let after = { kind: '', id: '' }; ;) {
      const rows = await read<{ kind: TableName; id: string; keys: string[]; record: { id: string }; standings: unknown }>({
        name: 'check-records',
        text: `select r.kind, r.id, r.keys, r.record,
            case when r.kind = 'obligation' then (select jsonb_build_object('o', w.id, 'c', w.campaign, 'r', w.receiver, 'l', w.level, 'u', w.unit, 't', w.times, 'k', w.cells, 'late',
              (select coalesce(jsonb_agg(jsonb_build_array(state, since, until, rank, due, days, submitted) order by since), '[]') from qcdc.late where obligation = w.id and scope = '*'))
              from qcdc.owing w where w.id = r.id) end as standings
          from qcdc.record r where (r.kind, r.id) > ($1, $2) order by r.kind, r.id limit $3`,
        values: [after.kind, after.id, PAGE],
      })
      records += rows.length
      for (const { kind, id, keys, record, standings } of rows) {
        if (!Object.hasOwn(INDEXES, kind)) wrong.add(`${kind} is a kind of record that this program does not know`)
        else if (keyText(record.id) !== id) wrong.add(`${kind}/${id} holds the record of another id`)
        else if (canonicalJson(keys.toSorted()) !== canonicalJson(keysOf(kind, record))) wrong.add(`the keys of ${kind} do not agree with its records`)
        if (kind === 'obligation' && canonicalJson(standings) !== canonicalJson(JSON.parse(wireStandings(record.id, record)))) wrong.add('the standings kept do not agree with the obligations')
      }
      if (rows.length < PAGE) break
      after = rows.at(-1)!
    }
    const [derived] = await read<{ keys: boolean; tally: boolean; owing: boolean }>({ text: DERIVED })
    if (derived?.keys) wrong.add('the index of keys does not agree with the records’ own')
    if (derived?.tally) wrong.add('the sums of the standings do not add up')
    if (derived?.owing) wrong.add('standings are kept of obligations that are gone')
    for (const what of wrong) problems.push(`${what[0]!.toUpperCase()}${what.slice(1)}.`)
    return { ok: problems.length === 0, records, journal: { entries: reading.entries, head: chain.hash, broken }, problems }
  })
}

/** What is kept twice, compared by the database: the index of keys, and the sums of each length of stretch. */
const DERIVED = `
  with keys as (select kind, unnest(keys) as key, id from qcdc.record),
  changes as (
    select w.campaign, w.receiver, w.level, w.times[i] as at, x.cell, sum(x.n) as n
    from qcdc.owing w, generate_subscripts(w.times, 1) i, lateral (values (w.cells[i], 1), (w.cells[i - 1], -1)) x (cell, n)
    where x.cell is not null group by 1, 2, 3, 4, 5
  ), sums as (
    select campaign, scope, span::smallint as span, at >> span as start, level, cell, sum(n) as n
    from changes, lateral (values ('*'), ('R' || receiver)) scopes (scope), unnest(array [0, 16, 21, 26, 31]) span
    group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0
  )
  select
    exists ((select * from keys except all select kind, key, id from qcdc.record_key) union all (select kind, key, id from qcdc.record_key except all select * from keys)) as keys,
    exists ((select * from sums except select campaign, scope, span, start, level, cell, n from qcdc.tally where n <> 0)
      union all (select campaign, scope, span, start, level, cell, n from qcdc.tally where n <> 0 except select * from sums)) as tally,
    exists (select 1 from qcdc.owing w where not exists (select 1 from qcdc.record r where r.kind = 'obligation' and r.id = w.id)) as owing`

import type { Obligation } from '#domain/obligation.ts'
import { noCounts } from '#domain/rates.ts'
import { seal } from '#domain/seal.ts'
import { addCell, daysSince, foldStandings, LATE_STATES, lateStateOf, type LateState, type LateStanding, type Standings, type StandingsQuery } from '#domain/standings.ts'
import type { Database, Statement } from './connect.ts'
import { idOfKeyText, keyText } from './keyText.ts'
import { indexKey, LATE_RANKS } from './wireChange.ts'

type Read = <R extends object>(statement: Statement) => Promise<R[]>

/**
 * Answers from the sums and the late list that every commit keeps in step (migrations/0002-standings.sql): the cost grows with the number of lines wanted and
 * the logarithm of everything else. A handful of named units is read and folded instead.
 */
export async function readStandings(database: Database, query: StandingsQuery): Promise<Standings> {
  if (query.units) return ofUnits(database, query, query.units)
  // Counts and lines are of one state; a campaign nobody is late in needs no second question.
  return database.snapshot(async read => {
    const { levels, late } = await countsOf(read, query)
    const total = [...late.values()].reduce((sum, n) => sum + n, 0)
    return { levels, late: total, rows: await rowsOf(read, query, late, levels.reduce((sum, { asked }) => sum + asked, 0)) }
  }).then(({ levels, late, rows }) => ({ levels: levels.map(({ level, counts }) => ({ level, counts })), late, rows }))
}

async function ofUnits(database: Database, query: StandingsQuery, units: ReadonlySet<string>): Promise<Standings> {
  const rows = await database.read<{ record: Obligation }>({
    name: 'standings-units',
    text: `select r.record from qcdc.record_key k join qcdc.record r on r.kind = k.kind and r.id = k.id where k.kind = 'obligation' and k.key = any ($1) order by r.id`,
    values: [[...units].map(unit => indexKey('unit', unit))],
  })
  for (const { record } of rows) seal(record, 'obligation')
  return foldStandings(rows.map(row => row.record).filter(one => one.campaign === query.campaign), query)
}

/** The sums before an instant ($3): of each length, the stretches of the one longer that have begun. */
const PART = [31, 26, 21, 16].map((span, index, spans) => {
  const longer = spans[index - 1]
  const from = longer === undefined ? '' : ` and start >= ($3::bigint >> ${longer}) << ${longer - span}`
  return `select level, cell, n from qcdc.tally where campaign = $1 and scope = $2 and span = ${span}${from} and start < $3::bigint >> ${span}`
}).concat('select level, cell, n from qcdc.tally where campaign = $1 and scope = $2 and span = 0 and start >= ($3::bigint >> 16) << 16 and start <= $3::bigint').join('\n union all ')

/** Counts by level, and how many lines the late list has by state. */
async function countsOf(read: Read, { campaign, at, level, receiver }: StandingsQuery) {
  const scope = receiver === undefined ? '*' : `R${keyText(receiver)}`
  const values: unknown[] = [keyText(campaign), scope, Math.max(0, at)]
  const where = receiver === undefined ? '' : ` and w.receiver = $${values.push(keyText(receiver))}`
  const rows = await read<{ level: string; cell: number; n: number }>({
    name: receiver === undefined ? 'standings' : 'standings-receiver',
    text: `with summed as (select level, cell, sum(n)::int as n from (${PART}) part group by level, cell having sum(n) <> 0),
        firsts as (select l.level, (select w.unit from qcdc.owing w where w.campaign = $1 and w.level = l.level${where} and w.times[1] <= $3::bigint order by w.unit limit 1) as first
          from (select distinct level from summed) l)
      select s.level, s.cell, s.n from summed s join firsts f on f.level = s.level order by f.first`,
    values,
  })
  const levels = new Map<string, { level: string; counts: ReturnType<typeof noCounts>; asked: number }>()
  const late = new Map<LateState, number>()
  for (const { level: key, cell, n } of rows) {
    const id = idOfKeyText(key)
    if (level !== undefined && id !== level) continue
    let found = levels.get(id)
    if (!found) levels.set(id, (found = { level: id, counts: noCounts(), asked: 0 }))
    addCell(found.counts, cell, n)
    found.asked += n
    const state = lateStateOf(cell)
    if (state) late.set(state, (late.get(state) ?? 0) + n)
  }
  return { levels: [...levels.values()], late }
}

interface LateRow {
  obligation: string
  unit: string
  level: string
  due: string
  days: number | null
  submitted: string | null
}

async function rowsOf(read: Read, query: StandingsQuery, late: ReadonlyMap<LateState, number>, asked: number): Promise<LateStanding[]> {
  const { at, rows: { from = 0, limit = Infinity } = {} } = query
  const found: LateStanding[] = []
  let skip = from
  for (const state of LATE_STATES) {
    const lines = late.get(state) ?? 0
    if (skip >= lines) {
      skip -= lines
      continue
    }
    const wanted = Math.min(lines - skip, limit - found.length)
    if (wanted <= 0) break
    for (const { obligation, unit, level, due, days, submitted } of await linesOf(read, query, state, { lines, asked, skip, wanted })) {
      found.push({
        obligation: idOfKeyText(obligation), unit: idOfKeyText(unit), level: idOfKeyText(level), state, due: Number(due),
        submittedAt: submitted === null ? null : Number(submitted), daysLate: days ?? daysSince(Number(due), at),
      })
    }
    skip = 0
  }
  return found
}

/** Lines `skip` to `skip + wanted` of one state, of `lines` there are among `asked` obligations. */
async function linesOf(read: Read, { campaign, at, level, receiver }: StandingsQuery, state: LateState, { lines, asked, skip, wanted }: { lines: number; asked: number; skip: number; wanted: number }): Promise<LateRow[]> {
  const scope = receiver !== undefined ? `R${keyText(receiver)}` : level !== undefined ? `L${keyText(level)}` : '*'
  const values: unknown[] = [keyText(campaign), scope, LATE_RANKS[state], Math.max(0, at), wanted, skip]
  const ofLevel = receiver !== undefined && level !== undefined ? ` and level = $${values.push(keyText(level))}` : ''
  const kind = `${state}${ofLevel && '-level'}`
  const columns = 'obligation, unit, level, due, days, submitted'
  const among = `campaign = $1 and scope = $2 and state = $3${ofLevel}`
  const then = 'since <= $4::bigint and until > $4::bigint'
  const grows = state === 'missing' || state === 'waiting-at-head'
  const order = grows ? 'ceil(($4::bigint - rank) / 86400000.0) desc, unit' : 'rank, unit'
  const top = skip + wanted
  // Of few lines in a long history all are fetched, by the end that few share: those not yet over, or (filed late stays so) those begun. Where there are
  // many, the first come soon when read in order.
  if (lines * lines <= top * asked || top >= lines) {
    return read({ name: `late-few-${kind}`, text: `select ${columns} from qcdc.late where ${among} and ${then} order by ${order} limit $5 offset $6`, values })
  }
  if (!grows) return read({ name: `late-many-${kind}`, text: `select ${columns} from qcdc.late where ${among} and ${then} order by rank, unit limit $5 offset $6`, values })
  // Due instants are few; the first lines are among the first of each.
  return read({
    name: `late-many-${kind}`,
    text: `with recursive dues (due) as (
        (select rank from qcdc.late where ${among} order by rank limit 1)
        union all
        select (select rank from qcdc.late where ${among} and rank > dues.due and rank < $4::bigint order by rank limit 1) from dues where dues.due is not null
      )
      select l.* from dues cross join lateral (
        select ${columns}, rank from qcdc.late where ${among} and rank = dues.due and ${then} order by unit limit $5::bigint + $6::bigint
      ) l where dues.due is not null order by ${order} limit $5 offset $6`,
    values,
  })
}

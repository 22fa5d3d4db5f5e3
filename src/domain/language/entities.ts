import type { Day } from '#domain/time/instant.ts'
import type { Claims } from './claims.ts'
import { each, take } from './claims.ts'
import { findCounts } from './counts.ts'
import { findDates } from './dates.ts'
import { findFormats, findLevels, findReportTypes, findRolloutForms, saysHalfYearReport } from './fixedWords.ts'
import { findPeriods } from './periods.ts'
import { findProvisions } from './provisionNames.ts'
import { written } from './reading.ts'
import type { Reading } from './reading.ts'
import { findTimes } from './times.ts'
import { namedOn } from './unitNames.ts'
import type { UnitNames } from './unitNames.ts'
import { unitsIn } from './unitsIn.ts'
import type { Entities, EntityKind, EntitySpan } from './understood.ts'

/** What a message mentions, with spans, and the stretches of the line that are units' names. */
export interface Mentioned {
  entities: Entities
  spans: EntitySpan[]
  covered: { start: number; end: number }[]
}

/**
 * Finds all entities of a message said on a day. The order decides who gets words that could be several things:
 * document numbers before dates, units before levels, periods before report types, counts last.
 */
export function entitiesOf(reading: Reading, names: UnitNames, on: Day): Mentioned {
  const claims: Claims = { reading, found: [], taken: [] }
  const line = reading.line
  findProvisions(claims)
  const units = unitsIn(reading, names).filter(unit => claims.taken.every(part => unit.end <= part.start || unit.start >= part.end))
  for (const unit of units) take(claims, unit.start, unit.end, 'unit', namedOn(names, unit, on, written(reading, unit.start, unit.end).said))
  findTimes(claims)
  findDates(claims, on)
  const halfYear = saysHalfYearReport(line)
  findPeriods(claims, on, halfYear || /\bso ket\b|\bsix-month\b|\bhalf-year/.test(line), /\btong ket\b|\bca nam\b|\byearly\b|\bannual\b/.test(line))
  findReportTypes(claims)
  if (halfYear && !claims.found.some(found => found.kind === 'reportType')) {
    const said = /\b(?:6 thang|sau thang|nua (?:dau )?nam|h ?1)\b/.exec(line)!
    take(claims, said.index, said.index + said[0].length, 'reportType', 'so-ket-6-thang')
  }
  // "báo cáo năm 2026" is the yearly review; its year has gone to the period by now.
  if (!claims.found.some(found => found.kind === 'reportType')) each(claims, 'reportType', /\bbao cao(?= (?:cua |cho )?nam 20\d\d\b)/g, () => 'tong-ket-nam')
  findLevels(claims)
  findRolloutForms(claims)
  findFormats(claims)
  findCounts(claims)
  claims.found.sort((a, b) => a.start - b.start)
  const spans = claims.found.map(({ kind, start, end, value }) => ({ kind, ...written(reading, start, end), value }))
  return { entities: gather(spans), spans, covered: units }
}

function gather(spans: readonly EntitySpan[]): Entities {
  const lists = new Map<EntityKind, EntitySpan['value'][]>()
  for (const { kind, value } of spans) {
    const list = lists.get(kind) ?? []
    if (!list.some(other => same(other, value))) list.push(value)
    lists.set(kind, list)
  }
  // Each list holds values of its own kind only: what `take` was given with the kind.
  return Object.fromEntries([...lists].map(([kind, list]) => [kind, list.length === 1 ? list[0] : list])) as Entities
}

function same(a: EntitySpan['value'], b: EntitySpan['value']): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b
  if ('id' in a && 'id' in b) return a.id === b.id
  return JSON.stringify(a) === JSON.stringify(b)
}

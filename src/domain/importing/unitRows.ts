import { z } from 'zod'
import { tidy } from '#domain/text/fold.ts'
import type { Unit } from '#domain/unit.ts'
import {
  column, dayColumn, flag, lastDayColumn, listOf, optionalUnitIdColumn, readRows, shown, UNIT_ID, unitIdColumn, type ImportProblem, type Row,
} from './rows.ts'

/** The columns of a table of units; `units list --json` gives the same. */
export const UNIT_COLUMNS = {
  id: unitIdColumn,
  name: column(z.string().min(1).max(300), 'tên đầy đủ của đơn vị', 'the full name of the unit'),
  short: column(z.string().min(1).max(150).optional(), 'tên gọi ngắn, hoặc để trống', 'a short name, or nothing'),
  codes: column(listOf(z.string().max(150)), 'các tên gọi khác, cách nhau bằng dấu chấm phẩy', 'other names, separated by semicolons'),
  level: column(z.string().regex(UNIT_ID), 'mã cấp, ví dụ cap-tinh', 'a level id such as cap-tinh'),
  parent: optionalUnitIdColumn,
  reports: column(flag.optional(), 'có hoặc không', 'yes or no'),
  from: dayColumn,
  to: lastDayColumn,
  predecessors: column(listOf(z.string().regex(UNIT_ID)), 'các mã đơn vị, cách nhau bằng dấu chấm phẩy', 'unit ids separated by semicolons'),
  successor: optionalUnitIdColumn,
  inferred: column(flag.optional(), 'có hoặc không', 'yes or no'),
}

/** "Bắc Ninh" of "VKSND tỉnh Bắc Ninh"; other names stay whole. */
function shortName(name: string): string {
  return tidy(name).replace(/^(VKSND|Viện kiểm sát nhân dân)\s+(tỉnh|thành phố|TP\.?)\s+/i, '')
}

/**
 * Units of a table, checked against each other and against those already known, or every problem found: wrong cells, ids given twice,
 * parents, predecessors and successors that nobody knows, a unit above itself, a last day before the first.
 */
export function unitsFromRows(rows: readonly Row[], known: ReadonlyMap<string, Unit>): { units: Unit[]; problems: ImportProblem[] } {
  // Rows that could not be read still name units: a reference to one is no second mistake.
  const mentioned = new Set(rows.map(({ cells }) => shown(cells.id)))
  const unknown = { vi: 'mã của một đơn vị có trong tệp hoặc trong danh bạ', en: 'the id of a unit in this file or in the directory' }
  const reference = { knows: (id: string) => known.has(id) || mentioned.has(id), expected: unknown }
  const { read, problems } = readRows(rows, UNIT_COLUMNS, { parent: reference, successor: reference, predecessors: reference })
  const byId = new Map<string, Unit>()
  const rowOf = new Map<string, number>()
  for (const { row, value } of read) {
    if (rowOf.has(value.id)) {
      problems.push({
        row, column: 'id', got: value.id,
        expected: { vi: `mỗi mã một dòng (đã có ở dòng ${rowOf.get(value.id)})`, en: `each id once (already in row ${rowOf.get(value.id)})` },
      })
      continue
    }
    rowOf.set(value.id, row)
    const { short, reports, inferred, ...rest } = value
    byId.set(value.id, { ...rest, short: short ?? shortName(value.name), reports: reports ?? value.parent !== null, ...(inferred ? { inferred } : {}) })
  }
  const find = (id: string) => byId.get(id) ?? known.get(id)
  for (const unit of byId.values()) {
    const problem = (name: string, got: string, expected = unknown) => problems.push({ row: rowOf.get(unit.id)!, column: name, got, expected })
    if (unit.parent !== null && !reference.knows(unit.parent)) problem('parent', unit.parent)
    if (unit.successor !== null && !reference.knows(unit.successor)) problem('successor', unit.successor)
    for (const predecessor of unit.predecessors) if (!reference.knows(predecessor)) problem('predecessors', predecessor)
    if (unit.to !== null && unit.to < unit.from) problem('to', unit.to, { vi: `ngày không sớm hơn ${unit.from}`, en: `a day not before ${unit.from}` })
    if (isAboveItself(unit, find)) problem('parent', unit.parent!, { vi: 'đơn vị cấp trên không nằm dưới chính đơn vị này', en: 'a parent that is not below this very unit' })
  }
  problems.sort((a, b) => a.row - b.row)
  return { units: [...byId.values()], problems }
}

function isAboveItself(unit: Unit, find: (id: string) => Unit | undefined): boolean {
  const seen = new Set<string>()
  for (let above = unit.parent; above !== null && !seen.has(above); above = find(above)?.parent ?? null) {
    if (above === unit.id) return true
    seen.add(above)
  }
  return false
}

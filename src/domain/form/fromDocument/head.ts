import { fold } from '#domain/text/fold.ts'
import { fromIso, type Day } from '#domain/time/instant.ts'
import { linesOf, numbering } from './lines.ts'
import type { WordDocument } from './document.ts'

/** What a document says of itself before its first section: the words of its head, and the time it reports on. */
export interface DocumentHead {
  /** The first lines, tables of the emblem included. */
  lines: string[]
  /** "6 tháng đầu năm 2026", "năm 2025", and the days where the head gives them. */
  period: { half?: 1 | 2; year?: number; from?: Day; to?: Day } | undefined
  /** Kinds of report the head names, folded. */
  titles: string
}

/** Reads the head of a document: at most forty lines, to the first section of Roman number. */
export function headOf(document: WordDocument): DocumentHead {
  const lines: string[] = []
  for (const line of linesOf(document)) {
    if (line.kind === 'table') {
      if (line.number > 1) break
      lines.push(...line.table.rows.flatMap(row => row.filter(cell => !cell.covered).flatMap(cell => cell.text.split('\n'))))
      continue
    }
    if (/^I$/.test(numbering(line.text).number ?? '') && lines.length > 0) break
    lines.push(line.text)
    if (lines.length >= 40) break
  }
  const said = fold(lines.join(' \n ')).replace(/\s+/g, ' ')
  return { lines, period: periodIn(said), titles: said }
}

function periodIn(said: string): DocumentHead['period'] {
  const range = /tu (?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: den| -| –)+ ?(?:het )?(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/.exec(said)
  const day = (d: string, m: string, y: string): Day | undefined => {
    const iso = `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
    return fromIso(iso) === undefined ? undefined : iso
  }
  const [from, to] = range ? [day(range[1]!, range[2]!, range[3]!), day(range[4]!, range[5]!, range[6]!)] : []
  const half = /(?:6|06|sau) thang (dau|cuoi) nam (\d{4})/.exec(said)
  if (half) return { half: half[1] === 'dau' ? 1 : 2, year: Number(half[2]), ...(from && to ? { from, to } : {}) }
  const year = /(?:tong ket|bao cao)[^\n]{0,120}? nam (20\d\d)/.exec(said)
  if (year || (from && to)) return { ...(year ? { year: Number(year[1]) } : {}), ...(from && to ? { from, to } : {}) }
  return undefined
}

/** Whether the time a document reports on is another than the campaign's window: its year differs, its half, or its days lie outside. */
export function isOtherPeriod(period: DocumentHead['period'], window: { from: Day; to: Day }): boolean {
  if (!period) return false
  const [year, month] = [Number(window.to.slice(0, 4)), Number(window.to.slice(5, 7))]
  if (period.year !== undefined && period.year !== year) return true
  if (period.half === 1 && month > 7) return true
  if (period.half === 2 && month <= 7) return true
  // Offices begin a window on the 15th or the 1st; what overlaps by less than half is another period.
  if (period.from && period.to) return period.from > window.to || period.to < window.from || period.to.slice(0, 7) < window.from.slice(0, 7)
  return false
}

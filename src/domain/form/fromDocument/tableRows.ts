import { fold, tidy } from '#domain/text/fold.ts'
import { startsItem } from './lines.ts'
import { keysOf } from './ways.ts'
import type { Table } from './document.ts'

/** A label and its value as a table gives them: a row's, or a column's under its heading. */
export interface TableEntry {
  /** Label cell, and the headings over it that are part of it. */
  label: string
  /** Row or column headings around the label: what it is about. */
  context: string[]
  value: string
  /** Unit of measure where the table has a column for it. */
  measure?: string
  /** Rows counted from 1, heading rows included. */
  row: number
  /** What the column of remarks says beside it. */
  note?: string
  /** The value comes from a row of totals over several rows. */
  total?: { sum: number | undefined }
}

const VALUE_HEAD = /^(?:ca nam|luy ke|tong cong|so lieu|so luong|ket qua|ket qua thuc hien|thuc hien|so bao cao|gia tri|tong so|tong|so|noi dung tra loi|tra loi|ghi nhan|ky nay|trong ky|nam nay|thuc hien trong ky|dat duoc|so luong ket qua)\b/
const EARLIER = /(?:ky truoc|cung ky|so sanh|chenh lech|bien dong|nam truoc|nam ngoai|so voi|tang|giam|ty le|ti le|%|chi tieu|ke hoach (?:giao|nam|de ra)|ke hoach$)/
const MEASURE_HEAD = /^(?:don vi tinh|dvt|don vi|dv tinh)$/
const ORDER_HEAD = /^(?:tt|stt|so tt|so thu tu|tt\.|stt\.|#)$/
const LABEL_HEAD = /(?:noi dung|chi tieu|tieu chi|hang muc|muc|ten chi tieu|cong viec|nhiem vu)/
const NOTE_HEAD = /^(?:ghi chu|chu thich|luu y|dien giai|giai thich)/
const TOTAL = /^(?:tong cong|tong so|tong|cong|toan don vi|cong chung)\b/

const figureIn = (text: string): number | undefined => {
  const plain = tidy(text)
  if (/^(?:-|–|—|0|không|khong|ko)$/i.test(plain)) return 0
  if (/^\d{1,3}(?:[. ]\d{3})+$/.test(plain)) return Number(plain.replace(/[. ]/g, ''))
  return /^\d{1,7}$/.test(plain) ? Number(plain) : undefined
}

/** Whether a cell is a bare figure, or says that there is none. */
export function isFigure(text: string): boolean {
  return figureIn(text) !== undefined
}

/** The labels and values of a table, by rows or by columns; empty for a table that only lays out a page (an emblem, a signature). */
export function entriesOf(table: Table, window: { from: string; to: string }): TableEntry[] {
  const rows = table.rows.map(row => row.map(cell => ({ ...cell, text: tidyCell(cell.text) })))
  const width = Math.max(0, ...rows.map(row => row.length))
  if (rows.length === 0 || width < 2) return rows.flatMap((row, at) => single(row[0]?.text ?? '', at))
  if (/cong hoa xa hoi chu nghia|noi nhan/.test(fold(rows.flat().map(cell => cell.text).join(' ').slice(0, 600))) && rows.length <= 4) return []
  const columns = byColumns(rows, width, window)
  return (columns.length > 0 ? columns : byRows(rows, width, window)).flatMap(packed).flatMap(lined)
}

/** A cell of several labelled lines ("- Tên chuyên đề: …", "- Văn bản: …") is as many rows. */
function lined(entry: TableEntry): TableEntry[] {
  const lines = entry.value.split('\n').map(line => /^\s*[-+•*–]?\s*([^:]{2,60}):\s+(.+)$/su.exec(line))
  if (lines.length < 2 || lines.some(line => line === null)) return [entry]
  return lines.map(line => ({ ...entry, label: line![1]!, context: [...entry.context, entry.label], value: line![2]! }))
}

/** "Kiến nghị (đã nhận/đã giải quyết/quá 15 ngày)" with "5/4/1" is as many rows as there are parts. */
function packed(entry: TableEntry): TableEntry[] {
  const values = entry.value.split(/[/;]/).map(part => part.trim())
  if (values.length < 2 || !values.every(isFigure)) return [entry]
  const inside = /^(.*)\(([^()]*)\)\s*$/u.exec(entry.label)
  const names = (inside ? inside[2]! : entry.label).split(/[/;,]/).map(part => part.trim())
  if (names.length !== values.length || names.some(name => keysOf(name).length === 0)) return [entry]
  return names.map((name, at) => ({ ...entry, label: name, context: inside ? [...entry.context, inside[1]!.trim()] : entry.context, value: values[at]! }))
}

interface GridCell {
  text: string
  bold: boolean
  covered?: true
}

function tidyCell(text: string): string {
  return text.split('\n').map(tidy).filter(line => line !== '').join('\n')
}

/** A table of one column holds its labels and values in one cell. */
function single(text: string, at: number): TableEntry[] {
  return text.split('\n').flatMap(line => {
    const match = /^(.{2,90}?)\s*[:=]\s*(.+)$/.exec(line)
    return match ? [{ label: match[1]!, context: [], value: match[2]!, row: at + 1 }] : []
  })
}

/** Columns that are labels with figures under them: "Công chức | Viên chức | Người lao động" over "45 | 3 | 5". */
function byColumns(rows: GridCell[][], width: number, window: { to: string }): TableEntry[] {
  const isData = (row: GridCell[]): boolean => row.filter(cell => isFigure(cell.text)).length >= Math.max(2, Math.ceil(row.length * 0.5))
  const isOrder = (row: GridCell[]): boolean => row.every((cell, at) => /^\(?(?:\d{1,2}|[a-z])\)?$/i.test(cell.text.trim()) && (figureIn(cell.text.replace(/[()]/g, '')) === undefined || figureIn(cell.text.replace(/[()]/g, '')) === at + 1))
  const first = rows.findIndex(isData)
  // One row of headings over one row of answers, not all of them figures.
  if (rows.length === 2 && width > 2 && rows[0]!.every(cell => !isFigure(cell.text) && keysOf(cell.text).length <= 9 && !/^(?:noi dung|chi tieu|tieu chi|dien giai)$/.test(fold(cell.text))) && (first < 0 || rows[1]!.some(cell => cell.text.length > 12))) {
    return rows[0]!.flatMap((cell, column) => (cell.text === '' || ORDER_HEAD.test(fold(cell.text)) || !rows[1]![column]?.text ? [] : [{ label: cell.text, context: [], value: rows[1]![column]!.text, row: 2 }]))
  }
  if (first < 1) return []
  const heads = rows.slice(0, first)
  if (heads.some(row => row.some(cell => isFigure(cell.text) && !/^[-–—]$/.test(cell.text)))) return []
  // Columns that are times of one figure ("6 tháng đầu năm | Cả năm") are no figures side by side.
  if (heads.some(row => row.filter(cell => /^(?:0?6|sau) thang|^ca nam|^nam 20\d\d|^quy |^ky (?:nay|truoc)/.test(fold(cell.text))).length >= 2)) return []
  const data = rows.slice(first).map((row, at) => ({ row, at: first + at })).filter(({ row }) => isData(row) && !(rows.indexOf(row) === first && isOrder(row)))
  if (data.length === 0) return []
  // A row for each time: the one of this report's.
  const isNow = (row: GridCell[]): boolean => {
    const label = fold(row.find(cell => keysOf(cell.text).length > 0)?.text ?? '')
    // "Đơn nhận trong năm 2025" names a figure, no time.
    return keysOf(label).length <= 4 && new RegExp(`\\b${window.to.slice(0, 4)}\\b|^(?:ky nay|nam nay|trong ky)`).test(label) && !EARLIER.test(label.replace(/nam nay/, ''))
  }
  // Labels down the side with one or two figures each are rows, not columns.
  const side = data.filter(({ row }) => row.some((cell, column) => column <= 1 && !isFigure(cell.text) && keysOf(cell.text).length > 0)).length
  const numeric = Math.max(...data.map(({ row }) => row.filter(cell => isFigure(cell.text)).length))
  const total = data.find(({ row }) => TOTAL.test(fold(row.find(cell => keysOf(cell.text).length > 0)?.text ?? '')))
  if (side > data.length / 2 && !(data.length === 1 && numeric >= 3) && !(numeric >= 3 && data.filter(({ row }) => isNow(row)).length === 1) && (numeric < 3 || !total || heads.some(row => row.some(cell => MEASURE_HEAD.test(fold(cell.text)))))) return []
  const now = data.filter(({ row }) => isNow(row))
  if (!total && data.length > 1 && now.length === 1) return columnsOf(heads, now[0]!, [], width, true)
  // Several rows of figures and none is their total: whose figures they are is not said.
  if (!total && data.length > 1) return []
  const chosen = total ?? data[0]!
  return columnsOf(heads, chosen, data.filter(each => each !== chosen), width, total !== undefined)
}

interface DataRow {
  row: GridCell[]
  at: number
}

function columnsOf(heads: GridCell[][], chosen: DataRow, parts: DataRow[], width: number, total: boolean): TableEntry[] {
  const entries: TableEntry[] = []
  for (let column = 0; column < width; column++) {
    const cell = chosen.row[column]
    const over = heads.map(row => row[column]?.text ?? '').filter(text => text !== '')
    const labels = over.filter((text, at) => over.indexOf(text) === at)
    if (!cell || cell.text === '' || labels.length === 0 || ORDER_HEAD.test(fold(labels.at(-1)!)) || NOTE_HEAD.test(fold(labels.at(-1)!))) continue
    if (!isFigure(cell.text) && total && column <= 1) continue
    const figures = parts.map(each => figureIn(each.row[column]?.text ?? ''))
    entries.push({
      label: labels.at(-1)!, context: labels.slice(0, -1), value: cell.text, row: chosen.at + 1,
      ...(total && parts.length > 0 ? { total: { sum: figures.every(figure => figure !== undefined) ? figures.reduce((sum: number, figure) => sum + (figure ?? 0), 0) : undefined } } : {}),
    })
  }
  return entries
}

/** The row above figures that has none itself, where no word of it is a usual heading; -1 where there is no such row. */
function overFigures(rows: readonly GridCell[][]): number {
  const [head, ...body] = rows
  const figures = body.filter(row => row.slice(1).some(cell => isFigure(cell.text) && cell.text.trim() !== '')).length
  const isBare = (text: string): boolean => text.trim() !== '' && (!isFigure(text) || /^20\d\d$/.test(text.trim()))
  return head && body.length >= 3 && figures >= body.length * 0.6 && head.every((cell, at) => (at === 0 || isBare(cell.text)) && cell.text.length < 60) ? 0 : -1
}

/** The column that adds the others up, row by row. */
function sumOf(body: readonly GridCell[][], columns: readonly number[]): number | undefined {
  const filled = columns.filter(column => body.filter(row => isFigure(row[column]?.text ?? '')).length >= Math.max(3, body.length * 0.5))
  if (filled.length < 3) return undefined
  return filled.find(column => {
    const told = body.filter(row => filled.every(each => isFigure(row[each]?.text ?? '')) && figureIn(row[column]!.text)! > 0)
    const sums = told.filter(row => filled.reduce((sum, each) => (each === column ? sum : sum + figureIn(row[each]!.text)!), 0) === figureIn(row[column]!.text))
    return told.length >= 3 && sums.length >= told.length * 0.8
  })
}

/** Rows that are a label and its value, perhaps numbered, with a unit of measure, last period's figure and notes beside it. */
function byRows(rows: GridCell[][], width: number, window: { from: string; to: string }): TableEntry[] {
  const named = rows.slice(0, 2).findIndex(row => row.filter(cell => {
    const text = fold(cell.text)
    return ORDER_HEAD.test(text) || VALUE_HEAD.test(text) || MEASURE_HEAD.test(text) || NOTE_HEAD.test(text) || (LABEL_HEAD.test(text) && keysOf(text).length <= 5)
  }).length >= 2)
  const first = named >= 0 ? named : overFigures(rows)
  // A second row of headings under those that reach over several columns.
  const under = first >= 0 ? rows[first + 1] : undefined
  const two = under?.some((cell, at) => cell.covered && cell.text === rows[first]![at]!.text) && under.some((cell, at) => !cell.covered && cell.text !== '' && rows[first]!.filter(over => over.text === rows[first]![at]?.text).length > 1) && !under.some(cell => /^\d/.test(cell.text) && isFigure(cell.text))
  const head = two ? first + 1 : first
  const titles = head < 0 ? [] : rows[head]!.map((cell, at) => fold(two && cell.text !== rows[first]![at]!.text ? `${rows[first]![at]!.text} ${cell.text}` : cell.text))
  const body = rows.slice(head + 1)
  const share = (column: number, test: (text: string) => boolean): number => body.filter(row => test(row[column]?.text ?? '')).length / Math.max(1, body.length)
  const order = titles.findIndex(title => ORDER_HEAD.test(title))
  const numbered = order >= 0 ? order : share(0, text => /^(?:[IVX]+|\d{1,2}(?:\.\d{1,2})*|[a-zđ])?[.)]?$/i.test(text)) > 0.8 && width > 2 ? 0 : -1
  const measure = titles.findIndex(title => MEASURE_HEAD.test(title))
  const labelled = titles.findIndex((title, at) => at !== numbered && at !== measure && LABEL_HEAD.test(title) && !VALUE_HEAD.test(title))
  const label = labelled >= 0 ? labelled : numbered >= 0 ? numbered + 1 : 0
  const years = [window.from.slice(0, 4), window.to.slice(0, 4)]
  const isEarlier = (title: string): boolean => {
    const said = [...title.matchAll(/\b(20\d\d)\b/g)].map(match => match[1]!)
    return EARLIER.test(title) || (said.length > 0 && !said.includes(years[1]!))
  }
  const half = Number(window.to.slice(5, 7)) - Number(window.from.slice(5, 7)) + 12 * (Number(years[1]) - Number(years[0])) < 8
  // Of two halves and their sum a year's report gives the sum, a half-year's the half.
  const isOtherSpan = (title: string): boolean => (half ? /^(?:ca nam|luy ke ca nam|6 thang cuoi)/.test(title) : /^(?:0?6|sau) thang|^quy /.test(title))
  const others = Array.from({ length: width }, (_, at) => at).filter(at => at !== numbered && at !== measure && at !== label && !NOTE_HEAD.test(titles[at] ?? '') && !isEarlier(titles[at] ?? '') && !isOtherSpan(titles[at] ?? ''))
  const value = sumOf(body, others) ?? others.find(at => VALUE_HEAD.test(titles[at] ?? '')) ?? others.find(at => at > label && share(at, text => text !== '') > 0.3) ?? others[0]
  if (value === undefined) return []
  const entries: TableEntry[] = []
  const context: { depth: number; text: string }[] = []
  // One heading over two columns: the label's own parts and what each of them is.
  let last = value
  const heading = head < 0 || two ? [] : rows[head]!
  while (heading[last + 1]?.covered && heading[last + 1]?.text === heading[value]?.text) last++
  const inner = labelled >= 0 && value - label === 2 && label + 1 !== measure && label + 1 !== numbered && (LABEL_HEAD.test(titles[label + 1] ?? '') || (!isEarlier(titles[label + 1] ?? '') && !isOtherSpan(titles[label + 1] ?? ''))) && share(label + 1, text => text !== '' && !isFigure(text)) > 0.5 ? label + 1 : undefined
  const note = titles.findIndex(title => NOTE_HEAD.test(title))
  body.forEach((row, at) => {
    const text = row[label]?.text ?? ''
    const [under, answer] = last > value && row[last] !== undefined && row[last]!.text !== row[value]?.text ? [value, last] : inner !== undefined && row[inner]?.text !== text && row[inner]?.text ? [inner, value] : [label, value]
    if (under !== label) {
      const [name, reply] = [row[under]?.text ?? '', row[answer]?.text ?? '']
      if (name !== '' && reply !== '') entries.push({ label: name, context: [...context.map(each => each.text), text], value: reply, row: head + at + 2 })
      return
    }
    const beside = note >= 0 && !row[note]?.covered ? row[note]?.text ?? '' : ''
    const own = row[value]?.covered && row[value]?.text === text ? '' : row[value]?.text ?? ''
    // "Hình thức công khai | | Niêm yết": the answer stands in the column of remarks.
    const said = own === '' && !row[value]?.covered && beside.length > 8 ? beside : own
    if (text === '') return
    const mark = numbered >= 0 ? row[numbered]?.text ?? '' : ''
    const depth = /^[IVX]+\.?$/.test(mark) ? 1 : /^[A-ZĐ]\.?$/.test(mark) ? 0 : /^\d+\.?$/.test(mark) ? 2 : mark === '' ? (startsItem(text) ? 4 : 3) : 3
    // A row without a value is a heading over those below it.
    if (said === '' || (row[value]?.covered && row[value - 1]?.text === said)) {
      while (context.length > 0 && context.at(-1)!.depth >= depth) context.pop()
      context.push({ depth, text })
      return
    }
    while (context.length > 0 && context.at(-1)!.depth > depth && context.length > 1) context.pop()
    entries.push({ label: text.replace(/^\s*[-+•*–]\s*/, ''), context: context.map(each => each.text), value: said, row: head + at + 2, ...(measure >= 0 && row[measure]?.text ? { measure: row[measure]!.text } : {}), ...(beside !== '' && beside !== said ? { note: beside } : {}) })
  })
  return entries
}

/** A cell that is a figure, not a heading. */
const FIGURE = /^[\d.,/%\s-]+$/

/**
 * A table pasted from a sheet, made into lines of a label and its value: one row of headings over one row of values is read downwards
 * ("Công chức⇥Viên chức⏎60⏎5"), a column of running numbers goes with its heading ("TT⇥Nội dung⇥Số liệu"). Any other text is left as it is.
 */
export function readTable(text: string): string {
  if (!text.includes('\t')) return text
  const rows = text.split(/\r\n|\r|\n/).map(line => line.split('\t').map(cell => cell.trim()))
  const tables = rows.reduce<string[][][]>((found, row) => {
    const last = found.at(-1)
    if (last && row.length > 1 && last[0]!.length === row.length) last.push(row)
    else found.push([row])
    return found
  }, [])
  return tables.flatMap(table => linesOf(table)).join('\n')
}

function linesOf(table: string[][]): string[] {
  const [heads, values] = table as [string[], string[]?]
  if (table.length === 2 && heads.every(head => head !== '' && !FIGURE.test(head)) && values!.some(value => FIGURE.test(value))) {
    // A label beside its value in both rows is no heading over a value.
    if (!(heads.length === 2 && !FIGURE.test(values![0]!))) return heads.flatMap((head, column) => (values![column] ? [`${head}: ${values![column]}`] : []))
  }
  const numbered = heads.length > 2 ? [0, 1].find(first => table.length > first + 1 && table.slice(first).every((row, at) => row[0]!.replace(/\.$/, '') === String(at + 1))) : undefined
  return (numbered === undefined ? table : table.slice(numbered).map(row => row.slice(1))).map(row => row.join('\t'))
}

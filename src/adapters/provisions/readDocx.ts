import { unzipSync } from 'fflate'
import { Fault } from '#domain/fault.ts'
import { TABLE_CELLS } from '#domain/provision/parse.ts'
import { readNumbering, type Numbering } from './docxNumbering.ts'

/** A docx unpacks to at most this; a law is under one MB, a zip bomb is not. */
const LARGEST = 50 * 2 ** 20

/**
 * The text of a .docx, a paragraph a line: tracked deletions left out, insertions kept, tables row by row, and the numbers that Word shows but does not
 * store as text ("Điều 5.", "1.", "a)") written out from its list definitions. Throws Fault 'import-invalid' when it is not a docx.
 */
export function readDocx(bytes: Uint8Array): string {
  let files: Record<string, Uint8Array>
  try {
    let total = 0
    files = unzipSync(bytes, {
      filter: file => {
        if (!/^word\/(?:document|numbering|styles)\.xml$/.test(file.name)) return false
        total += file.originalSize
        if (total > LARGEST) throw new Fault('import-invalid', `the document unpacks to more than ${LARGEST / 2 ** 20} MB`)
        return true
      },
    })
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    throw new Fault('import-invalid', 'not a .docx file: it cannot be unpacked', { cause })
  }
  const document = files['word/document.xml']
  if (!document) throw new Fault('import-invalid', 'not a .docx file: it has no word/document.xml')
  const decode = (name: string) => (files[name] ? new TextDecoder().decode(files[name]) : '')
  return paragraphs(new TextDecoder().decode(document), readNumbering(decode('word/numbering.xml'), decode('word/styles.xml'))).join('\n')
}

function paragraphs(xml: string, numbering: Numbering): string[] {
  const lines: string[] = []
  // Deleted text and field codes are in the file but not on the page; a text box repeats its content for old readers.
  const shown = xml.replace(/<w:del\b[^>]*>[\s\S]*?<\/w:del>/gu, '').replace(/<mc:Fallback\b[\s\S]*?<\/mc:Fallback>/gu, '')
  for (const [whole] of joinRows(shown).matchAll(/<w:p[ >](?:(?!<w:p[ >])[\s\S])*?<\/w:p>/gu)) {
    const style = /<w:pStyle\s+w:val="([^"]*)"/u.exec(whole)?.[1]
    const own = /<w:numPr>([\s\S]*?)<\/w:numPr>/u.exec(whole)?.[1]
    const list = own === undefined ? undefined : { id: /<w:numId\s+w:val="(\d+)"/u.exec(own)?.[1], level: Number(/<w:ilvl\s+w:val="(\d+)"/u.exec(own)?.[1] ?? 0) }
    const text = runs(whole)
    if (text.trim() === '') continue
    const number = numbering.next(style, list)
    for (const [at, line] of text.split('\n').entries()) lines.push(at === 0 && number ? `${number} ${line}` : line)
  }
  return lines
}

/** Rows of tables in the text itself, each made one paragraph, so that what numbers its lines is not taken for a clause. */
function joinRows(xml: string): string {
  const start = /Điều(?:\s|<[^>]*>)+\d/u.exec(xml)?.index ?? xml.length
  return xml.slice(0, start) + xml.slice(start).replace(/<w:tr[ >](?:(?!<w:tr[ >]|<w:tbl>)[\s\S])*?<\/w:tr>/gu, row => {
    const cells = row.match(/<w:tc[ >][\s\S]*?<\/w:tc>/gu) ?? []
    const plain = cells.length > 1 && cells.every(cell => (cell.match(/<\/w:p>/gu)?.length ?? 0) <= 1)
    return plain ? `<w:p>${cells.map(cell => (cell.match(/<w:r[ >][\s\S]*?<\/w:r>/gu) ?? []).join('')).join(`<w:r><w:t xml:space="preserve">${TABLE_CELLS}</w:t></w:r>`)}</w:p>` : row
  })
}

function runs(paragraph: string): string {
  let text = ''
  for (const match of paragraph.matchAll(/<w:t(?:\s[^>]*)?>([\s\S]*?)<\/w:t>|<w:(tab|br|cr|noBreakHyphen|softHyphen)\b[^>]*\/>/gu)) {
    if (match[1] !== undefined) text += unescape(match[1])
    else text += { tab: ' ', br: '\n', cr: '\n', noBreakHyphen: '-', softHyphen: '' }[match[2]!] ?? ''
  }
  return text
}

function unescape(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(amp|lt|gt|quot|apos));/giu, (_, hex?: string, decimal?: string, name?: string) =>
    hex ? String.fromCodePoint(Number.parseInt(hex, 16)) : decimal ? String.fromCodePoint(Number(decimal)) : { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }[name!.toLowerCase()]!)
}

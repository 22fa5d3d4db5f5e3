import { strToU8, zipSync } from 'fflate'

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

function run(text: string, bold: boolean): string {
  const pieces = text.split('\n').map(line => line.split('\t').map(piece => `<w:t xml:space="preserve">${escape(piece)}</w:t>`).join('<w:tab/>')).join('<w:br/>')
  return `<w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}${pieces}</w:r>`
}

/** A paragraph: a string, with `**bold**`; `#`, `##` for heading styles. */
export function p(text: string): string {
  const style = /^(#+) /.exec(text)
  const body = style ? text.slice(style[0].length) : text
  const runs = body.split(/(\*\*[^*]+\*\*)/).filter(Boolean).map(piece => (piece.startsWith('**') ? run(piece.slice(2, -2), true) : run(piece, false)))
  return `<w:p>${style ? `<w:pPr><w:pStyle w:val="Heading${style[1]!.length}"/></w:pPr>` : ''}${runs.join('')}</w:p>`
}

/** A cell's text, or the text with how many columns it spans, or with where it stands in a cell merged downwards. */
type CellGiven = string | { text: string; span?: number; down?: 'begins' | 'goes on' }

/** A table by its rows. */
export function table(rows: CellGiven[][]): string {
  const cell = (given: CellGiven): string => {
    const { text, span, down } = typeof given === 'string' ? { text: given } : { ...given }
    const properties = `${span ? `<w:gridSpan w:val="${span}"/>` : ''}${down ? `<w:vMerge${down === 'begins' ? ' w:val="restart"' : ''}/>` : ''}`
    return `<w:tc><w:tcPr>${properties}</w:tcPr>${text.split('\n').map(p).join('')}</w:tc>`
  }
  return `<w:tbl><w:tblPr/><w:tblGrid/>${rows.map(row => `<w:tr>${row.map(cell).join('')}</w:tr>`).join('')}</w:tbl>`
}

const NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

/** What else a file holds. */
export interface Extras {
  header?: string
  footer?: string
  /** Further parts by name. */
  parts?: Record<string, string | Uint8Array>
  /** Content type of the main part. */
  main?: string
  /** Further relationships of the main part. */
  rels?: string
}

/** A Word file of paragraphs ({@link p}) and tables ({@link table}); strings that are no XML become paragraphs. */
export function docx(blocks: string[], { header, footer, parts = {}, main = `${WORD}.document.main+xml`, rels = '' }: Extras = {}): Uint8Array {
  const body = blocks.map(block => (block.startsWith('<w:') ? block : p(block))).join('')
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/><Override PartName="/word/styles.xml" ContentType="${WORD}.styles+xml"/></Types>`,
    '_rels/.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/styles" Target="styles.xml"/>${rels}</Relationships>`,
    'word/styles.xml': `<?xml version="1.0" encoding="UTF-8"?><w:styles ${NS}>${[1, 2, 3].map(level => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/></w:style>`).join('')}</w:styles>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8"?><w:document ${NS}><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ...(header === undefined ? {} : { 'word/header1.xml': `<?xml version="1.0" encoding="UTF-8"?><w:hdr ${NS}>${header.startsWith('<w:') ? header : p(header)}</w:hdr>` }),
    ...(footer === undefined ? {} : { 'word/footer1.xml': `<?xml version="1.0" encoding="UTF-8"?><w:ftr ${NS}>${p(footer)}</w:ftr>` }),
    ...parts,
  }
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])), { level: 6, mtime: '2026-06-01T00:00:00' })
}

/** The emblem and number over an official report. */
export function emblem(unit: string, place: string, number: string, date: string): string {
  return table([[`VIỆN KIỂM SÁT NHÂN DÂN TỐI CAO\n**${unit}**\nSố: ${number}`, `**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n**Độc lập - Tự do - Hạnh phúc**\n${place}, ${date}`]])
}

/** Who receives it and who signs. */
export function signature(): string {
  return table([['**Nơi nhận:**\n- Ban Chỉ đạo VKSND tối cao;\n- Lưu: VT, VP.', '**VIỆN TRƯỞNG**\n(Ký tên, đóng dấu)']])
}

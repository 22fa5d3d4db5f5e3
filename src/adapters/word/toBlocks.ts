import type { Block, Cell, Paragraph, Table } from '#domain/form/fromDocument/document.ts'

/** An element of mammoth's document tree, as far as it is read here. */
export interface Element {
  type: string
  children?: Element[]
  value?: string
  styleId?: string | null
  styleName?: string | null
  isBold?: boolean
  breakType?: string
  checked?: boolean
  colSpan?: number
  rowSpan?: number
}

/** Most rows and columns of a table that is read; a table beyond that is no report's. */
const MOST_CELLS = 20_000

/** The blocks of a document from mammoth's tree of it. */
export function toBlocks(root: Element): Block[] {
  return (root.children ?? []).flatMap((element): Block[] => {
    if (element.type === 'paragraph') return [toParagraph(element)]
    if (element.type === 'table') return [toTable(element)]
    return element.children ? toBlocks(element) : []
  })
}

function toParagraph(element: Element): Paragraph {
  let text = ''
  let bold = 0
  let leading = true
  const walk = (node: Element, strong: boolean): void => {
    const piece = pieceOf(node)
    if (piece !== undefined) {
      text += piece
      if (leading && (strong || piece.trim() === '')) bold = text.length
      else if (piece.trim() !== '') leading = false
    }
    for (const child of node.children ?? []) walk(child, node.type === 'run' ? node.isBold === true : strong)
  }
  for (const child of element.children ?? []) walk(child, false)
  const heading = levelOf(element)
  return { kind: 'paragraph', text, bold: text.slice(0, bold).trim() === '' ? 0 : bold, ...(heading === undefined ? {} : { heading }) }
}

function pieceOf(node: Element): string | undefined {
  switch (node.type) {
    case 'text': return node.value ?? ''
    case 'tab': return '\t'
    case 'break': return '\n'
    case 'checkbox': return node.checked ? '☒' : '☐'
    default: return undefined
  }
}

/** The level of a heading style; its name is English in every language's Word, other programs write their own into the id. */
function levelOf({ styleId, styleName }: Element): number | undefined {
  const match = /^heading\s?([1-9])$/i.exec(styleName ?? '') ?? /^(?:heading|u|titre|berschrift)\s?([1-9])$/i.exec(styleId ?? '')
  return match ? Number(match[1]) : undefined
}

/** All the text of a cell, a line for each paragraph; a table inside it line by line. */
function cellText(element: Element): { text: string; bold: boolean } {
  const paragraphs = toBlocks(element).flatMap(block => (block.kind === 'paragraph' ? [block] : block.rows.map(row => ({ text: row.filter(cell => !cell.covered).map(cell => cell.text).join('\t'), bold: 0 }))))
  const filled = paragraphs.filter(paragraph => paragraph.text.trim() !== '')
  return { text: filled.map(paragraph => paragraph.text).join('\n'), bold: filled.length > 0 && filled.every(paragraph => paragraph.bold >= paragraph.text.trimEnd().length) }
}

function toTable(element: Element): Table {
  const rows: Cell[][] = []
  const below: (Cell & { left: number })[] = []
  let cells = 0
  for (const row of (element.children ?? []).filter(child => child.type === 'tableRow')) {
    const line: Cell[] = []
    const fromAbove = (): void => {
      while (below[line.length] !== undefined && below[line.length]!.left > 0) {
        const { left, ...cell } = below[line.length]!
        below[line.length] = { ...cell, left: left - 1 }
        line.push({ text: cell.text, bold: cell.bold, covered: true })
      }
    }
    for (const cell of (row.children ?? []).filter(child => child.type === 'tableCell')) {
      fromAbove()
      const { text, bold } = cellText(cell)
      const columns = Math.min(Math.max(1, cell.colSpan ?? 1), 64)
      for (let column = 0; column < columns && cells < MOST_CELLS; column++, cells++) {
        below[line.length] = { text, bold, left: Math.max(0, (cell.rowSpan ?? 1) - 1) }
        line.push({ text, bold, ...(column > 0 ? { covered: true as const } : {}) })
      }
    }
    fromAbove()
    rows.push(line)
  }
  return { kind: 'table', rows }
}

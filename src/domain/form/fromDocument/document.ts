/** A paragraph of a document, as its author saw it. */
export interface Paragraph {
  kind: 'paragraph'
  /** Line breaks and tabs inside the paragraph stay. */
  text: string
  /** 1 to 9 for a paragraph in one of the word processor's heading styles. */
  heading?: number
  /** Characters at the beginning that are set in bold; all of them for a paragraph that is bold throughout. */
  bold: number
}

/** A table with its merged cells written out: every row has a text for every column, a merged cell's in each place it covers. */
export interface Table {
  kind: 'table'
  rows: Cell[][]
}

export interface Cell {
  text: string
  bold: boolean
  /** The cell is the continuation of one that begins further left or further up. */
  covered?: true
}

export type Block = Paragraph | Table

/** A document from top to bottom, without headers, footers and notes. */
export interface WordDocument {
  blocks: Block[]
}

/** Where in a document something stands, as people count: paragraphs under their heading, tables from the top, rows with the heading row. */
export type Place =
  | { kind: 'paragraph'; /** "III.2", or the heading's words, or null before the first heading. */ heading: string | null; paragraph: number }
  | { kind: 'table'; table: number; row: number }

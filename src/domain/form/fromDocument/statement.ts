import { Fault } from '#domain/fault.ts'

/** A way of writing a fact, to learn from. */
export interface Statement {
  /** What it answers; null for what answers nothing that is asked. */
  field: string | null
  /** A sentence, the label of a row or a column, or a heading. */
  kind: 'prose' | 'label' | 'title'
  /** What is said where answers are few: "yes", "no", "none", or a choice. */
  answer?: string
  /** In prose what stands in double brackets is the answer, or says it. */
  text: string
  /** The heading it stands under. */
  heading?: string
}

/** Of this name is the file of what answers nothing. */
const NOBODY = 'none'

/**
 * The statements of one file, named after the field, a line each: "heading | text", the answer in [[ ]]; before it, parted by a colon, "label"
 * for the label of a row or column, "title" for a heading, or the answer that is said ("yes", "no", "none", a choice). Lines that begin
 * with # are remarks. Throws Fault 'form-invalid' naming the line that is none.
 */
export function parseStatements(fileName: string, content: string): Statement[] {
  const field = fileName.replace(/^.*[\\/]/, '').replace(/\.txt$/, '')
  return content.normalize('NFC').split('\n').flatMap((line, at): Statement[] => {
    if (line.trim() === '' || line.startsWith('#')) return []
    const match = /^(?:([a-z][a-z0-9-]*):)?([^|]*)\|(.+)$/u.exec(line)
    if (!match) throw new Fault('form-invalid', `${fileName}: line ${at + 1} is no "heading | text"`)
    const [, tag, heading, text] = match
    const kind = tag === 'label' || tag === 'title' ? tag : 'prose'
    return [{
      field: field === NOBODY ? null : field, kind, text: text!.trim(),
      ...(kind !== 'prose' || tag === undefined ? {} : { answer: tag }), ...(heading!.trim() === '' ? {} : { heading: heading!.trim() }),
    }]
  })
}

import { fieldsOf } from '../parseForm.ts'
import { isPassage } from './learnt.ts'
import type { Piece } from './subjects.ts'
import type { Candidate } from './reading.ts'
import type { Form } from '../form.ts'

/** From this weight of evidence on a passage is what its field asks for. */
const PLAIN = 1.2
/** … and on a note that nobody has to write. */
const PLAIN_NOTE = 3
/** A second run of a passage belongs to it when it has so much of the first one's evidence. */
const AGAIN = 0.6

/** The passages of a form: what is about each, where the most of it stands together, in the document's own paragraphs. */
export function passagesOf(form: Form, pieces: readonly Piece[]): Candidate[] {
  return fieldsOf(form).flatMap(field => {
    if (field.kind !== 'text' || !isPassage(form, field)) return []
    const runs = runsOf(pieces, field.id).toSorted((a, b) => b.weight - a.weight)
    const [best] = runs
    if (!best) return []
    // What stands far from most of it belongs to it only where as much speaks for it.
    const all = runs.filter(run => run === best || (run.weight >= best.weight * AGAIN && run.pieces[0]!.under === best.pieces[0]!.under)).toSorted((a, b) => pieces.indexOf(a.pieces[0]!) - pieces.indexOf(b.pieces[0]!))
    const parts = all.flatMap(run => run.pieces)
    // "Phân loại: 12 khiếu nại": what names a note is no part of it.
    const value = field.long ? join(parts) : join(parts).replace(/^\p{Lu}[^:.;,\d]{2,40}:\s+(.+?)\.?$/su, '$1')
    const far = runs.find(run => !all.includes(run) && run.weight >= best.weight * AGAIN)
    if (value === '') return []
    return [{ field: field.id, ...fitting(value, field.max), place: parts[0]!.place, score: best.weight >= (field.required ? PLAIN : PLAIN_NOTE) && !far ? 0.9 : 0.5 }]
  })
}

/** Pieces about a passage that follow one another. */
function runsOf(pieces: readonly Piece[], field: string): { pieces: Piece[]; weight: number }[] {
  const out: { pieces: Piece[]; weight: number; last: number }[] = []
  pieces.forEach((piece, at) => {
    if (piece.target?.field !== field) return
    const run = out.at(-1)
    if (run && run.last === at - 1) {
      run.pieces.push(piece)
      run.weight += piece.weight
      run.last = at
    } else out.push({ pieces: [piece], weight: piece.weight, last: at })
  })
  return out
}

/** A text as far as its field holds it; what has to be cut is asked about. */
function fitting(value: string, max: number): Pick<Candidate, 'value' | 'said' | 'why'> {
  return value.length <= max ? { value, said: value } : { value: value.slice(0, max), said: value, why: 'too-long' }
}

/** Pieces of one paragraph in one line, paragraphs below one another. */
function join(pieces: readonly Piece[]): string {
  const paragraphs = [...Map.groupBy(pieces, piece => piece.of).values()].map(own => own.map(piece => piece.text).join(' '))
  return paragraphs.map(text => text.replace(/^\s*[-–+*•●▪]\s*/u, paragraphs.length > 1 ? '- ' : '')).join('\n').trim()
}

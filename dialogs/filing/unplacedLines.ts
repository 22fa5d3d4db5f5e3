import { isFor } from '#domain/form/fill/unplaced.ts'
import { fieldsOnPage, pageOf, pagesOf } from '#domain/form/pages.ts'
import { fieldOf } from '#domain/form/parseForm.ts'
import type { Unplaced } from '#domain/form/fill.ts'
import type { Answers, Form } from '#domain/form/form.ts'
import type { Locale } from '#ports/channel.ts'
import { inSentence } from '../phrases/form.ts'
import { filing, UNPLACED } from '../phrases/filing.ts'
import { either } from '../phrases/phrase.ts'

/** Pieces quoted in one line; of a pasted report with many the first ones say enough. */
const QUOTED = 4

/** What was said but has no item on the page, one line for each way to go on: what was not saved, why, and what to type where another page has its item. */
export function unplacedLines(form: Form, page: number, answers: Answers, unplaced: readonly Unplaced[], locale: Locale): string[] {
  const label = (id: string): string => fieldOf(form, id)?.label[locale] ?? id
  const example = (piece: Unplaced): string => `${inSentence(label(piece.fields[0]!))}: ${piece.said}`
  const onPage = fieldsOnPage(form, page, answers)
  /** What the page has for a piece: nothing, items that are all filled in, or one still open. */
  const placeOf = (one: Unplaced) => (one.fields.some(id => pageOf(form, id) === page) ? 'open' : onPage.some(field => isFor(field, one.is)) ? 'answered' : 'none')
  const ways = Map.groupBy(unplaced, one => `${placeOf(one)}:${one.is === 'figure'}:${one.fields.length === 1 ? 'one' : one.fields.join()}`)
  return [...ways.values()].map(pieces => {
    const { fields } = pieces[0]!
    // A field takes one value: of several pieces for it, the first shows how it is typed.
    const first = pieces.filter((piece, at) => pieces.findIndex(other => other.fields[0] === piece.fields[0]) === at)
    const elsewhere = [...new Set(first.map(piece => pageOf(form, piece.fields[0]!)))].filter(other => other !== page)
    return filing.unplaced[locale]({
      said: pieces.slice(0, QUOTED).map(piece => piece.said), more: Math.max(0, pieces.length - QUOTED),
      kinds: either([...new Set(pieces.map(piece => UNPLACED[piece.is][locale]({ count: pieces.length })))], locale), here: placeOf(pieces[0]!),
      page: pagesOf(form).length > 1 ? page : undefined,
      way: fields.length === 0
        ? filing.tellInProse[locale]()
        : fields.length === 1
          ? filing.typeAs[locale]({ pages: either(elsewhere.map(String), locale), fields: either(first.map(piece => label(piece.fields[0]!)), locale), example: first.map(example).join('; '), several: first.length < pieces.length })
          : filing.typeWithName[locale]({ fields: either(fields.map(label), locale), example: example(pieces[0]!) }),
    })
  })
}

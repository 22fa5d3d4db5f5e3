import { fill, type FillContext, type Filled } from '#domain/form/fill.ts'
import type { Form } from '#domain/form/form.ts'
import { pageOf, pagesOf } from '#domain/form/pages.ts'
import { fieldOf } from '#domain/form/parseForm.ts'

/**
 * Reads a message against the page asked; when that leaves doubts, also against the pages still open, since people answer
 * the next part while a figure of this one is missing. The reading that understands most wins, the page asked first on a tie.
 */
export function bestReading(form: Form, text: string, context: FillContext & { page: number }, openPages: readonly number[]): Filled & { page: number } {
  const asked = { ...fill(form, text, context), page: context.page }
  if (!isDoubtful(form, asked)) return asked
  const others = [...new Set(openPages)].filter(page => page !== context.page && pagesOf(form).some(one => one.number === page))
  const { field: _field, ...elsewhere } = context
  let best = asked
  for (const page of others) {
    const reading = { ...fill(form, text, { ...elsewhere, page }), page }
    if (worth(reading) > worth(best) && isAbout(form, reading, page)) best = reading
  }
  return best
}

/** Something was not understood, nothing was, or a text took it all in: a label of another page is then read as prose. */
function isDoubtful(form: Form, { found, repairs, unclear }: Filled): boolean {
  return unclear.length > 0 || found.length + repairs.length === 0 || found.some(one => fieldOf(form, one.field)?.kind === 'text' && one.said.length > 40)
}

function worth({ found, repairs, unclear, skips, blanks }: Filled): number {
  const sure = found.filter(one => !one.assumed).length
  return sure + repairs.length + skips.length + blanks.length - unclear.length / 2
}

/** A reading by another page must be about it: most of what it found stands there. */
function isAbout(form: Form, { found }: Filled, page: number): boolean {
  return found.filter(one => pageOf(form, one.field) === page && !one.assumed).length * 2 > found.length
}

import { Fault } from '#domain/fault.ts'

/** Bytes that fit, three to a row, into one entry of a PostgreSQL index (2,704 bytes). */
const LONGEST = 850

// oxlint-disable-next-line no-control-regex -- these are the characters to be written otherwise
const SPECIAL = /[\u0000-\u0002\ud800-\uffff]/g
// oxlint-disable-next-line no-control-regex -- see above
const WRITTEN = /\u0001([\u0010-\u0012])|\ue000([\u0100-\u08ff])|\ue001([\ue000-\uffff])/g

/**
 * An id or key as PostgreSQL keeps it: text whose order of bytes is the order of the UTF-16 code units of the id, as everywhere else in the program, and in
 * which U+0000 (which PostgreSQL can't hold) and lone surrogates have a place. Vietnamese and everything else before U+D800 is kept as it is.
 * Throws Fault 'data-invalid' for one longer than 850 bytes.
 */
export function keyText(id: string): string {
  const text = id.replace(SPECIAL, char => {
    const unit = char.charCodeAt(0)
    if (unit <= 2) return `\u0001${String.fromCharCode(0x10 + unit)}`
    return unit < 0xe000 ? `\ue000${String.fromCharCode(0x100 + unit - 0xd800)}` : `\ue001${char}`
  })
  if (text.length > LONGEST / 3 && Buffer.byteLength(text) > LONGEST) throw new Fault('data-invalid', `the id or key “${id.slice(0, 40)}…” is longer than ${LONGEST} bytes, which the database's indexes can't hold`)
  return text
}

/** The id that {@link keyText} wrote. */
export function idOfKeyText(text: string): string {
  return text.replace(WRITTEN, (_, control: string | undefined, surrogate: string | undefined, late: string | undefined) => {
    if (control) return String.fromCharCode(control.charCodeAt(0) - 0x10)
    return surrogate ? String.fromCharCode(surrogate.charCodeAt(0) - 0x100 + 0xd800) : late!
  })
}

import type { Answer, Field } from './form.ts'

const YES = { vi: 'có', en: 'yes' }
const NO = { vi: 'không', en: 'no' }
const NONE = { vi: 'không còn', en: 'no longer exists' }

/** Making a formatter costs more than everything else in an answer's turn, so each is made once. */
const PLAIN = { vi: numbers('vi', 3), en: numbers('en', 3) }
const WHOLE = { vi: numbers('vi', 0), en: numbers('en', 0) }
const TENTHS = { vi: numbers('vi', 1), en: numbers('en', 1) }

function numbers(locale: 'vi' | 'en', digits: number): Intl.NumberFormat {
  return new Intl.NumberFormat(locale === 'vi' ? 'de-DE' : 'en-US', { maximumFractionDigits: digits })
}

/** An answer as people read it: "1.200", "12/3/2026", "không còn tổ chức", the labels of choices, the name of a file. An answer of another kind than the field's (an older form's) is shown as it is. */
export function showAnswer(field: Field, value: Answer, locale: 'vi' | 'en'): string {
  if (typeof value === 'number') return Number.isFinite(value) ? PLAIN[locale].format(value) : String(value)
  if (Array.isArray(value)) return value.map(id => choice(field, id, locale)).join(', ')
  if (typeof value === 'object') return `${value.name} (${size(value.bytes, locale)})`
  switch (field.kind) {
    case 'date': {
      const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
      return match ? `${Number(match[3])}/${Number(match[2])}/${match[1]}` : value
    }
    case 'yes-no-none':
      return value === 'yes' ? YES[locale] : value === 'no' ? NO[locale] : value === 'none' ? (field.none ?? NONE)[locale] : value
    case 'choice': return choice(field, value, locale)
    default: return value
  }
}

function choice(field: Field, id: string, locale: 'vi' | 'en'): string {
  return (field.kind === 'choice' && field.choices.find(each => each.id === id)?.label[locale]) || id
}

function size(bytes: number, locale: 'vi' | 'en'): string {
  return bytes >= 1_000_000 ? `${TENTHS[locale].format(bytes / 1_000_000)} MB` : `${WHOLE[locale].format(Math.max(1, bytes / 1000))} KB`
}

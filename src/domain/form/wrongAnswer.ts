import { fromIso } from '#domain/time/instant.ts'
import type { Answer, Bilingual, Field } from './form.ts'

/** The largest count taken: no figure of a unit's report comes near it, so more is a slip of the finger. */
export const LARGEST_COUNT = 9_999_999

/** Why a value cannot be the answer to a field, in words for people; `undefined` when it can. */
export function wrongAnswer(field: Field, value: Answer): Bilingual | undefined {
  const label = field.label
  switch (field.kind) {
    case 'count':
      if (typeof value !== 'number' || !Number.isFinite(value)) return { vi: `${label.vi} phải là một con số.`, en: `${label.en} must be a number.` }
      if (value < 0) return { vi: `${label.vi} không thể là số âm.`, en: `${label.en} cannot be negative.` }
      if (!Number.isInteger(value)) return { vi: `${label.vi} phải là số nguyên, không có phần lẻ.`, en: `${label.en} must be a whole number.` }
      if (value > LARGEST_COUNT) return { vi: `${label.vi} lớn quá mức có thể, xin xem lại.`, en: `${label.en} is too large to be right.` }
      return undefined
    case 'text':
      if (typeof value !== 'string' || value.trim() === '') return { vi: `${label.vi} phải là chữ.`, en: `${label.en} must be text.` }
      if (value.length > field.max) return { vi: `${label.vi} dài ${value.length} ký tự, tối đa ${field.max}.`, en: `${label.en} has ${value.length} characters; at most ${field.max}.` }
      return undefined
    case 'date':
      if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || fromIso(value) === undefined) return { vi: `${label.vi} phải là một ngày có thật, ví dụ 12/3/2026.`, en: `${label.en} must be a real date, such as 12/3/2026.` }
      return undefined
    case 'yes-no-none':
      if (value === 'yes' || value === 'no' || (value === 'none' && field.none)) return undefined
      return field.none
        ? { vi: `${label.vi}: xin trả lời có, không hoặc ${field.none.vi}.`, en: `${label.en}: please answer yes, no or ${field.none.en}.` }
        : { vi: `${label.vi}: xin trả lời có hoặc không.`, en: `${label.en}: please answer yes or no.` }
    case 'choice': {
      const chosen = Array.isArray(value) ? value : [value]
      const ids = new Set(field.choices.map(choice => choice.id))
      const fits = chosen.length > 0 && chosen.every(each => typeof each === 'string' && ids.has(each)) && new Set(chosen).size === chosen.length && (field.many ? Array.isArray(value) : typeof value === 'string')
      return fits ? undefined : { vi: `${label.vi}: xin chọn trong các mục đã cho.`, en: `${label.en}: please choose from those given.` }
    }
    case 'attachment': {
      const file = value as Partial<Record<'file' | 'name' | 'bytes' | 'sha256', unknown>>
      const fits = typeof value === 'object' && !Array.isArray(value) && typeof file.file === 'string' && typeof file.name === 'string' && typeof file.bytes === 'number' && typeof file.sha256 === 'string'
      return fits ? undefined : { vi: `${label.vi} phải là một tệp gửi kèm.`, en: `${label.en} must be an attached file.` }
    }
  }
}

import { dueText } from '#domain/importing/history.ts'
import type { Bilingual } from '#domain/importing/rows.ts'
import { addDays, fromIso } from '#domain/time/instant.ts'
import type { OptionKind } from './command.ts'

/** What an option's text must be, in words. */
export const OPTION_EXPECTED: Record<Exclude<OptionKind, 'flag'>, Bilingual> = {
  text: { vi: 'một giá trị', en: 'a value' },
  instant: { vi: 'một thời điểm, ví dụ 2026-06-12T16:00+07:00 hoặc 2026-06-12', en: 'an instant such as 2026-06-12T16:00+07:00 or 2026-06-12' },
  due: { vi: 'một ngày hoặc thời điểm, ví dụ 2026-06-12 hoặc 2026-06-12T10:00', en: 'a day or an instant such as 2026-06-12 or 2026-06-12T10:00' },
  day: { vi: 'một ngày, ví dụ 2026-06-12', en: 'a day such as 2026-06-12' },
  count: { vi: 'một số nguyên từ 1', en: 'a whole number from 1' },
}

/** An option's text as its kind says; undefined when it is not of that kind. */
export function readOption(kind: Exclude<OptionKind, 'flag'>, text: string): string | number | undefined {
  switch (kind) {
    case 'text': return text.trim() === '' ? undefined : text.trim()
    case 'instant': return fromIso(text)
    case 'due': return dueText.safeParse(text).data
    case 'day': return /^\d{4}-\d{2}-\d{2}$/.test(text) && fromIso(text) !== undefined ? addDays(text, 0) : undefined
    case 'count': return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined
  }
}

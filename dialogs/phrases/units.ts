import { phrase, plain, plural } from './phrase.ts'

/** Units that have become others. */
export const units = {
  /** A unit that has ended, with what carries it on. */
  nowPartOf: phrase<{ unit: string; now: string }>(p => `${p.unit} (nay là ${p.now})`, p => `${p.unit} (now ${p.now})`),
  /** One that ended and was carried on under the same name. */
  before: phrase<{ unit: string; until: string }>(p => `${p.unit} (trước sắp xếp, đến ${p.until})`, p => `${p.unit} (as it was until ${p.until})`),
  draftOf: phrase<{ unit: string; at: string; count: number }>(
    p => `${p.unit} có bản nháp đã điền ${p.count} mục, lưu lúc ${p.at}; anh/chị có thể lấy để viết tiếp.`,
    p => `${p.unit} left a draft with ${plural(p.count, 'answer')}, saved at ${p.at}; you may start from it.`,
  ),
  takeDraft: phrase<{ unit: string }>(p => `Lấy bản nháp của ${p.unit}`, p => `Take the draft of ${p.unit}`),
  draftTaken: phrase<{ count: number }>(
    p => `Đã lấy ${p.count} mục vào những chỗ còn trống. Số liệu là của đơn vị cũ: xin rà lại cho đúng với đơn vị mới.`,
    p => `${plural(p.count, 'answer')} taken where nothing was filled in. The figures are the old unit's: please check them for the new one.`,
  ),
  draftAddsNothing: plain('Các mục của bản nháp đó đều đã được điền; không thay gì.', 'Everything that draft answers is answered already; nothing was changed.'),
}

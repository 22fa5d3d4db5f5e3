import type { Day, Instant } from './time/instant.ts'

/** A reporting campaign (đợt báo cáo): one form asked of a set of units for a reporting window, with a due instant. */
export interface Campaign {
  /** "sk-2026" */
  id: string
  form: string
  /** "Sơ kết 6 tháng đầu năm 2026", in both languages. */
  title: { vi: string; en: string }
  window: { from: Day; to: Day }
  due: Instant
  openedAt: Instant
  /** Instant of closing; null while open. */
  closedAt: Instant | null
}

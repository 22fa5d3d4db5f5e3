import { phrase, plain } from './phrase.ts'

/** A campaign beside an earlier one, and a unit's reports over the years. */
export const comparing = {
  head: phrase<{ title: string; scope: string; at: string; earlier: string; then: string; distance: string }>(
    p => `${p.title}${p.scope} · tính đến ${p.at} (${p.distance})\nSo với ${p.earlier}, cùng khoảng cách đến hạn: ${p.then}`,
    p => `${p.title}${p.scope} · as of ${p.at} (${p.distance})\nBeside ${p.earlier}, as far from its due instant: ${p.then}`,
  ),
  filed: phrase<{ now: string; then: string; change: string }>(p => `Đã nộp: ${p.now}, cùng thời điểm kỳ trước ${p.then}${p.change}`, p => `Filed: ${p.now}, then ${p.then}${p.change}`),
  onTime: phrase<{ now: string; then: string; change: string }>(p => `Đúng hạn: ${p.now}, cùng thời điểm kỳ trước ${p.then}${p.change}`, p => `On time: ${p.now}, then ${p.then}${p.change}`),
  complete: phrase<{ now: string; then: string; change: string }>(p => `Đầy đủ nội dung: ${p.now}, cùng thời điểm kỳ trước ${p.then}${p.change}`, p => `Complete: ${p.now}, then ${p.then}${p.change}`),
  change: phrase<{ points: string; up: boolean }>(p => ` (${p.up ? 'tăng' : 'giảm'} ${p.points} điểm phần trăm)`, p => ` (${p.up ? 'up' : 'down'} ${p.points} points)`),
  same: plain(' (như nhau)', ' (the same)'),
  before: phrase<{ span: string }>(p => `còn ${p.span} đến hạn`, p => `${p.span} before it is due`),
  after: phrase<{ span: string }>(p => `quá hạn ${p.span}`, p => `${p.span} after it was due`),
  days: phrase<{ days: number; hours: number }>(
    p => [p.days > 0 ? `${p.days} ngày` : '', p.hours > 0 || p.days === 0 ? `${p.hours} giờ` : ''].filter(Boolean).join(' '),
    p => [p.days > 0 ? `${p.days} d` : '', p.hours > 0 || p.days === 0 ? `${p.hours} h` : ''].filter(Boolean).join(' '),
  ),
  nothing: phrase<{ title: string }>(p => `Chưa có kỳ trước cùng loại để so sánh với ${p.title}.`, p => `There is no earlier campaign of the kind to compare ${p.title} with.`),
  history: phrase<{ unit: string; at: string }>(p => `Các báo cáo của ${p.unit}, tính đến ${p.at}:`, p => `Reports of ${p.unit}, as of ${p.at}:`),
  historyRow: phrase<{ title: string; unit: string; phase: string; timeliness: string; at: string }>(
    p => `• ${p.title}${p.unit}: ${p.phase}${p.timeliness}${p.at}`,
    p => `• ${p.title}${p.unit}: ${p.phase}${p.timeliness}${p.at}`,
  ),
  submitted: phrase<{ at: string }>(p => `, nộp lúc ${p.at}`, p => `, submitted at ${p.at}`),
  noHistory: phrase<{ unit: string }>(p => `Chưa có đợt báo cáo nào giao cho ${p.unit}.`, p => `No campaign was ever asked of ${p.unit}.`),
  more: phrase<{ count: number }>(p => `… và ${p.count} báo cáo trước đó.`, p => `… and ${p.count} earlier ones.`),
}

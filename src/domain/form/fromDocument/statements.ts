import { dayFrom } from '../fill/value.ts'
import { namesOf } from '../fill/names.ts'
import { tokenise } from '../fill/tokens.ts'
import { findWay, isEmpty, lastWay, waysOf } from './ways.ts'
import type { Sentence } from './sentences.ts'
import type { Day, Instant } from '#domain/time/instant.ts'
import type { Field, Form } from '../form.ts'

/** What dates without a year are read against. */
export interface When {
  window: { from: Day; to: Day }
  at: Instant
}

/** An answer read out of a sentence or a cell; `score` 0 to 1. */
export interface Statement {
  field: string
  value: string | string[]
  score: number
  said: string
}

const starts = (keys: readonly string[], at: number, phrase: string): boolean => phrase.split(' ').every((key, offset) => keys[at + offset] === key)
const has = (keys: readonly string[], phrases: readonly string[], from = 0, to = keys.length): boolean => phrases.some(phrase => {
  for (let at = from; at + phrase.split(' ').length <= to; at++) if (starts(keys, at, phrase)) return true
  return false
})

const GONE = ['khong con', 'da giai the', 'giai the', 'da ket thuc hoat dong', 'ket thuc hoat dong', 'cham dut hoat dong', 'da cham dut', 'khong con to chuc']
const NOT = ['khong', 'chua', 'chua co', 'khong co']
const NOT_YET = ['chua bau', 'chua thanh lap', 'chua kien toan', 'chua thanh lap lai', 'het nhiem ki']
const LATE = ['cham', 'qua han', 'qua thoi han', 'tre han', 'muon hon']
const TIMELY = new Set(['han', 'cham', 'ngay'])
const HAS = ['co', 'da', 'duoc', 'thanh lap', 'gom', 'tiep tuc', 'hoat dong', 'deu', 'dam bao', 'bao dam', 'dung', 'kip thoi', 'kien toan', 'ban hanh', 'tien hanh', '☒']

/** What a cell or a short answer says: yes, no, or that the thing is gone. */
export function readYesNo(field: Field & { kind: 'yes-no-none' }, said: string): 'yes' | 'no' | 'none' | undefined {
  const keys = tokenise(said).map(token => token.key)
  if (has(keys, GONE)) return field.none ? 'none' : 'no'
  if (['khong', 'chua', '☐', 'k', 'no'].includes(keys[0] ?? '') || has(keys, ['khong co', 'chua co', 'khong thay doi', 'khong thanh lap', 'khong to chuc', 'chua to chuc', 'chua thuc hien'])) return 'no'
  if (['co', 'da', 'x', '☒', '✓', 'dung', 'dat', 'yes', 'v'].includes(keys[0] ?? '') || /[✓✔☑]/u.test(said) || has(keys, HAS)) return 'yes'
  return undefined
}

/** Yes, no or none of a sentence that names the thing: what denies it stands close by. */
export function yesNoFor(form: Form, sentence: Sentence, field: Field & { kind: 'yes-no-none' }): Statement | undefined {
  const keys = sentence.tokens.map(token => token.key)
  let best: { from: number; to: number; weight: number; timely: boolean } | undefined
  for (const way of waysOf(form).of(field.id)) {
    // A name of several things says nothing about this one.
    if (waysOf(form).isShared(way) || (way.keys.length === 1 && (isEmpty(way.keys[0]!) || way.weight < 2))) continue
    const found = findWay(keys, way.keys, 0, keys.length, 3)
    if (found && way.weight > (best?.weight ?? 0)) best = { from: found.from, to: found.to, weight: way.weight, timely: way.keys.some(key => TIMELY.has(key)) }
  }
  if (!best) return undefined
  const near = (phrases: readonly string[], before: number, after: number) => has(keys, phrases, Math.max(0, best.from - before), Math.min(keys.length, best.to + after))
  const base = Math.min(1, 0.45 + best.weight / 16)
  const late = best.timely ? keys.findIndex((_, at) => LATE.some(phrase => starts(keys, at, phrase))) : -1
  const clause = keys.findIndex((key, at) => at >= best.to && (key === ',' || at > best.to + 10))
  const denied = near(NOT, 4, 6) || has(keys, NOT, best.to, clause < 0 ? keys.length : clause) || has(keys, NOT, best.from, best.to) || has(keys, NOT_YET, best.to)
  // "công khai chậm 4 ngày" denies that it was in time; "không có nội dung nào công khai chậm" does not.
  const value = near(GONE, 5, 9) ? (field.none ? 'none' : 'no') : late >= 0 ? (has(keys, NOT, Math.max(0, late - 8), late) ? 'yes' : 'no') : denied ? 'no' : 'yes'
  const positive = value === 'yes' && (near(HAS, 8, 8) || has(keys, HAS, best.from, best.to))
  return { field: field.id, value, score: value === 'yes' && !positive ? base * 0.7 : base, said: sentence.text }
}

/** How a meeting was held, between its name and its day. */
const BETWEEN = new Set('vao nam hoc can bo cong chuc vien nguoi lao dong hinh thuc toan the dai bieu truc tuyen tiep ket hop'.split(' '))

/** The day a cell names, or the first of a sentence after a name of the field. */
export function dateFor(form: Form, sentence: Sentence, field: Field & { kind: 'date' }, when: When, follows?: RegExp): Statement | undefined {
  const { tokens } = sentence
  const keys = tokens.map(token => token.key)
  const days = tokens.flatMap((token, at) => {
    const said = token.date ?? (token.pair?.sign === '/' && (keys[at - 1] === 'ngay' || keys[at - 1] === 'hom') ? { day: token.pair.a, month: token.pair.b } : undefined)
    const day = said && dayFrom(said, when.window, when.at)
    return day === undefined ? [] : [{ at, day, raw: sentence.text.slice(token.from - tokens[0]!.from, token.to - tokens[0]!.from) }]
  })
  if (days.length === 0) return undefined
  let best: Statement | undefined
  for (const { at, day, raw } of days) {
    let score = 0
    for (const way of waysOf(form).of(field.id)) {
      const found = lastWay(keys, way.keys, Math.max(0, at - 18), at, 12)
      // "hội nghị đã hoàn thành ngày": a word between that tells something tells of something else.
      const other = found ? keys.slice(found.from, found.to).filter(key => !way.keys.includes(key) && !isEmpty(key) && /\p{L}/u.test(key) && !BETWEEN.has(key)).length : 0
      if (found) score = Math.max(score, (0.45 + Math.min(0.5, way.weight / 10)) * 0.97 ** (at - found.to) * 0.82 ** other)
    }
    // "Ngày 22/01/2026, đơn vị tổ chức hội nghị": the name may stand behind its day.
    for (const way of waysOf(form).of(field.id)) {
      const rest = way.keys.filter(key => key !== 'ngay' && key !== 'vao')
      if (rest.length === way.keys.length || rest.length < 2) continue
      const found = findWay(keys, rest, at + 1, Math.min(keys.length, at + 14), 1)
      if (found && keys[at - 1] === 'ngay') score = Math.max(score, (0.4 + Math.min(0.4, way.weight / 10)) * 0.97 ** (found.from - at))
    }
    if (follows) {
      const before = sentence.text.slice(0, tokens[at]!.from - tokens[0]!.from)
      const number = [...before.matchAll(new RegExp(follows, 'gu'))].at(-1)
      if (number && before.length - number.index - number[0].length < 14) score = Math.max(score, 0.85)
    }
    // A sentence about another thing of the section gives that thing's day: "đánh giá thực hiện nghị quyết … ngày 18/5".
    if (isAboutOther(form, keys, field)) score *= 0.6
    if (score > (best?.score ?? 0)) best = { field: field.id, value: day, score, said: raw }
  }
  return best
}

function isAboutOther(form: Form, keys: readonly string[], field: Field): boolean {
  const section = form.sections.find(each => each.fields.includes(field))
  return section?.fields.some(other => other.kind === 'yes-no-none' && other.id !== field.when?.field && waysOf(form).of(other.id).some(way => way.keys.length >= 4 && findWay(keys, way.keys, 0, keys.length, 2) !== undefined)) ?? false
}

/** The choices a sentence or a cell names, for one field. */
export function choicesFor(form: Form, sentence: Sentence, field: Field & { kind: 'choice' }): Statement | undefined {
  const { tokens } = sentence
  const keys = tokens.map(token => token.key)
  const names = namesOf(form)
  const chosen = new Set<string>()
  let telling = 0
  let label = false
  for (let at = 0; at < tokens.length; at++) {
    const name = (names.get(keys[at]!) ?? []).filter(each => each.keys.every((key, offset) => keys[at + offset] === key)).find(each => each.choices.some(choice => choice.field === field.id) || each.fields.includes(field.id))
    if (!name) continue
    const choice = name.choices.find(each => each.field === field.id)
    if (choice) {
      if (!chosen.has(choice.choice)) telling += name.keys.length > 1 ? 1 : 0.5
      chosen.add(choice.choice)
    } else if (!choice) label = true
    at += name.keys.length - 1
  }
  for (const choice of field.choices) for (const phrase of choice.written) {
    if (findWay(keys, tokenise(phrase).map(token => token.key), 0, keys.length, 0) === undefined) continue
    if (!chosen.has(choice.id)) telling += 1
    chosen.add(choice.id)
  }
  if (chosen.size === 0) return undefined
  if (has(keys, ['khong', 'chua']) && !label) return undefined
  const value = field.choices.map(choice => choice.id).filter(id => chosen.has(id))
  // By its marks: "kết quả" is no "qua", "tài sản" no "tại".
  const by = has(keys, ['hinh thuc', 'thong qua']) || tokens.some(token => BY.has(token.raw.normalize('NFC').toLowerCase()))
  const score = label ? 0.9 : (by ? 0.5 : 0.3) + Math.min(0.3, telling * 0.12)
  if (!field.many && value.length > 1) return { field: field.id, value: value[0]!, score: 0.3, said: sentence.text }
  return { field: field.id, value: field.many ? value : value[0]!, score, said: sentence.text }
}

/** Numbers of documents shaped as the field's pattern; those of laws and decrees are not the unit's own. */
export function numbersFor(sentence: Sentence, field: Field & { kind: 'text' }): Statement[] {
  if (field.pattern === undefined) return []
  return [...sentence.text.matchAll(new RegExp(`(?<![\\p{L}\\d/])(?:${field.pattern})`, 'gu'))].flatMap(match => {
    const before = tokenise(sentence.text.slice(Math.max(0, match.index - 40), match.index)).map(token => token.key)
    const own = has(before, ['ke hoach', 'cong van', 'quyet dinh', 'huong dan', 'chuyen de', 'van ban'], Math.max(0, before.length - 6))
    const law = has(before, ['luat', 'nghi dinh', 'chi thi', 'thong tu', 'nghi quyet', 'phap lenh', 'quy che'], Math.max(0, before.length - 3)) || /\/(?:QH|NĐ|TT|CT|NQ)\b|\/QH\d+/.test(match[0])
    if (law) return []
    return [{ field: field.id, value: match[0].replace(/[.,-]+$/, ''), score: own ? 0.8 : 0.6, said: match[0] }]
  })
}

const BY = new Set(['bằng', 'qua', 'trên', 'tại'])

const QUOTED = /[“"«„]\s*([^“”"«»„]{6,500}?)\s*[”"»“]/gu

/** A short text behind its label ("Tên chuyên đề: …") or in quotation marks after its name. */
export function shortTextFor(form: Form, sentence: Sentence, field: Field & { kind: 'text' }, inSection: boolean): Statement | undefined {
  const { tokens, text } = sentence
  const base = tokens[0]?.from ?? 0
  const keys = tokens.map(token => token.key)
  let best: Statement | undefined
  for (const way of waysOf(form).of(field.id)) {
    if (way.keys.every(isEmpty)) continue
    for (let from = 0; from < keys.length;) {
      const found = findWay(keys, way.keys, from, keys.length, 1)
      if (!found) break
      from = found.from + 1
      const after = text.slice(tokens[found.to - 1]!.to - base)
      const quoted = [...after.matchAll(QUOTED)][0]
      const give = (value: string, score: number): void => {
        if (value.length >= 4 && value.length <= field.max && score > (best?.score ?? 0)) best = { field: field.id, value, score, said: value }
      }
      if (quoted && quoted.index < 60) give(quoted[1]!, 0.9 - quoted.index / 400)
      const colon = /^\s*(?:là)?\s*:\s*(.{4,})$/su.exec(after)
      if (colon && found.from <= 3 && !quoted) give(colon[1]!.replace(/[.;\s]+$/, '').trim(), 0.85)
      const about = /^\s+(?:về|với chủ đề|với nội dung|về việc)\s+([^“";(]{6,300}?)(?=\s*(?:[,;(.]|theo |được |bằng |do |tại (?:Kế hoạch|Quyết định|Công văn)|ban hành|kèm|$))/u.exec(after)
      if (about && field.required) give(about[1]!.trim(), 0.55)
    }
  }
  if (!field.required && inSection && (best?.score ?? 0) < 0.8) best = noteFor(form, sentence, field) ?? best
  // Under its own heading "Tên: “…”" needs no more.
  const [named] = text.matchAll(QUOTED)
  if (!best && inSection && named && named.index < 12 && waysOf(form).of(field.id).some(way => way.keys[0] === keys[0])) best = { field: field.id, value: named[1]!, score: 0.7, said: named[1]! }
  return best
}

/** A note nobody has to give, in its own section: a bracket or a clause that calls it by name ("được tặng Giấy khen của Viện trưởng", "(02 khiếu nại, 01 tố cáo)"). */
function noteFor(form: Form, { tokens, text }: Sentence, field: Field & { kind: 'text' }): Statement | undefined {
  const base = tokens[0]?.from ?? 0
  const keys = tokens.map(token => token.key)
  const section = form.sections.find(each => each.fields.includes(field))!
  const written = new Set(field.written.map(phrase => tokenise(phrase).map(token => token.key).join(' ')))
  const title = new Set(tokenise(section.title.vi).map(token => token.key))
  for (const way of waysOf(form).of(field.id)) {
    const at = way.keys.length < 2 ? undefined : findWay(keys, way.keys, 0, keys.length, 0)
    if (!at) continue
    const open = keys.lastIndexOf('(', at.from)
    const close = keys.indexOf(')', at.to - 1)
    const inBracket = open >= 0 && close >= 0 && !keys.slice(open, at.from).includes(')')
    // Outside a bracket only what reports call it, and not by the section's own words.
    if (!inBracket && (way.keys.every(key => title.has(key)) || !written.has(way.keys.join(' ')))) continue
    const [from, to] = inBracket ? [open + 1, close] : [Math.max(keys.lastIndexOf(',', at.from), keys.lastIndexOf('duoc', at.from), keys.lastIndexOf(':', at.from)) + 1, keys.indexOf(',', at.to) < 0 ? keys.length : keys.indexOf(',', at.to)]
    const value = text.slice(tokens[from]!.from - base, tokens[to - 1]!.to - base).replace(/[.;,\s]+$/, '').trim()
    if (value.length >= 8 && value.length <= field.max) return { field: field.id, value, score: inBracket ? 0.66 : 0.6, said: value }
  }
  return undefined
}

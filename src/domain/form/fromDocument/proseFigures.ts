import { fieldsOf } from '../parseForm.ts'
import { findWay, isEmpty, isSpelt, lastWay, waysOf, waysWithin } from './ways.ts'
import type { FigureAt, Sentence } from './sentences.ts'
import type { Field, Form } from '../form.ts'

/** A count read in a sentence: how well its words fit the field, 0 to 1 and more. */
export interface FigureRead {
  field: string
  value: number
  score: number
  said: string
  about: boolean
}

/** Words between a name and its figure that keep them together. */
const THROUGH = new Set('la co duoc da gom gồm : = so luong la dat hien tai tren tong cong cuoc luot nguoi dong chi don y kien lan buoi truong hop noi dung phieu voi bang la nhan su nghi nao'.split(' '))
const JOINS = new Set(['va', 'con'])
const BREAKS = new Set([',', '(', ')', '[', ']', '\n', ';', '–', '-', '+', '•', '*'])

/**
 * Gives the figures of a sentence to fields: what follows a figure names it ("02 hội nghị"), or what stands before it ("có mặt 45 người",
 * "Tổng số công chức: 45"); a noun that only measures ("ý kiến", "đơn") leaves the word to the other. `inScope` are the fields the heading
 * is about; others need to be named more fully. Each figure and each name is used once, the best fit first.
 */
export function figuresFor(form: Form, sentence: Sentence, inScope: (field: string) => boolean, counts: readonly Field[] = fieldsOf(form).filter(field => field.kind === 'count')): FigureRead[] {
  const ways = waysOf(form)
  const keys = sentence.tokens.map(token => token.key)
  const { figures } = sentence
  if (figures.length === 0) return []
  const present = new Set(keys)
  const within = counts.map(field => ({ field, named: waysWithin(ways, field.id, present) })).filter(({ named }) => named.length > 0)
  const bids: { figure: FigureAt; field: string; score: number; name: [number, number] }[] = []
  figures.forEach((figure, nth) => {
    if (figure.other) return
    const stopBefore = figures[nth - 1]?.to ?? 0
    const stopAfter = figures[nth + 1]?.from ?? keys.length
    const left = reach(keys, figure.from - 1, stopBefore - 1, -1)
    const right = reach(keys, figure.to, stopAfter, 1)
    // "25/25 người dự tán thành": the part is of what is said last, the whole of what stands beside it.
    const near = figure.negated ? 0.6 : figure.whole === undefined ? 0.8 : 0.95
    // "Tổng số công chức, viên chức, người lao động: 52" is the sum of several, none of them alone.
    const total = keys.findLastIndex((key, at) => at >= stopBefore && at < figure.from && key === 'tong')
    const details = total >= 0 && keys.some((key, at) => at >= figure.to && key === 'trong' && keys[at + 1] === 'do')
    const isFollowed = (from: number): boolean => within.some(other => other.named.some(way => !way.keys.every(isEmpty) && findWay(keys, way.keys, from, right, 0) !== undefined))
    for (const { field, named } of within) {
      const scope = inScope(field.id)
      const noun = ways.measure(field.id)
      const consider = (score: number, name: [number, number]): void => {
        bids.push({ figure, field: field.id, score: score * (scope ? 1 : 0.55) * (measured ? 1.03 : 1), name })
      }
      const measured = noun.length > 0 && (findWay(keys, noun, figure.to, Math.min(right, figure.to + noun.length + 1), 0) !== undefined)
      // "sao gửi tài liệu tới toàn thể công chức 03 lần": nothing else is counted in that measure.
      const isOnly = counts.every(other => other === field || ways.measure(other.id).join(' ') !== noun.join(' '))
      for (const way of named) {
        const only = way.keys.join(' ')
        // A name that is no more than the noun it is measured in ("ý kiến", "kiến nghị") is weak: several are.
        const generic = way.keys.length === 1 && isEmpty(way.keys[0]!) ? 0.25 : ways.isMeasure(only, field.id) ? 0.7 : 1
        const weight = Math.min(1, way.weight / 5) * generic
        // "không phát sinh đơn": what is denied may begin the name.
        const after = findWay(keys, way.keys, figure.negated ? figure.from + 1 : figure.to, right, 1)
        if (after && isSpelt(way, sentence.tokens, after)) {
          const gap = told(keys, figure.to, after.from)
          // "Ý kiến không tiếp thu" denies a quality, "không tiếp thu ý kiến nào" a number.
          const bare = figure.negated && figure.to - figure.from === 1 && figure.from > 0 && !keys.slice(after.to).includes('nao') ? 0.55 : 1
          // "tiếp thu 39 ý kiến và giải trình 05": what a conjunction begins is of the next figure.
          const joined = nth + 1 < figures.length && keys.slice(figure.to, after.from).some(key => JOINS.has(key)) ? 0.6 : 1
          consider(bare * joined * (0.55 + 0.45 * weight) * near ** gap * (figure.whole !== undefined && isFollowed(after.to) ? 0.6 : 1) * 0.93 ** after.between, [after.from, after.to])
        }
        // The measure stands between the figure and the word that tells: "45 người có mặt".
        const long = way.keys.length >= 4
        const before = lastWay(keys, way.keys, long || (measured && isOnly) ? stopBefore : left, figure.from)
        // What follows the figure before at once is that figure's: "31 ý kiến được tiếp thu và 5 …".
        const taken = before !== undefined && nth > 0 && !figures[nth - 1]!.negated && told(keys, stopBefore, before.from) === 0 && !keys.slice(stopBefore, before.from).some(key => BREAKS.has(key) || JOINS.has(key)) ? 0.6 : 1
        if (details && !way.keys.includes('tong')) continue
        if (before && total >= 0 && before.from > total && !way.keys.includes('tong') && (keys.slice(total + 1, before.from).some(key => !isEmpty(key)) || within.some(other => other.field !== field && other.named.some(one => !one.keys.every(isEmpty) && findWay(keys, one.keys, before.to, figure.from, 0) !== undefined)))) continue
        if (before && !isSpelt(way, sentence.tokens, before)) continue
        // "Đơn vị có 12 …": a noun that only measures is counted when it follows its figure, or stands before a colon.
        if (before && only === noun.join(' ') && way.keys.every(isEmpty) && !keys.slice(before.to, figure.from).some(key => key === ':' || key === 'la')) continue
        if (before && !figure.negated) {
          const gap = Math.min(told(keys, before.to, figure.from), measured && isOnly ? 1 : Infinity)
          const broken = keys.slice(before.to, figure.from).some(key => key === ',' || key === '(') ? 0.75 : 1
          consider((0.5 + 0.45 * weight) * 0.8 ** gap * 0.93 ** before.between * broken * taken * (measured ? 1.15 : 1), [before.from, before.to])
        } else if (before && figure.negated) {
          const gap = told(keys, before.to, figure.from)
          const broken = keys.slice(before.to, figure.from).includes(',') ? 0.5 : 1
          consider((0.4 + 0.45 * weight) * 0.8 ** gap * broken, [before.from, before.to])
        }
        // "tiếp thu 12 ý kiến" with the name around the figure: "giám sát 02 cuộc".
        if (way.keys.length > 1) {
          for (let cut = 1; cut < way.keys.length; cut++) {
            const head = lastWay(keys, way.keys.slice(0, cut), Math.max(left, figure.from - 5), figure.from)
            const tail = findWay(keys, way.keys.slice(cut), figure.to, way.keys.length >= 6 ? stopAfter : Math.min(right, figure.to + 5), 1)
            if (head && tail && isSpelt(way, sentence.tokens, head) && isSpelt(way, sentence.tokens, tail) && way.keys.slice(0, cut).some(key => !isEmpty(key))) consider((figure.negated && !keys.slice(tail.to).includes('nao') ? 0.55 : 0.97) * (0.5 + 0.5 * weight) * 0.85 ** (told(keys, head.to, figure.from) + told(keys, figure.to, tail.from)), [head.from, tail.to])
          }
        }
      }
    }
  })
  const usedFigure = new Set<FigureAt>()
  const usedName: [number, number][] = []
  const usedField = new Set<string>()
  const out: FigureRead[] = []
  for (const bid of bids.toSorted((a, b) => b.score - a.score)) {
    if (bid.score < 0.3) break
    if (usedFigure.has(bid.figure)) continue
    if (usedName.some(([a, b]) => bid.name[0] < b && a < bid.name[1])) continue
    // A second figure for the same field in one sentence is a detail of the first, or another thing.
    if (usedField.has(bid.field)) continue
    usedFigure.add(bid.figure)
    usedField.add(bid.field)
    usedName.push(bid.name)
    const rival = bids.find(other => other.figure === bid.figure && other.field !== bid.field && other.score > bid.score * 0.94 && !usedField.has(other.field) && other.name[0] === bid.name[0] && other.name[1] === bid.name[1])
    out.push({ field: bid.field, value: bid.figure.value, score: rival ? bid.score * 0.75 : bid.score, said: around(sentence, bid.figure), about: bid.figure.about })
  }
  return out
}

/** How far the words of a figure reach on one side: to a comma or bracket with something before it, at most ten syllables. */
function reach(keys: readonly string[], at: number, stop: number, step: 1 | -1): number {
  let i = at
  let seen = 0
  for (; step > 0 ? i < stop : i > stop; i += step) {
    const key = keys[i]!
    if (BREAKS.has(key)) {
      // "cả 03 kiến nghị đều được xem xét, giải quyết" goes on past its comma.
      if (step > 0 && key === ',' && keys.slice(at, i).includes('deu')) continue
      if (step > 0 || seen > 0) break
      // "Hội nghị, tọa đàm (02 cuộc)": what stands right before the bracket is still what is counted.
      if (key !== '(' ) break
      continue
    }
    if (step > 0 && key === ':') break
    if (++seen > 12) break
  }
  return step > 0 ? i : i + 1
}

/** Syllables between that tell something. */
function told(keys: readonly string[], from: number, to: number): number {
  let count = 0
  for (let at = from; at < to; at++) if (!THROUGH.has(keys[at]!) && !isEmpty(keys[at]!)) count++
  return count
}

/** The words around a figure, for people: up to the commas beside it. */
function around({ text, tokens }: Sentence, figure: FigureAt): string {
  const base = tokens[0]!.from
  let [first, last] = [figure.from, figure.to - 1]
  while (first > 0 && figure.from - first < 8 && ![',', '('].includes(tokens[first - 1]!.key)) first--
  while (last + 1 < tokens.length && last - figure.to < 8 && ![',', '(', ')'].includes(tokens[last + 1]!.key)) last++
  return text.slice(tokens[first]!.from - base, tokens[last]!.to - base)
}

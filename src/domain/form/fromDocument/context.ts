import { bag, type Bag } from '#domain/language/bag.ts'
import type { Features } from '#domain/language/features.ts'
import { keysOf } from './ways.ts'
import type { Spot } from './spots.ts'
import type { Token } from '../fill/tokens.ts'

/** How much less a word tells for each word nearer, and for each mark between. */
const FARTHER = 0.9
const BEYOND: Readonly<Record<string, number>> = { ',': 0.7, '(': 0.7, ')': 0.55, '.': 0.3, ';': 0.4, '\n': 0.3, '!': 0.3, '–': 0.7, '-': 0.7 }
const PAST_FIGURE = 0.55
const LEAST = 0.12
const HEADING = 0.35
const UNDER = 0.6

/** What stands around a spot, for the learner: words on either side, nearer ones heavier, pairs of them, what is counted, and the headings above. */
export function contextOf(spot: Spot, above: Above): Features {
  const out = bag()
  const left = side(out, spot, -1)
  const right = side(out, spot, 1)
  out.put(`< ${left[0] ?? '^'}`, 0.9)
  out.put(`> ${right[0] ?? '$'}`, 0.9)
  out.put(`< ${left[1] ?? '^'} ${left[0] ?? '^'}`, 0.9)
  out.put(`> ${right[0] ?? '$'} ${right[1] ?? '$'}`, 1)
  out.put(`> ${right[0] ?? '$'} ${right[1] ?? '$'} ${right[2] ?? '$'}`, 0.8)
  out.put(`<> ${left[0] ?? '^'} ${right[0] ?? '$'}`, 0.8)
  if (spot.negated) out.put('not', 0.7)
  if (spot.part) out.put('part', 0.7)
  for (const [name, weight] of above) out.put(name, weight)
  return out.features()
}

/** What a clause says, for the learner: its words, pairs of them, how it begins, and the headings above. */
export function wordsIn(tokens: readonly Token[], above: Above): Features {
  const out = bag()
  const keys = tokens.filter(token => token.kind !== 'mark' || token.key === ':').map(token => (token.kind === 'word' || token.kind === 'mark' ? token.key : '#')).slice(0, 60)
  keys.forEach((key, at) => {
    const weight = Math.max(0.35, 1 - at * 0.03)
    out.put(`w ${key}`, 0.6 * weight)
    if (at > 0) out.put(`w ${keys[at - 1]!} ${key}`, weight)
    if (at > 1) out.put(`w ${keys[at - 2]!} _ ${key}`, 0.4 * weight)
  })
  if (keys.length > 0) {
    out.put(`^ ${keys[0]!}`, 0.8)
    out.put(`^ ${keys.slice(0, 2).join(' ')}`, 1)
    out.put(`^ ${keys.slice(0, 3).join(' ')}`, 0.8)
  }
  for (const [name, weight] of above) out.put(name, weight)
  return out.features()
}

/** What the headings over a text say of it: features and their weights. */
export type Above = readonly (readonly [name: string, weight: number])[]

/** Of headings, outermost first, and the sections that they are about. */
export function aboveOf(headings: readonly string[], sections: readonly string[]): Above {
  const out: [string, number][] = []
  headings.slice(-3).forEach((heading, at, all) => {
    const weight = HEADING * 0.7 ** (all.length - 1 - at)
    const keys = keysOf(heading).slice(0, 14)
    keys.forEach((key, nth) => {
      out.push([`H ${key}`, weight])
      if (nth > 0) out.push([`H ${keys[nth - 1]!} ${key}`, weight])
    })
  })
  for (const section of sections) out.push([`S ${section}`, UNDER / Math.sqrt(sections.length)])
  return out
}

function side(out: Bag, { keys, figure, from, to, negated }: Spot, step: 1 | -1): string[] {
  const near: string[] = []
  let weight = 1
  let name = step < 0 ? 'L' : 'R'
  let before = '#'
  for (let at = step < 0 ? from - 1 : to; at >= 0 && at < keys.length && weight > LEAST; at += step) {
    const key = figure[at] ? '#' : keys[at]!
    if (near.length < 3) near.push(key)
    out.put(`${name} ${key}`, weight)
    out.put(`W ${key}`, weight * 0.5)
    out.put(step < 0 ? `${name} ${key} ${before}` : `${name} ${before} ${key}`, weight * 0.9)
    if (before !== '#') out.put(step < 0 ? `W ${key} ${before}` : `W ${before} ${key}`, weight * 0.6)
    if (figure[at]) {
      if (figure[at - step] !== true) weight *= PAST_FIGURE
      name = name.toLowerCase()
    } else weight *= (BEYOND[key] ?? 1) * (step > 0 && /[;.\n]/.test(key) ? 0.5 : 1) * FARTHER
    before = key
  }
  // What is denied stands behind its denial, whole.
  if (negated && step > 0) out.put(`N ${near.slice(0, 2).join(' ')}`, 0.8)
  return near
}

import { fold } from '#domain/text/fold.ts'
import { choicesIn } from './choices.ts'
import { itemsOf } from './items.ts'
import { isStatement } from './names.ts'
import { pairUp } from './pair.ts'
import { admits, isNear, meant } from './scope.ts'
import { takes } from './value.ts'
import { fieldOf } from '../parseForm.ts'
import type { FillContext, Filled } from '../fill.ts'
import type { Item } from './items.ts'
import type { Paired } from './pair.ts'
import type { Scope } from './scope.ts'
import type { Token } from './tokens.ts'
import type { Field } from '../form.ts'

/** Values given to names, by what this form's names mean here. */
export function pairsIn(scope: Scope, items: readonly Item[], text: string): Paired {
  return pairUp(nearFirst(scope, items), (name, value) => meant(scope, name.name).some(field => takes(field, value)), (a, b) => {
    const [one, other] = [meant(scope, a.name), meant(scope, b.name)]
    if (one.length === 1 && other.length === 1 && one[0] === other[0]) return a
    const counted = one.some(field => nounsOf(field).includes(fold(text.slice(b.from, b.to))))
    return counted ? b : undefined
  })
}

/** What a count counts, as it is written without diacritics: "don vi", "units". */
function nounsOf(field: Field): string[] {
  return field.kind === 'count' && field.measure ? [fold(field.measure.vi), fold(field.measure.en)] : []
}

/** Between commas, a name of what was asked makes the others words: "3 công chức vi phạm" says nothing about how many civil servants there are. */
function nearFirst(scope: Scope, items: readonly Item[]): Item[] {
  if (scope.whole) return [...items]
  const out: Item[] = []
  let piece: Item[] = []
  const flush = (): void => {
    const near = piece.flatMap(item => (item.type === 'name' ? item.name.fields.filter(id => scope.near.has(id)) : []))
    const nouns = new Set(near.flatMap(id => nounsOf(fieldOf(scope.form, id)!)))
    out.push(...piece.map(item => {
      if (near.length === 0 || item.type !== 'name' || item.name.fields.some(id => scope.near.has(id))) return item
      const { from, to } = item
      // "trực thuộc 8 đơn vị": what is counted, whatever else is called so.
      return nouns.has(item.name.keys.join(' ')) ? { type: 'filler' as const, from, to } : { type: 'word' as const, key: item.name.keys[0]!, from, to }
    }))
    piece = []
  }
  for (const item of items) {
    if (item.type === 'break') {
      flush()
      out.push(item)
    } else piece.push(item)
  }
  flush()
  return out
}

/**
 * Fields that a clause answers when it is answers of what was asked and hardly anything else: "khen thưởng 2 tập thể và 7 cá nhân". None
 * otherwise. `strict` allows no word that is not accounted for.
 */
export function answersIn(scope: Scope, clause: readonly Token[], text: string, context: FillContext, strict = false): string[] {
  if (!clause.some(token => token.number || token.pair || token.date || token.kind === 'word')) return []
  const all = itemsOf(clause, scope.names, name => admits(scope, name))
  // Most lines of a text name nothing that was asked.
  if (!all.some(item => item.type === 'name' && isNear(scope, item.name)) || !all.some(item => item.type === 'value' || (item.type === 'name' && item.name.choices.length > 0))) return []
  const trial: Filled = { text, found: [], repairs: [], unclear: [], refused: [], unplaced: [], skips: [], blanks: [], rest: [] }
  const { items, pending } = choicesIn(trial, scope, all, text, { ...context, asked: undefined, page: context.page, uncounted: [], repairing: false })
  const { pairs, names, values, words } = pairsIn(scope, items, text)
  const answers = pairs.length + trial.found.length
  if (trial.unclear.length > 0 || values.length > 0 || words.length > (strict ? 0 : answers)) return []
  if (!pairs.every(pair => !pair.doubtful && isNear(scope, pair.name.name))) return []
  if (names.some(item => !isStatement(item.name) && !meant(scope, item.name).some(field => pending.has(field.id)))) return []
  // One "có" or one choice beside its name is as likely a sentence.
  if (answers < 2 && !pairs.some(pair => pair.value.value.is === 'number' || pair.value.value.is === 'pair')) return []
  return [...pairs.flatMap(pair => meant(scope, pair.name.name).filter(field => takes(field, pair.value.value)).slice(0, 1).map(field => field.id)), ...trial.found.map(found => found.field)]
}

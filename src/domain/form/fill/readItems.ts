import { choicesIn } from './choices.ts'
import { pairsIn } from './figures.ts'
import { isStatement } from './names.ts'
import { isNear, meant } from './scope.ts'
import { asksOfChange, dayFrom, oddFigure, takes, wholeOf } from './value.ts'
import { applies, relevant, sectionOf } from '../pages.ts'
import { fieldOf } from '../parseForm.ts'
import type { Filled } from '../fill.ts'
import type { Item } from './items.ts'
import type { NameItem, Pair, ValueItem } from './pair.ts'
import type { PieceContext } from './piece.ts'
import type { Scope } from './scope.ts'
import type { Field } from '../form.ts'

/** Gives the values of a piece to the fields that its names mean; what fits none, or more than one, is asked about. */
export function readItems(filled: Filled, scope: Scope, all: Item[], text: string, context: PieceContext): void {
  const { items, pending } = choicesIn(filled, scope, all, text, context)
  const paired = pairsIn(scope, items, text)
  const prose = paired.words.length
  // Sections that the message speaks of though they do not apply: a name that one of their fields has too may mean that field.
  const apart = new Set(paired.pairs.flatMap(pair => (pair.name.name.fields.every(idle) ? pair.name.name.fields.map(id => sectionOf(scope.form, id)) : [])))
  for (const pair of paired.pairs) give(pair)
  for (const { name, blank } of paired.skips) for (const field of meant(scope, name.name)) (blank ? filled.blanks : filled.skips).push(field.id)
  if (paired.skipAll) {
    const open = context.asked && context.page === undefined ? [context.asked] : relevant(scope.form, context.answers).filter(field => scope.near.has(field.id) && !Object.hasOwn(context.answers, field.id) && !filled.found.some(found => found.field === field.id))
    if (!scope.whole) (paired.skipAll === 'blank' ? filled.blanks : filled.skips).push(...open.map(field => field.id))
  }
  leftovers()

  /** Whether what was answered before says that a field does not apply. */
  function idle(id: string): boolean {
    const field = fieldOf(scope.form, id)!
    return field.when !== undefined && !applies(scope.form, field, context.answers) && Object.hasOwn(context.answers, field.when.field)
  }

  function give({ name, value, assumed, doubtful }: Pair): void {
    const fitting = meant(scope, name.name).filter(field => takes(field, value.value))
    const fields = fitting.length > 1 ? unanswered(fitting) : fitting
    const span: [number, number] = [Math.min(name.from, value.from), Math.max(name.to, value.to)]
    const said = text.slice(...span)
    const foreign = !isNear(scope, name.name)
    const elsewhere = name.name.fields.map(id => fieldOf(scope.form, id)!).filter(field => idle(field.id) && takes(field, value.value))
    if (elsewhere.length > 0 && (elsewhere.length === name.name.fields.length || (fitting.every(field => idle(field.id)) && apart.has(sectionOf(scope.form, elsewhere[0]!.id))))) {
      filled.unclear.push({ said, span, why: 'other', candidates: elsewhere.flatMap(field => [{ field: field.when!.field }, withValue(field, value)]) })
      return
    }
    if (elsewhere.some(field => apart.has(sectionOf(scope.form, field.id)))) {
      filled.unclear.push({ said, span, why: 'which', candidates: [...fitting.filter(field => !idle(field.id)), ...elsewhere].map(field => withValue(field, value)) })
      return
    }
    if (fields.length !== 1) {
      filled.unclear.push({ said, span, why: 'which', candidates: fitting.map(field => withValue(field, value)) })
      return
    }
    const field = fields[0]!
    const chosen = name.name.choices.filter(choice => scope.near.has(choice.field))
    if (foreign || !name.name.fields.some(id => scope.near.has(id))) {
      // On a page that lets one choose "hội nghị", or called by a name that could be anything's ("tổng số"), another page's field is not taken without asking.
      if (!scope.whole && !(context.repairing && Object.hasOwn(context.answers, field.id)) && (chosen.length > 0 || !name.name.labels.includes(field.id))) {
        filled.unclear.push({ said, span, why: 'which', candidates: [...chosen.map(choice => ({ field: choice.field, value: choiceValue(choice.field, choice.choice) })), withValue(field, value)] })
        return
      }
    }
    // Called by a name that another, still open field has too, an answered field is not replaced without asking.
    const others = Object.hasOwn(context.answers, field.id) && !context.repairing && !name.name.labels.includes(field.id) ? name.name.fields.map(id => fieldOf(scope.form, id)!).filter(other => other !== field && takes(other, value.value) && !Object.hasOwn(context.answers, other.id) && applies(scope.form, other, context.answers)) : []
    if (others.length > 0 && !scope.section) {
      filled.unclear.push({ said, span, why: 'which', candidates: [field, ...others].map(each => withValue(each, value)) })
      return
    }
    // A name from another page inside a sentence is more often prose than an answer.
    if (doubtful || (foreign && prose > 0)) {
      filled.unclear.push({ said, span, why: 'words', candidates: [withValue(field, value)] })
      return
    }
    put(field, value, said, span, assumed || (fitting.length > 1))
  }

  function choiceValue(field: string, id: string): string | string[] {
    const known = fieldOf(scope.form, field)
    return known?.kind === 'choice' && known.many ? [id] : id
  }

  /** Of fields named alike, the only one still open, when that settles it. */
  function unanswered(fields: Field[]): Field[] {
    const open = fields.filter(field => !Object.hasOwn(context.answers, field.id) && !filled.found.some(found => found.field === field.id))
    return scope.whole ? fields : open.length === 1 ? open : fields
  }

  function withValue(field: Field, item: ValueItem): { field: string; value?: string | number } {
    const { value } = item
    if (value.is === 'number') return { field: field.id, ...(value.odd === 'percent' || value.odd === 'negative' || value.odd === 'fraction' || value.odd === 'giant' ? {} : { value: value.value }) }
    if (value.is === 'answer') return { field: field.id, value: field.kind === 'count' ? 0 : value.value }
    if (value.is === 'same') return { field: field.id }
    const day = value.is === 'date' ? dayFrom(value, context.window, context.at) : undefined
    return { field: field.id, ...(day === undefined ? {} : { value: day }) }
  }

  function put(field: Field, item: ValueItem, said: string, span: [number, number], assumed: boolean): void {
    const { value } = item
    const found = (id: string, answer: string | number, guess = assumed): void => void filled.found.push({ field: id, value: answer, said, span, ...(guess ? { assumed: true as const } : {}) })
    if (value.is === 'answer') {
      if (field.kind === 'count') found(field.id, 0)
      else if (value.value === 'none' && field.kind === 'yes-no-none' && !field.none) found(field.id, 'no', true)
      else found(field.id, value.value)
    } else if (value.is === 'number') {
      if (value.odd === 'negative' || value.odd === 'fraction' || value.odd === 'giant') filled.refused.push({ field: field.id, said, span, problem: oddFigure(field, text.slice(item.from, item.to), value.odd) })
      else if (value.odd === 'percent') {
        const whole = wholeOf(scope.form, field.id)
        const of = whole === undefined ? undefined : (filled.found.find(each => each.field === whole)?.value ?? context.answers[whole])
        const share = typeof of === 'number' ? (of * value.value) / 100 : undefined
        filled.unclear.push({ said, span, why: 'percent', candidates: [{ field: field.id, ...(share !== undefined && Number.isInteger(share) ? { value: share } : {}) }] })
      } else if (value.odd) filled.unclear.push({ said, span, why: 'about', candidates: [{ field: field.id, value: value.value }] })
      else found(field.id, value.value)
    } else if (value.is === 'same') {
      const before = asksOfChange(field) ? 'no' : context.previous?.[field.id]
      if (before === undefined) filled.unclear.push({ said, span, why: 'no-value', candidates: [{ field: field.id }] })
      else filled.found.push({ field: field.id, value: before, said, span, assumed: true })
    } else if (value.is === 'date' || field.kind === 'date') {
      const day = dayFrom(value.is === 'date' ? value : { day: value.a, month: value.b }, context.window, context.at)
      if (day === undefined) filled.refused.push({ field: field.id, said, span, problem: { vi: `${field.label.vi}: không có ngày “${text.slice(item.from, item.to)}”.`, en: `${field.label.en}: there is no day “${text.slice(item.from, item.to)}”.` } })
      else found(field.id, day)
    } else if (value.sign === '-') filled.unclear.push({ said, span, why: 'about', candidates: [{ field: field.id }] })
    else {
      // "có mặt 45/50": the part is this field's, the whole the one its rule names.
      const whole = wholeOf(scope.form, field.id)
      const known = whole === undefined ? undefined : (filled.found.find(each => each.field === whole)?.value ?? context.answers[whole])
      if (whole === undefined) filled.unclear.push({ said, span, why: 'about', candidates: [{ field: field.id, value: value.a }] })
      else {
        found(field.id, value.a)
        if (known === undefined && !mentioned(whole)) found(whole, value.b, true)
        else if (known !== undefined && known !== value.b && !higher(whole, value.b)) filled.unclear.push({ said, span, why: 'other', candidates: [{ field: whole, value: value.b }] })
      }
    }
  }

  /** Whether the same message gives this field itself. */
  function mentioned(field: string): boolean {
    return paired.pairs.some(pair => meant(scope, pair.name.name).some(each => each.id === field))
  }

  /** Whether a larger whole ("của tổng số") already is this number. */
  function higher(field: string, number: number): boolean {
    const above = wholeOf(scope.form, field)
    return above !== undefined && ((filled.found.find(each => each.field === above)?.value ?? context.answers[above]) === number || higher(above, number))
  }

  function leftovers(): void {
    const has = (id: string): boolean => filled.found.some(found => found.field === id)
    for (const value of paired.values) {
      const span: [number, number] = [value.from, value.to]
      const said = text.slice(...span)
      const dated = value.value.is === 'date' || (value.value.is === 'pair' && value.value.dated)
      if (dated) {
        const days = relevantOrOpen().filter(field => field.kind === 'date' && scope.near.has(field.id) && !has(field.id))
        const open = days.filter(field => !Object.hasOwn(context.answers, field.id))
        if (!scope.whole && days.length > 0) {
          if (days.length === 1 || open.length === 1) put(open.length === 1 ? open[0]! : days[0]!, value, said, span, days.length > 1 || prose > 0)
          else filled.unclear.push({ said, span, why: 'which', candidates: days.map(field => withValue(field, value)) })
        } else filled.rest.push(said)
        continue
      }
      // "hncbcc 15/1": where one date is open and no count is meant, a day and a month are that date.
      if (value.value.is === 'pair' && value.value.a <= 31 && value.value.b <= 12 && !scope.whole) {
        const days = relevantOrOpen().filter(field => field.kind === 'date' && scope.near.has(field.id) && !has(field.id) && !Object.hasOwn(context.answers, field.id))
        if (days.length === 1) { put(days[0]!, value, said, span, true); continue }
      }
      // "có", "không" belong to sentences more often than to fields; a figure nobody claimed is asked about.
      if (value.value.is === 'same') {
        // "Ban Chỉ đạo không thay đổi": the one question of the page that asks of a change.
        const changes = relevantOrOpen().filter(field => asksOfChange(field) && scope.near.has(field.id) && !has(field.id) && !Object.hasOwn(context.answers, field.id))
        if (changes.length === 1 && !scope.whole) filled.found.push({ field: changes[0]!.id, value: 'no', said, span, assumed: true })
        continue
      }
      if (value.value.is === 'answer') continue
      if (value.value.is === 'number' && !value.value.sure) continue
      const shared = value.value.is === 'number' && value.value.odd === 'percent' ? sharedBy(value) : undefined
      // "có mặt 50 (đạt 94,3%)": the share says nothing that the figure and its whole don't.
      if (shared?.some(field => wholeOf(scope.form, field.id) !== undefined)) { filled.rest.push(said); continue }
      // "30 công chức (nữ 12)", "trong đó 12 nữ": a part of a figure that nobody asked for.
      if (value.value.is === 'number' && (shared || isPartOf(value))) { filled.unplaced.push({ ...withItsWords(value), is: 'figure', fields: [] }); continue }
      if (scope.whole && filled.found.length === 0 && filled.unclear.length === 0 && paired.pairs.length === 0) { filled.rest.push(said); continue }
      // "tự kiểm tra 8 đơn vị": one figure between two names is one of theirs.
      const around = namesAround(value)
      if (around) {
        const whole: [number, number] = [around[0]!.from, around[1]!.to]
        filled.unclear.push({ said: text.slice(...whole), span: whole, why: 'which', candidates: around.flatMap(name => meant(scope, name.name)).map(field => withValue(field, value)) })
        continue
      }
      filled.unclear.push({ said, span, why: 'no-field', candidates: [] })
    }
    for (const name of paired.names) {
      const fields = meant(scope, name.name)
      if (fields.length === 0 || fields.some(field => has(field.id) || pending.has(field.id) || implied(field.id)) || !isNear(scope, name.name) || scope.whole) continue
      if (filled.refused.some(each => fields.some(field => field.id === each.field)) || filled.unclear.some(each => each.candidates.some(candidate => fields.some(field => field.id === candidate.field)))) continue
      if (filled.skips.concat(filled.blanks).some(id => fields.some(field => field.id === id))) continue
      // "Ban Chỉ đạo ban hành 3 văn bản" names who did it.
      if (name.name.labels.length === 0 && fields.every(field => field.kind === 'yes-no-none') && paired.pairs.some(pair => !/[,;\n]/.test(text.slice(Math.min(name.to, pair.name.from), Math.max(name.from, pair.name.to))))) continue
      const [only] = fields
      if (fields.length === 1 && only!.kind === 'yes-no-none' && isStatement(name.name) && standsAlone(name)) {
        filled.found.push({ field: only!.id, value: 'yes', said: text.slice(name.from, name.to), span: [name.from, name.to], assumed: true })
        continue
      }
      filled.unclear.push({ said: text.slice(name.from, name.to), span: [name.from, name.to], why: 'no-value', candidates: fields.map(field => ({ field: field.id })) })
    }
    for (const word of phrases(paired.words)) filled.rest.push(text.slice(...word).trim())
  }

  /** The item next to another, those passed over left out. */
  function beside(item: Item, step: 1 | -1, passed: readonly Item['type'][]): Item | undefined {
    let at = items.indexOf(item) + step
    for (let other = items[at]; other && passed.includes(other.type); other = items[at]) at += step
    return items[at]
  }

  /** The two names right before and behind a figure that both could have it. */
  function namesAround(value: ValueItem): [NameItem, NameItem] | undefined {
    const [before, behind] = [beside(value, -1, ['filler']), beside(value, 1, ['filler'])]
    const open = (item: Item | undefined): item is NameItem => item?.type === 'name' && paired.names.includes(item as NameItem) && meant(scope, item.name).some(field => takes(field, value.value))
    return open(before) && open(behind) ? [before, behind] : undefined
  }

  /** Fields of the figure that a share right behind it belongs to. */
  function sharedBy(share: Item): Field[] | undefined {
    const pair = paired.pairs.find(({ name, value }) => Math.max(value.to, name.to) <= share.from && SHARE.test(text.slice(Math.max(value.to, name.to), share.from)))
    return pair && meant(scope, pair.name.name)
  }

  /** Whether a figure stands in brackets, or after "trong đó", behind a figure that was taken. */
  function isPartOf(value: Item): boolean {
    const before = paired.pairs.filter(pair => Math.max(pair.value.to, pair.name.to) <= value.from).at(-1)
    if (!before) return false
    const between = text.slice(Math.max(before.value.to, before.name.to), value.from)
    return /\([^)\n;]*$/.test(between) || /(?:trong đó|trong do|gồm|gom)[^\n;.]*$/i.test(between)
  }

  /** A figure with the words between the marks around it, when they are few. */
  function withItsWords(value: Item): { said: string; span: [number, number] } {
    const from = value.from - (/[^,;:.()\n]*$/.exec(text.slice(0, value.from))?.[0].trimStart().replace(/^(?:trong đó|trong do|gồm|gom)\s+/iu, '').length ?? 0)
    const to = value.to + (/^[^,;:.()\n]*/.exec(text.slice(value.to))?.[0].trimEnd().length ?? 0)
    const span: [number, number] = to - from > 40 ? [value.from, value.to] : [from, to]
    return { said: text.slice(...span), span }
  }

  /** Whether nothing but fillers stands between a name and the marks around it. */
  function standsAlone(name: Item): boolean {
    const bare = (item: Item | undefined): boolean => item === undefined || item.type === 'break'
    return bare(beside(name, 1, ['filler', 'all'])) && bare(beside(name, -1, ['filler', 'all']))
  }

  /** Whether an answer found says that this field is "yes": the conference has a date. */
  function implied(id: string): boolean {
    return filled.found.some(found => fieldOf(scope.form, found.field)?.when?.field === id)
  }

  /** Date fields count even before the answer they depend on is given: giving the date gives that answer. */
  function relevantOrOpen(): Field[] {
    return scope.form.sections.flatMap(section => section.fields).filter(field => !field.when || !Object.hasOwn(context.answers, field.when.field) || relevant(scope.form, context.answers).includes(field))
  }
}

/** What may stand between a figure and its share. */
const SHARE = /^[\s,(:]*(?:(?:đạt|chiếm|tỷ lệ|tỉ lệ|bằng|là|người|phiếu|dat|chiem|ty le|ti le|bang|la|nguoi|phieu)[\s(:,]*)*$/iu

/** Neighbouring words as one piece. */
function phrases(words: readonly Item[]): [number, number][] {
  const out: [number, number][] = []
  for (const { from, to } of words) {
    const last = out.at(-1)
    if (last && from - last[1] <= 2) last[1] = to
    else out.push([from, to])
  }
  return out
}

import { judgeFeatures, learnFrom } from '#domain/language/softmax.ts'
import type { Features } from '#domain/language/features.ts'
import type { Example, Model } from '#domain/language/softmax.ts'
import { fieldsOf } from '../parseForm.ts'
import { aboveOf, contextOf, wordsIn, type Above } from './context.ts'
import { namesIn } from './choices.ts'
import { headingTarget } from './headingTarget.ts'
import { figuresOf, spotsOf, type Spot } from './spots.ts'
import { unitsOf } from './units.ts'
import { tokenise, type Token } from '../fill/tokens.ts'
import type { Statement } from './statement.ts'
import type { Field, Form, Section } from '../form.ts'

/** What was learnt of how the facts of a form are written. Chances are by id; what they leave of 1 is that nothing asked is said. */
export interface Learnt {
  /** Of each count, for a figure. */
  ofFigure(spot: Spot, above: Above): ReadonlyMap<string, number>
  /** Of each date field, for a day. */
  ofDay(spot: Spot, above: Above): ReadonlyMap<string, number>
  /** Of each subject a clause can be about: a long text by its field's id, what else a section asks by "§" and the section's id. */
  ofSubject(tokens: readonly Token[], above: Above): ReadonlyMap<string, number>
  /** Of each choice of a field, for words that may name one; undefined where nothing was learnt of it. */
  ofChoice(field: string, tokens: readonly Token[]): ReadonlyMap<string, number> | undefined
  /** Of each field, for the label of a row or column. */
  ofLabel(label: string, above: Above): ReadonlyMap<string, number>
  /** Whether ways of saying a field's answer were learnt. */
  knows(field: string): boolean
  /** Of "yes", "no" and "none" to a field, for a clause; undefined where nothing was learnt of it. */
  ofAnswer(field: string, tokens: readonly Token[], above: Above): ReadonlyMap<string, number> | undefined
}

/** Most clauses say neither yes nor no to a field, but fewer of those were learnt from; this weighs them. */
const NEITHER = 0.6
const DAY = /^(?:ngay )?(?:date|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d\d-\d\d)$/
const ANSWERS = ['yes', 'no', 'none']

const known = new WeakMap<readonly Statement[], WeakMap<Form, Learnt>>()

/** Learns from statements, and from what the form calls its fields, once. */
export function learntOf(form: Form, statements: readonly Statement[]): Learnt {
  const forms = known.get(statements) ?? new WeakMap<Form, Learnt>()
  known.set(statements, forms)
  const before = forms.get(form)
  if (before) return before
  const made = learn(form, statements)
  forms.set(form, made)
  return made
}

/** Whether a text is told in clauses of its own: what is long, or noted beside other answers. */
export function isPassage(form: Form, field: Field): boolean {
  return field.kind === 'text' && field.pattern === undefined && (field.long || !field.required || sectionOf(form, field).fields.length === 1)
}

function sectionOf(form: Form, field: Field): Section {
  return form.sections.find(each => each.fields.includes(field))!
}

/** The subject of clauses that answer a field: a passage is its own, else its section is. */
export function subjectOf(form: Form, field: Field): string {
  return isPassage(form, field) ? field.id : `§${sectionOf(form, field).id}`
}

function learn(form: Form, all: readonly Statement[]): Learnt {
  const fields = new Map(fieldsOf(form).map(field => [field.id, field]))
  // Of another form's fields nothing is known here.
  const statements = all.filter(one => one.field === null || fields.has(one.field))
  const prose = statements.filter(one => one.kind === 'prose')
  const cut: Cut = { units: once(unitsOf), spots: once(text => spotsOf(text)) }
  const above = new Map<string, Above>()
  const under = (heading: string): Above => {
    const there = above.get(heading) ?? aboveOf([heading], headingTarget(form, heading, undefined)?.sections ?? [])
    above.set(heading, there)
    return there
  }
  /** Each with its heading and without: many a report has none. */
  const bothWays = (heading: string | undefined, make: (above: Above) => Features): Features[] => [make([]), ...(heading === undefined ? [] : [make(under(heading))])]
  const read = new Map<readonly Token[], Features[]>()
  /** Several learn from the same clause. */
  const examplesOf = ({ tokens, heading }: { tokens: readonly Token[]; heading?: string }, label: number): Example[] => {
    const there = read.get(tokens) ?? bothWays(heading, over => wordsIn(tokens, over))
    read.set(tokens, there)
    return there.map(({ index, weight, words }) => ({ features: { index: index.slice(), weight: weight.slice(), words }, label }))
  }

  const counts = [...fields.values()].filter(field => field.kind === 'count').map(field => field.id)
  const figures = [...named(form), ...statements].filter(one => one.field === null || counts.includes(one.field)).flatMap(one => {
    const label = one.field === null ? 0 : counts.indexOf(one.field) + 1
    return spotsIn(one.kind === 'label' ? `${one.text}: [[5]] ${measureOf(fields.get(one.field ?? ''))}` : one.text, cut).flatMap(spot => bothWays(one.heading, over => contextOf(spot, over)).map(features => ({ features, label })))
  })

  const dates = [...fields.values()].filter(field => field.kind === 'date').map(field => field.id)
  const days = prose.filter(one => one.field === null || dates.includes(one.field)).flatMap(one => (
    spotsIn(one.text, cut).filter(spot => DAY.test(spot.keys.slice(spot.from, spot.to).join(' '))).flatMap(spot => (
      bothWays(one.heading, over => contextOf(spot, over)).map(features => ({ features, label: one.field === null ? 0 : dates.indexOf(one.field) + 1 }))))))

  const subjects = [...new Set([...fields.values()].map(field => subjectOf(form, field)))]
  const clauses = prose.flatMap(one => clausesOf(one.text, cut).map(tokens => ({ ...one, tokens })))
  // What is marked in a statement that answers nothing is a figure of no account, in a clause that may be about anything.
  const spoken = clauses.filter(one => one.field !== null || !one.text.includes('[['))
  const subjectExamples = [...titled(form), ...titlesIn(statements), ...spoken].flatMap(one => {
    const label = one.field === null ? 0 : subjects.indexOf(subjectOf(form, fields.get(one.field)!)) + 1
    return examplesOf(one, label)
  })
  const figureModel = learnFrom(figures, counts.length + 1)
  const dayModel = learnFrom(days, dates.length + 1)
  const subjectModel = learnFrom(subjectExamples, subjects.length + 1)
  const answerModels = new Map([...fields.values()].flatMap(field => {
    const told = field.kind === 'yes-no-none' ? clauses.filter(one => one.field === field.id && one.answer !== undefined) : []
    if (told.length === 0) return []
    // What tells more of a yes says it as well; so may a text that says this, too.
    const texts = new Set(told.map(each => plainOf(each.text)))
    const beside = clauses.filter((one, at) => {
      if (one.field === field.id || texts.has(plainOf(one.text))) return false
      const other = one.field === null ? undefined : fields.get(one.field)
      return !other || (subjectOf(form, other) === subjectOf(form, field) ? other.kind !== 'text' : at % 6 === 0)
    })
    const examples = [...told, ...beside].flatMap(one => examplesOf(one, one.field === field.id ? ANSWERS.indexOf(one.answer!) + 1 : 0))
    return [[field.id, learnFrom(examples, ANSWERS.length + 1)] as const]
  }))
  const choiceModels = choicesLearnt(form, prose)
  const ids = [...fields.keys()]
  const labels = [...named(form), ...statements].filter(one => one.field !== null && (one.kind === 'label' || (one.kind === 'title' && fields.get(one.field)!.kind === 'text')))
  const labelModel = learnFrom(labels.flatMap(one => examplesOf({ ...one, tokens: tokenise(one.text) }, ids.indexOf(one.field!) + 1)), ids.length + 1)
  const byId = (ids: readonly string[], chances: Float64Array): Map<string, number> => new Map(ids.map((id, at) => [id, chances[at + 1]!]))
  return {
    ofFigure: (spot, over) => byId(counts, judgeFeatures(figureModel, contextOf(spot, over))),
    ofDay: (spot, over) => byId(dates, judgeFeatures(dayModel, contextOf(spot, over))),
    ofSubject: (tokens, over) => byId(subjects, judgeFeatures(subjectModel, wordsIn(tokens, over))),
    ofChoice(field, tokens) {
      const known = choiceModels.get(field)
      return known && byId(known.ids, judgeFeatures(known.model, wordsIn(tokens, [])))
    },
    ofLabel: (label, over) => byId(ids, judgeFeatures(labelModel, wordsIn(tokenise(label), over))),
    knows: field => answerModels.has(field),
    ofAnswer(field, tokens, over) {
      const model = answerModels.get(field)
      if (!model) return undefined
      const [neither = 0, ...chances] = judgeFeatures(model, wordsIn(tokens, over))
      const sum = NEITHER * neither + chances.reduce((total, each) => total + each, 0)
      return new Map(ANSWERS.map((id, at) => [id, chances[at]! / sum]))
    },
  }
}

/** For each field of choices what names them: what was marked in a text, against everything else of it. */
function choicesLearnt(form: Form, prose: readonly Statement[]): Map<string, { ids: string[]; model: Model }> {
  return new Map(fieldsOf(form).flatMap(field => {
    const told = field.kind === 'choice' ? prose.filter(one => one.field === field.id && one.answer !== undefined) : []
    if (field.kind !== 'choice' || told.length === 0) return []
    const ids = field.choices.map(choice => choice.id)
    const named = told.flatMap(one => marked(one.text).map(tokens => ({ tokens, label: ids.indexOf(one.answer!) + 1 })))
    const texts = Map.groupBy(told, one => plainOf(one.text))
    const section = form.sections.find(each => each.fields.includes(field))!
    const about = prose.filter(one => section.fields.some(each => each.id === one.field)).map(one => plainOf(one.text))
    const beside = [...new Set([...texts.keys(), ...about])].flatMap(plain => {
      const marks = (texts.get(plain) ?? []).flatMap(one => unmarked(one.text).marks)
      return namesIn(tokenise(plain)).filter(tokens => !marks.some(([from, to]) => from < tokens.at(-1)!.to && to > tokens[0]!.from)).map(tokens => ({ tokens, label: 0 }))
    })
    const others = prose.filter((one, at) => one.field !== field.id && at % 4 === 0).flatMap(one => marked(one.text)).filter(tokens => tokens.length > 1).map(tokens => ({ tokens, label: 0 }))
    const called = field.choices.flatMap((choice, at) => [choice.label.vi, ...choice.said, ...choice.written].map(name => ({ tokens: tokenise(name), label: at + 1 })))
    return [[field.id, { ids, model: learnFrom([...named, ...called, ...beside, ...others].map(({ tokens, label }) => ({ features: wordsIn(tokens, []), label })), ids.length + 1) }] as const]
  }))
}

/** The marked words of a statement. */
function marked(text: string): Token[][] {
  const { plain, marks } = unmarked(text)
  const tokens = tokenise(plain)
  return marks.map(([from, to]) => tokens.filter(token => token.from < to && token.to > from)).filter(own => own.length > 0)
}

function measureOf(field: Field | undefined): string {
  return field?.kind === 'count' ? field.measure?.vi ?? '' : ''
}

/** The names a form gives its fields, as labels, and its counts also behind their figures. */
function named(form: Form): Statement[] {
  return form.sections.flatMap(section => section.fields.flatMap(field => namesOf(field).flatMap((name): Statement[] => [
    { field: field.id, kind: 'label', heading: section.title.vi, text: name },
    ...(field.kind === 'count' ? [{ field: field.id, kind: 'prose' as const, heading: section.title.vi, text: `[[5]] ${name}` }] : []),
  ])))
}

/** A heading as an example of what stands under it, whatever that says. */
type Over = Pick<Statement, 'field' | 'heading'> & { tokens: readonly Token[] }

/** Headings that a form has for its sections and long texts. */
function titled(form: Form): Over[] {
  return form.sections.flatMap(section => section.fields.flatMap(field => {
    const own = subjectOf(form, field) === field.id
    const heads = [...(own ? namesOf(field) : []), ...(own && section.fields.length > 1 ? [] : [section.title.vi, ...section.written])]
    return heads.map(heading => ({ field: field.id, heading, tokens: tokenise(`${heading}:`) }))
  }))
}

function titlesIn(statements: readonly Statement[]): Over[] {
  return statements.flatMap(({ field, kind, text }) => (kind === 'title' ? [{ field, heading: text, tokens: tokenise(`${text.replace(/^[\s\dIVX.)-]+/, '')}:`) }] : []))
}

function namesOf(field: Field): string[] {
  return [...new Set([field.label.vi, ...field.said, ...field.written])]
}

/** Texts cut before: most are written once for each of several fields. */
interface Cut {
  units(text: string): ReturnType<typeof unitsOf>
  spots(text: string): ReturnType<typeof spotsOf>
}

function once<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return text => {
    const there = known.get(text) ?? make(text)
    known.set(text, there)
    return there
  }
}

/** A text without its marks, and where they were. */
function unmarked(text: string): { plain: string; marks: [number, number][] } {
  const marks: [number, number][] = []
  let plain = ''
  let rest = text
  for (let open = rest.indexOf('[['); open >= 0; open = rest.indexOf('[[')) {
    const close = rest.indexOf(']]', open)
    if (close < 0) break
    plain += rest.slice(0, open)
    marks.push([plain.length, plain.length + close - open - 2])
    plain += rest.slice(open + 2, close)
    rest = rest.slice(close + 2)
  }
  return { plain: plain + rest, marks }
}

const plainOf = (text: string): string => unmarked(text).plain

/** The clauses of a statement that hold what is marked; all of them where nothing is. */
function clausesOf(text: string, cut: Cut): (readonly Token[])[] {
  const { plain, marks } = unmarked(text)
  return cut.units(plain).filter(unit => marks.length === 0 || marks.some(([from, to]) => from < unit.from + unit.text.length && to > unit.from)).map(unit => unit.tokens)
}

/** The marked stretches of a statement. */
function spotsIn(text: string, cut: Cut): Spot[] {
  const { plain, marks } = unmarked(text)
  const { tokens, spots } = cut.spots(plain)
  return marks.flatMap(([from, to]) => {
    const inside = tokens.flatMap((token, at) => (token.from < to && token.to > from ? [at] : []))
    if (inside.length === 0) return []
    const there = spots.find(each => each.from <= inside.at(-1)! && each.to > inside[0]!)
    return [there ?? { keys: tokens.map(token => token.key), figure: figuresOf(tokens.length, spots), from: inside[0]!, to: inside.at(-1)! + 1, negated: false, part: false }]
  })
}

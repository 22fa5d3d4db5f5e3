import { itemsOf } from './items.ts'
import { pairsIn } from './figures.ts'
import { namesOtherSection, saysNothing } from './nothing.ts'
import { admits, isNear, meant } from './scope.ts'
import { isAnswersSomewhere, tellsOtherPage } from './stretches.ts'
import { relevant } from '../pages.ts'
import type { Filled } from '../fill.ts'
import type { PieceContext } from './piece.ts'
import type { Scope } from './scope.ts'
import type { Head } from './texts.ts'
import type { Token } from './tokens.ts'
import type { Field } from '../form.ts'

/** Required text fields of the page that are still open. */
export function openTexts(scope: Scope, context: PieceContext): Field[] {
  return relevant(scope.form, context.answers).filter(field => field.kind === 'text' && field.required && scope.near.has(field.id) && !Object.hasOwn(context.answers, field.id))
}

/** Whether the message begins as prose for the text field asked, and not with a label, figures, a skip, or a word that is no text. */
export function proseFor(asked: Field & { kind: 'text' }, scope: Scope, tokens: Token[], heads: readonly Head[], text: string, context: PieceContext): boolean {
  if (!tokens.some(token => token.kind !== 'mark')) return false
  const items = itemsOf(tokens, scope.names, name => admits(scope, name))
  const first = items[0]!
  if (items.every(item => item.type === 'skip' || item.type === 'filler' || item.type === 'break')) return false
  if (items.length === 1 && first.type === 'value' && first.value.is === 'answer' && first.value.value === 'yes') return false
  const head = heads.find(each => tokens.slice(0, each.at).every(token => token.kind === 'mark' || token.number !== undefined))
  // A section that is one text is that text, whatever it says.
  if (scope.section) return !(head && head.mark !== 'none' && head.fields.includes(asked))
  const figures = pairsIn(scope, items, text)
  const sound = figures.pairs.filter(pair => !pair.doubtful)
  // Another text's label begins another text, whichever page it is on.
  if (head?.mark === 'colon' && head.fields.every(field => field.kind === 'text' && field !== asked)) return false
  const end = tokens.findIndex((token, at) => at > 0 && (token.key === ';' || token.key === '\n'))
  if (end > 0 && isAnswersSomewhere(scope, tokens.slice(0, end), text, context)) return false
  if (head?.near) {
    if (head.fields.includes(asked) || head.fields.some(field => field.kind === 'text' && field.pattern !== undefined)) return false
    if (head.fields.every(field => field.kind === 'text')) return head.mark === 'none' && head.name !== undefined && heads.filter(each => each.near).length === 1
    if (head.fields.some(field => field.kind === 'choice')) return false
    if (sound.some(pair => meant(scope, pair.name.name).some(field => head.fields.includes(field)))) return false
  }
  // What is said not to be there at all is no text: "chưa khen thưởng ai".
  if (saysNothing(scope, tokens, text, context) || namesOtherSection(scope, tokens, asked)) return false
  if (asked.pattern !== undefined && new RegExp(`(?:${asked.pattern})`, 'u').test(text)) return false
  if (items.every(item => item.type !== 'word' && item.type !== 'value' && (item.type !== 'name' || item.name.choices.some(choice => scope.near.has(choice.field))))) return false
  // Two choices of another question of the page are its answer rather than a name: "niêm yết, gửi qua zalo".
  const chosen = items.flatMap(item => (item.type === 'name' ? item.name.choices.filter(choice => scope.near.has(choice.field)) : []))
  if (!asked.long && chosen.some(one => chosen.some(other => other.field === one.field && other.choice !== one.choice))) return false
  // Nothing but names of this page says nothing as a text: "công khai đúng hạn".
  if (!asked.long && items.every(item => item.type === 'filler' || item.type === 'break' || (item.type === 'name' && item.name.fields.some(id => scope.near.has(id)))) && items.some(item => item.type === 'name' && !item.name.fields.includes(asked.id))) return false
  if (isAnswersSomewhere(scope, tokens, text, context) || tellsOtherPage(scope, tokens, context)) return false
  // Nothing but names and their figures is a list of figures, whatever was asked; figures answered before are told about in a text.
  const told = figures.pairs.length > 0 && figures.pairs.every(pair => !isNear(scope, pair.name.name) && pair.name.name.fields.some(id => Object.hasOwn(context.answers, id)))
  const bare = figures.words.length === 0 && figures.names.length === 0 && !told
  if (bare && (sound.length > 0 || figures.values.some(value => value.value.is !== 'answer'))) return false
  return !(sound.length > 1 && figures.words.length <= sound.length && sound.every(pair => isNear(scope, pair.name.name)))
}

/** Several open text fields, and as many lines without labels: one each, in order, as assumed. */
export function textByText(filled: Filled, scope: Scope, said: string, from: number, context: PieceContext): boolean {
  const open = openTexts(scope, context)
  const lines = [...said.matchAll(/[^\n]+/g)].filter(match => match[0].trim() !== '')
  if (context.page === undefined || open.length < 2 || lines.length !== open.length) return false
  lines.forEach((line, at) => {
    const value = line[0].replace(/^\s*(?:[-+•*]|\d{1,2}[.)])\s*/, '').trim()
    if (value !== '' && !skipped(filled, open[at]!, value)) filled.found.push({ field: open[at]!.id, value, said: value, span: [from + line.index, from + line.index + line[0].length], assumed: true })
  })
  return true
}

/** "hạn chế: bỏ qua" is not a text. */
export function skipped(filled: Filled, field: Field, value: string): boolean {
  const said = value.toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '').replace(/đ/g, 'd').replace(/[.!]+$/, '').trim()
  if (['bo qua', 'de sau', 'tinh sau', 'skip', 'chua co so lieu'].includes(said)) filled.skips.push(field.id)
  else if (['de trong', 'bo trong', 'xoa', 'xoa trang', 'leave blank'].includes(said)) filled.blanks.push(field.id)
  else return false
  return true
}

import type { Intent } from '#domain/language/intent.ts'
import { fold } from '#domain/text/fold.ts'
import { awaiting } from './phrases/awaiting.ts'
import { changing } from './phrases/changing.ts'
import { common, INTENT_NAMES, suggestions } from './phrases/common.ts'
import type { Phrase } from './phrases/phrase.ts'
import { helpText } from './help.ts'
import { actionsCard } from './cards/buttons.ts'
import { whatAwaits } from './awaiting.ts'
import type { Turn } from './turn.ts'

/** A greeting is answered with who the assistant is and what awaits the person. */
export function greet(turn: Turn): Promise<void> {
  return tellAwaiting(turn, { before: common.greet[turn.locale]({ name: turn.person.name }), otherwise: awaiting.nothing[turn.locale]() })
}

/** "Tôi phải làm gì?": what awaits the person here; the tasks of the work programme are kept elsewhere. */
export function whatToDo(turn: Turn): Promise<void> {
  return tellAwaiting(turn, { after: notBuiltLine(turn, 'list-tasks') })
}

async function tellAwaiting(turn: Turn, { before, otherwise, after }: { before?: string; otherwise?: string; after?: string }): Promise<void> {
  const { lines, buttons, typed } = await whatAwaits(turn)
  const said = (more: readonly string[]) => [before, ...(lines.length > 0 ? lines : [otherwise]), ...more, after].filter(line => line !== undefined).join('\n')
  turn.tell(said([]), { suggestions: suggestionsFor(turn), ...(buttons.length > 0 ? { card: actionsCard(buttons), fallback: said(typed) } : {}) })
}

/** Thanks are taken. */
export function thanks(turn: Turn): void {
  turn.say(common.thanks, undefined)
}

/** What can be said here, by what the person does; before it what awaits them, where nobody reads along and no form goes on below it. */
export async function help(turn: Turn): Promise<void> {
  if (turn.incoming.reference.scope === 'personal' && turn.focus.topic.kind !== 'filing') return tellAwaiting(turn, { after: helpText(turn) })
  turn.tell(helpText(turn), { suggestions: suggestionsFor(turn) })
}

/** Leaves what is under way; drafts stay. */
export function cancel(turn: Turn): void {
  const idle = turn.focus.topic.kind === 'idle' && turn.focus.choosing === null
  const filing = turn.focus.topic.kind === 'filing'
  turn.focus.topic = { kind: 'idle' }
  turn.focus.choosing = null
  turn.say(idle ? common.nothingToCancel : filing ? common.cancelled : changing.notDone, undefined)
}

/** "English please", "tiếng Việt": from this answer on. */
export function changeLanguage(turn: Turn): void {
  const said = turn.incoming.kind === 'text' ? fold(turn.incoming.text) : ''
  const wanted = /tieng viet|vietnamese|\bvn\b|viet nam/.test(said) ? 'vi' : /tieng anh|english|\ben\b/.test(said) ? 'en' : turn.locale === 'vi' ? 'en' : 'vi'
  const already = wanted === turn.locale
  turn.locale = wanted
  turn.focus.tongue = { client: turn.focus.tongue?.client ?? null, chosen: true }
  turn.say(common.language, { already })
}

/** Whom to turn to instead of the assistant. */
export function talkToHuman(turn: Turn): void {
  turn.say(common.human, { contact: turn.settings.contact[turn.locale] })
}

/** A wish whose work is not built: one line that says so and whom to ask. */
export function notBuilt(turn: Turn, intent: Intent): void {
  turn.tell(notBuiltLine(turn, intent))
}

function notBuiltLine(turn: Turn, intent: Intent): string {
  // The secretariat is not sent to itself.
  const own = turn.directory.capacities(turn.person.id, turn.day).some(capacity => capacity.role === 'secretariat')
  return common.notBuilt[turn.locale]({ task: INTENT_NAMES[intent]![turn.locale], contact: own ? common.administrators[turn.locale]() : turn.settings.contact[turn.locale] })
}

/** Quick replies that fit what the person does here. */
export function suggestionsFor(turn: Turn): string[] {
  const roles = new Set(turn.directory.capacities(turn.person.id, turn.day).map(capacity => capacity.role))
  const found: Phrase<void>[] = []
  if (roles.has('reporter')) found.push(suggestions.file, suggestions.due)
  if (roles.has('head')) found.push(suggestions.toApprove)
  if (roles.has('secretariat')) found.push(suggestions.toAccept)
  if (roles.has('secretariat') || roles.has('chair') || roles.has('member')) found.push(suggestions.late, suggestions.progress)
  found.push(suggestions.help)
  return found.slice(0, 6).map(one => one[turn.locale]())
}

import type { Intent } from '#domain/language/intent.ts'
import { fold } from '#domain/text/fold.ts'
import { common, INTENT_NAMES, suggestions } from './phrases/common.ts'
import type { Phrase } from './phrases/phrase.ts'
import { helpText } from './help.ts'
import { isOpen, myObligations } from './asking/myObligations.ts'
import { owedLine } from './asking/checkDeadline.ts'
import type { Turn } from './turn.ts'

/** A greeting is answered with who the assistant is and what the person owes. */
export async function greet(turn: Turn): Promise<void> {
  const mine = await myObligations(turn)
  const owed = mine.filter(isOpen).slice(0, 3)
  const lines = owed.length > 0 ? owed.map(one => owedLine(turn, one)).join('\n') : ''
  const { locale } = turn
  turn.tell(common.greet[locale]({ name: turn.person.name, owed: [lines, (mine.length > 0 ? common.begin : common.beginAsking)[locale]()].filter(Boolean).join('\n') }), {
    suggestions: suggestionsFor(turn),
  })
}

/** Thanks are taken. */
export function thanks(turn: Turn): void {
  turn.say(common.thanks, undefined)
}

/** What can be said here, by what the person does. */
export function help(turn: Turn): void {
  turn.tell(helpText(turn), { suggestions: suggestionsFor(turn) })
}

/** Leaves what is under way; drafts stay. */
export function cancel(turn: Turn): void {
  const idle = turn.focus.topic.kind === 'idle' && turn.focus.choosing === null
  turn.focus.topic = { kind: 'idle' }
  turn.focus.choosing = null
  turn.say(idle ? common.nothingToCancel : common.cancelled, undefined)
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
  turn.say(common.notBuilt, { task: INTENT_NAMES[intent]![turn.locale], contact: turn.settings.contact[turn.locale] })
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

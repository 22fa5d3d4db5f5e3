import { askProvision } from '#app/askProvision.ts'
import { noteUnanswered } from '#app/askSecretariat.ts'
import { phraseAnswer } from '#app/phraseAnswer.ts'
import { readProvision } from '#app/showProvision.ts'
import type { Understood } from '#domain/language/understood.ts'
import type { Answer, Citation, Notice } from '#domain/provision/answer.ts'
import { placeId, type Place } from '#domain/provision/document.ts'
import { checkDeadline, openCampaigns } from '../asking/checkDeadline.ts'
import { actionsCard, button } from '../cards/buttons.ts'
import { regulations } from '../phrases/regulations.ts'
import { sayDay } from '../phrases/when.ts'
import { asOf } from '../asking/lateUnits.ts'
import type { Turn } from '../turn.ts'

/** Places told besides the answer, and offered when there is none. */
const ALSO = 3

/** A question about the regulations: the clause first, then its citation, what else bears on it, and what can be done next. When it does not know it says so. */
export async function askRegulation(turn: Turn, understood: Understood, text = turn.incoming.kind === 'text' ? turn.incoming.text : ''): Promise<void> {
  const { locale } = turn
  const at = asOf(turn, understood)
  const answer = await askProvision(turn.provisions, { text, at, reader: reader(turn), ...(turn.focus.about.citation ? { earlier: turn.focus.about.citation } : {}) }, turn.reranker)
  // When our own reports are due is told by the obligations, never by the law.
  if (answer.campaignDeadline) return turn.incoming.reference.scope === 'personal' ? checkDeadline(turn, understood) : openCampaigns(turn)
  const best = answer.citations[0]
  if (!answer.answered || !best) return declined(turn, text, answer, at)
  turn.focus.about = { ...turn.focus.about, citation: { question: text, place: placeOfCitation(best) } }
  const shown = await Promise.all(answer.citations.slice(0, 3).map(async citation => ({ ...await citedUnder(turn, citation, at), quote: citation.quote, inForce: citation.inForce })))
  const worded = turn.phraser ? await phraseAnswer(turn.provisions, turn.phraser, text, answer, locale) : null
  // What a model worded stands before the clause it rests on, never in its stead.
  const lines = [...(worded ? [worded.map(sentence => sentence.text).join(' ')] : []), ...shown.map(one => regulations.answer[locale](one)), ...(await noticeLines(turn, answer.notices, at))]
  if (answer.alsoBears.length > 0) {
    const places = await Promise.all(answer.alsoBears.slice(0, ALSO).map(place => citedAs(turn, place, at)))
    lines.push(regulations.also[locale]({ places: places.join('; ') }))
  }
  const place = placeId(placeOfCitation(best))
  turn.tell(lines.join('\n'), {
    card: actionsCard([
      ...(best.article ? [button(regulations.wholeArticle[locale](), { act: 'article', place, at })] : []),
      button(regulations.notIt[locale](), { act: 'not-it', place, text }),
    ]),
    citations: shown.map(one => ({ title: one.cited, abstract: one.quote })),
  })
}

/**
 * A message without any other meaning that reads as a question: answered when the texts or a reviewed answer surely do, else false.
 * What is out of scope stays out of scope.
 */
export async function answersFromTexts(turn: Turn, understood: Understood, text: string): Promise<boolean> {
  const answer = await askProvision(turn.provisions, { text, at: turn.at, reader: reader(turn) })
  if (!answer.answered || answer.campaignDeadline) return false
  turn.trace.intent = 'ask-regulation'
  await askRegulation(turn, understood, text)
  return true
}

/** It does not know: says so, offers the nearest as such, and to ask a person. The question is kept so that the gap is seen. */
async function declined(turn: Turn, text: string, answer: Answer, at: number): Promise<void> {
  const { locale } = turn
  noteUnanswered(turn.work, { id: turn.newId(), text, answer, person: turn.person.id, unit: unitOf(turn) })
  // A place that does not exist has no nearest: its number says nothing of its matter.
  const missing = answer.notices.filter(notice => notice.kind === 'no-such-place' || notice.kind === 'no-text')
  const near = missing.length > 0 ? [] : answer.top.slice(0, ALSO)
  const named = await Promise.all(near.map(async place => ({ place, ...await citedUnder(turn, place, at) })))
  const lines = [...(missing.length > 0 ? await noticeLines(turn, missing, at) : [regulations.unanswered[locale]()])]
  lines.push(near.length > 0 ? regulations.nearest[locale]({ lines: named.map(({ place, cited, heading }) => `• ${cited}${heading && ` (${heading})`}: ${brief(place.quote)}`).join('\n') }) : regulations.nothingNear[locale]())
  turn.tell(lines.join('\n'), {
    card: actionsCard([
      ...named.filter(({ place }) => place.article).map(({ place, cited }) => button(regulations.read[locale]({ cited }), { act: 'article', place: placeId(placeOfCitation(place)), at })),
      ...(turn.incoming.reference.scope === 'personal' ? [button(regulations.askPeople[locale](), { act: 'ask-people', text })] : []),
    ]),
  })
}

async function noticeLines(turn: Turn, notices: Notice[], at: number): Promise<string[]> {
  const { locale } = turn
  return Promise.all(notices.map(async notice => {
    switch (notice.kind) {
      case 'digest': return regulations.digest[locale]()
      case 'caution': return regulations.caution[locale]({ text: notice[locale] })
      case 'not-in-force': return regulations.notInForce[locale]({ document: notice.document, by: notice.by })
      case 'guidance': return regulations.guidance[locale]({ day: sayDay(notice.day, locale), source: notice.source })
      case 'no-such-place': return regulations.noSuchPlace[locale]({ cited: await citedAs(turn, notice.place, at) })
      case 'no-text': return regulations.noText[locale]({ document: notice.document })
    }
  }))
}

/** "khoản 2 Điều 47 Luật 10/2022/QH15", as it is cited in Vietnamese whatever the language of the answer. */
export async function citedAs(turn: Turn, place: Place, at: number): Promise<string> {
  return (await citedUnder(turn, place, at)).cited
}

/** As {@link citedAs}, with the heading of its article: an item of a list says little without what the list is of. */
async function citedUnder(turn: Turn, place: Place, at: number): Promise<{ cited: string; heading: string }> {
  if (await turn.work.get('guidance', place.document)) return { cited: regulations.guidanceTitle[turn.locale](), heading: '' }
  const { cited, heading } = await readProvision(turn.provisions, place, at)
  return { cited: cited.charAt(0).toUpperCase() + cited.slice(1), heading }
}

function placeOfCitation({ document, article, clause, point }: Citation): Place {
  return { document, article, clause, point }
}

/** Who asks, for answers that not everyone may see. */
export function reader(turn: Turn): { person: string; units: string[] } {
  return { person: turn.person.id, units: turn.directory.capacities(turn.person.id, turn.day).map(capacity => capacity.unit) }
}

/** The unit a question is put for. */
export function unitOf(turn: Turn): string | null {
  return turn.directory.capacities(turn.person.id, turn.day)[0]?.unit ?? null
}

function brief(text: string): string {
  const line = text.split('\n')[0]!
  return line.length > 140 ? `${line.slice(0, 137).trimEnd()}…` : line
}


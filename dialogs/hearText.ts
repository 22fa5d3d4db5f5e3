import { syllables, fold, tidyLines } from '#domain/text/fold.ts'
import { readTable } from '#domain/text/readTable.ts'
import type { Intent } from '#domain/language/intent.ts'
import type { Understood } from '#domain/language/understood.ts'
import type { Recognizer } from '#ports/recognizer.ts'
import { actionsCard, button } from './cards/buttons.ts'
import { hearPressed } from './acts.ts'
import { decide, readDecision, takeReason } from './deciding/decide.ts'
import { queuesOf } from './deciding/reviewQueue.ts'
import { askAgain } from './asking/followUp.ts'
import { asksDefinition } from './asking/definitions.ts'
import { answerForm } from './filing/answerForm.ts'
import { formsNamed, steersForm } from './filing/fileReport.ts'
import { takeUpDraft } from './filing/takeUp.ts'
import { resumeAsking } from './filing/askPage.ts'
import { answersFromTexts } from './regulations/askRegulation.ts'
import { isQuestion, mayAsk } from './isQuestion.ts'
import { tellPointedAt } from './regulations/pointsBack.ts'
import { takeAnswer } from './regulations/readOn.ts'
import { namesExtension } from './changing/decideWish.ts'
import { takeDates } from './changing/delegation.ts'
import { bindChannel, saysBind } from './bindChannel.ts'
import { INTENTS_HEARD } from './intents.ts'
import { common, INTENT_NAMES } from './phrases/common.ts'
import { asking } from './phrases/reports.ts'
import { either } from './phrases/phrase.ts'
import type { Turn } from './turn.ts'

/** A typed message: in a form the form decides first, in a choice the choice does, and else what was meant. */
export async function hearText(turn: Turn, raw: string, recognizer: Recognizer): Promise<void> {
  const text = tidyLines(readTable(raw))
  const { focus } = turn
  const chosen = focus.choosing && chosenBy(text, focus.choosing.options.map(option => option.title))
  if (focus.choosing && chosen !== undefined && chosen !== null) {
    const { press } = focus.choosing.options[chosen]!
    focus.choosing = null
    return hearPressed(turn, press, {}, recognizer)
  }
  focus.choosing = null
  if (turn.incoming.reference.scope !== 'personal' && saysBind(text)) return bindChannel(turn)

  let known: Understood | undefined
  const understand = async (): Promise<Understood> => {
    known ??= await recognizer.recognize({ text, locale: turn.locale, at: turn.at, state: focus.topic.kind, memory: focus.memory })
    turn.trace.recognizer = known.recognizer
    return known
  }
  if (focus.topic.kind === 'filing') return hearInForm(turn, text, understand, recognizer)
  const understood = await understand()
  turn.trace.intent = understood.intent
  if (focus.topic.kind === 'reason' && !isWayOut(understood)) return takeReason(turn, text, understood)
  if (focus.topic.kind === 'answering' && !isWayOut(understood)) return takeAnswer(turn, text)
  if (focus.topic.kind === 'delegating' && !isWayOut(understood)) return takeDates(turn, understood)
  if (focus.topic.kind === 'deciding' && readDecision(text)) {
    turn.trace.intent = 'decide'
    return decide(turn, understood)
  }
  if (await takeUpDraft(turn, text, understood)) return hearInForm(turn, text, understand, recognizer)
  return meet(turn, understood, text)
}

/** A message in mid-form: an answer, or something else answered in between. */
async function hearInForm(turn: Turn, text: string, understand: () => Promise<Understood>, recognizer: Recognizer): Promise<void> {
  const { focus } = turn
  const answered = await answerForm(turn, text, understand)
  if (answered && answered.question === undefined) return
  const { topic } = focus
  if (answered?.question !== undefined) {
    const asked = await recognizer.recognize({ text: answered.question, locale: turn.locale, at: turn.at, memory: focus.memory })
    if (!INTENTS_HEARD[asked.intent].noWish) await meet(turn, asked, answered.question)
    return
  }
  const understood = await understand()
  turn.trace.intent = understood.intent
  await meet(turn, understood, text)
  // Whatever was asked in between, the form goes on where it was.
  if (focus.topic === topic && !INTENTS_HEARD[understood.intent].endsForm) return resumeAsking(turn)
}

function isWayOut({ intent, score }: Understood): boolean {
  return INTENTS_HEARD[intent].wayOut === true && score > 0.8
}

/** Does what was meant; asks back between two meanings instead of guessing. */
export async function meet(turn: Turn, understood: Understood, text: string): Promise<void> {
  if ((await tellPointedAt(turn, text)) || (await askAgain(turn, understood, text))) return
  const [meant, other] = [INTENTS_HEARD[understood.intent], INTENTS_HEARD[understood.runnerUp.intent]]
  // A report type dropped in is not in the phrases learnt from; naming it is asking for it.
  if ((understood.ask || meant.noWish) && (formsNamed(turn, text).length > 0 || steersForm(text))) return doIntent(turn, 'file-report', understood)
  // "Gửi sếp duyệt" by somebody who decides on nothing asks the head for the decision.
  if (meant.decides && steersForm(text) && queuesOf(turn).length === 0) return doIntent(turn, 'file-report', understood)
  // A decision is told by its first words, whatever else the reason after them sounds like.
  const queues = understood.ask ? queuesOf(turn) : []
  if ((queues.length > 0 && readDecision(text)) || (queues.some(queue => queue.actor === 'receiver') && namesExtension(text))) return doIntent(turn, 'decide', understood)
  if (meant.figures && asksDefinition(text)) return turn.say(asking.explained, undefined)
  const ambiguous = understood.choices?.[0]
  if (ambiguous) {
    return askWhich(turn, text, ambiguous.options.map(option => ({
      title: option[turn.locale], press: { act: 'means', key: ambiguous.key, value: option.value, text },
    })), title => title)
  }
  if (!understood.ask) return doIntent(turn, understood.intent, understood)
  // A question that could be either of two wishes may be neither: what the texts surely answer is answered.
  const asks = meant.noWish || other.noWish ? mayAsk : isQuestion
  if (asks(text) && (await answersFromTexts(turn, understood, text))) return
  if (meant.harmless && other.noWish) return doIntent(turn, understood.intent, understood)
  askWhich(turn, text, [understood.intent, understood.runnerUp.intent].map(intent => ({
    title: INTENT_NAMES[intent]![turn.locale], press: { act: 'intent', intent, text },
  })), title => `“${title}”`)
}

/** Asks which of several meanings a message has; `named` is how a title stands in the question. */
function askWhich(turn: Turn, said: string, options: Parameters<typeof askBack>[2], named: (title: string) => string): void {
  askBack(turn, said, options, common.didYouMean[turn.locale]({ options: either(options.map(option => named(option.title)), turn.locale) }))
}

/** Acts on an intent, whether understood or chosen. */
export async function doIntent(turn: Turn, intent: Intent, understood: Understood): Promise<void> {
  const heard = INTENTS_HEARD[intent]
  if (turn.incoming.reference.scope !== 'personal' && !heard.inGroups) return turn.say(common.personalOnly, undefined)
  return heard.answer(turn, understood)
}

/** Offers a choice as buttons that can also be answered by number or by name. */
export function askBack(turn: Turn, said: string, options: { title: string; press: { act: string } & Record<string, unknown> }[], question: string): void {
  turn.focus.choosing = { options, said }
  turn.tell(question, { card: actionsCard(options.map(option => button(option.title, option.press))) })
}

/** Which option a typed answer names: its number, its title, or words that only it has. */
function chosenBy(text: string, titles: string[]): number | undefined {
  const said = fold(text).replace(/[.!?]+$/, '')
  const number = /^(?:so |cau |y |cai |option )?(\d)$/.exec(said)
  if (number && titles.length > 1) return titles[Number(number[1]) - 1] === undefined ? undefined : Number(number[1]) - 1
  const folded = titles.map(fold)
  const exact = folded.findIndex(title => title === said)
  if (exact >= 0) return exact
  const words = syllables(said)
  if (words.length === 0 || words.length > 6) return undefined
  const fits = folded.flatMap((title, index) => (words.every(word => syllables(title).includes(word)) ? [index] : []))
  return fits.length === 1 ? fits[0] : undefined
}


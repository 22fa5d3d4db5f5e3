import { z } from 'zod'
import { ROLES } from '#domain/person.ts'
import { instantOf } from '#domain/time/instant.ts'
import { isIntent } from '#domain/language/intent.ts'
import { standing } from '#domain/standing.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Recognizer } from '#ports/recognizer.ts'
import { showLate, showUnfiled } from './asking/lateUnits.ts'
import { takeOver } from './asking/takeOver.ts'
import { maySee } from './asking/view.ts'
import { takeDelegation } from './changing/delegation.ts'
import { grant, refuseWish, takeExtension } from './changing/extension.ts'
import { askWithdraw, takeCorrection, waiveNow, withdrawNow } from './changing/settling.ts'
import { approve, sendReportBack } from './deciding/approve.ts'
import { accept, giveBack } from './deciding/receive.ts'
import { reviewQueue } from './deciding/reviewQueue.ts'
import { showForDecision } from './deciding/reportShown.ts'
import { AFTER_SAVING, keepLast, savePage } from './filing/savePage.ts'
import { openFiling } from './filing/fileReport.ts'
import { showPage } from './filing/askPage.ts'
import { dropWord, offerWord, takeWord } from './filing/fromWord.ts'
import { confirmOdd, sendShown, showReview } from './filing/review.ts'
import { doIntent } from './hearText.ts'
import { changing } from './phrases/changing.ts'
import { beginAnswer, notWhatIMeant, offerToAsk, readArticle, sendQuestion } from './regulations/readOn.ts'
import { confirmRemind } from './nudging/remindUnits.ts'
import { snoozeUntilTomorrow } from './nudging/snoozeNudges.ts'
import { common } from './phrases/common.ts'
import { asking } from './phrases/reports.ts'
import { word } from './phrases/word.ts'
import { refuse } from './refuse.ts'
import { cancel } from './smallTalk.ts'
import type { Turn } from './turn.ts'

type Inputs = Record<string, unknown>
/** What an act gets: the press, checked, and the inputs of its card. */
type Act = (turn: Turn, press: unknown, inputs: Inputs, recognizer: Recognizer) => Promise<void> | void

const onObligation = z.object({ obligation: z.string() })

/** An act on an obligation, with its press checked and the obligation read; an unknown one is as good as gone. */
function act<S extends z.ZodType<{ obligation: string }>>(
  schema: S, does: (turn: Turn, obligation: Obligation, press: z.infer<S>, inputs: Inputs) => Promise<void> | void,
): Act {
  return async (turn, press, inputs) => {
    const read = schema.safeParse(press)
    const obligation = read.success ? await turn.work.get('obligation', read.data.obligation) : undefined
    if (!read.success || !obligation) return turn.say(common.gone, undefined)
    return does(turn, obligation, read.data, inputs)
  }
}

const edition = onObligation.extend({ edition: z.number().int() })
const version = onObligation.extend({ version: z.number().int() })
const delegation = z.object({ to: z.string(), role: z.enum(ROLES), unit: z.string(), start: z.string().optional(), end: z.string().optional() })
/** A card's Input.Date, at 16:00 of that day; null when it is blank or no day. */
const dayInput = (value: unknown): number | null => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? instantOf(value, '16:00') : null)
const textInput = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
/** An instant that a day can be written of; a button may say anything. */
const instant = z.int().min(0).max(instantOf('9999-12-31'))
const late = z.object({ campaign: z.string(), at: instant, from: z.number().int().nonnegative(), level: z.string().optional() })

/** An act that shows a page of a campaign's list. */
function listed(show: typeof showLate): Act {
  return (turn, press) => {
    const read = late.safeParse(press)
    if (!read.success) return turn.say(common.gone, undefined)
    const { campaign, at, from, level } = read.data
    return show(turn, { campaign, at, from, ...(level ? { level } : {}) })
  }
}

const heldFile = onObligation.extend({ file: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().max(200) })

/** Everything a button can do, by name. Each checks anew who presses: a card may be old, or forwarded. */
const ACTS: Record<string, Act> = {
  'open': act(onObligation, (turn, obligation) => openFiling(turn, obligation)),
  'take-over': act(onObligation.extend({ from: z.string() }), (turn, obligation, press) => takeOver(turn, obligation, press.from)),
  'page': act(onObligation.extend({ page: z.number().int() }), (turn, obligation, press) => showPage(turn, obligation, press.page)),
  'save-page': act(onObligation.extend({ page: z.number().int(), then: z.enum(AFTER_SAVING).optional(), shown: z.record(z.string(), z.string()).optional() }), (turn, obligation, press, inputs) => savePage(turn, obligation, press.page, inputs, press.then, press.shown)),
  'keep-last': act(onObligation, keepLast),
  'review': act(onObligation, showReview),
  'confirm': act(onObligation, confirmOdd),
  'send': act(edition, (turn, obligation, press) => sendShown(turn, obligation, press.edition)),
  'open-waiting': act(onObligation, (turn, obligation) => {
    if (!maySee(turn, obligation.unit, obligation.receiver)) return refuse(turn, 'see-standing', obligation)
    const now = standing(obligation, turn.at)
    if (!turn.may(now.phase === 'waiting-at-head' ? 'edit-draft' : 'read-report', obligation)) return refuse(turn, 'read-report', obligation)
    return showForDecision(turn, obligation, now)
  }),
  'queue': (turn, press) => {
    const read = z.union([z.object({ since: z.int(), obligation: z.string() }), z.strictObject({ act: z.literal('queue') })]).safeParse(press)
    return read.success ? reviewQueue(turn, 'since' in read.data ? read.data : undefined) : turn.say(common.gone, undefined)
  },
  'approve': act(edition, (turn, obligation, press) => approve(turn, obligation, press.edition)),
  'ask-send-back': act(edition, (turn, obligation, press, inputs) => sendReportBack(turn, obligation, press.edition, textInput(inputs.reason))),
  'accept': act(version, (turn, obligation, press) => accept(turn, obligation, press.version)),
  'ask-return': act(version, (turn, obligation, press, inputs) => giveBack(turn, obligation, press.version, textInput(inputs.reason))),
  'late': listed(showLate),
  'unfiled': listed(showUnfiled),
  'extension': act(onObligation, (turn, obligation) => takeExtension(turn, obligation, null, '')),
  'grant': act(onObligation, (turn, obligation, _press, inputs) => grant(turn, obligation, dayInput(inputs.until))),
  'extend-yes': act(onObligation.extend({ until: instant, reason: z.string() }), (turn, obligation, press) => grant(turn, obligation, press.until, { reason: press.reason })),
  'refuse-extension': act(onObligation, (turn, obligation, _press, inputs) => refuseWish(turn, obligation, textInput(inputs.reason))),
  'withdraw': act(onObligation, askWithdraw),
  'withdraw-yes': act(version, (turn, obligation, press) => withdrawNow(turn, obligation, press.version)),
  'correct': act(onObligation, (turn, obligation) => takeCorrection(turn, obligation, '')),
  'waive-yes': act(onObligation.extend({ reason: z.string() }), (turn, obligation, press) => waiveNow(turn, obligation, press.reason)),
  'delegate': (turn, press) => {
    const read = delegation.safeParse(press)
    if (!read.success) return turn.say(common.gone, undefined)
    const { start, end, ...rest } = read.data
    return takeDelegation(turn, { ...rest, ...(start && end ? { start, end } : {}) })
  },
  'article': (turn, press) => {
    const read = z.object({ place: z.string(), at: instant }).safeParse(press)
    return read.success ? readArticle(turn, read.data.place, read.data.at) : turn.say(common.gone, undefined)
  },
  'not-it': (turn, press) => {
    const read = z.object({ place: z.string(), text: z.string() }).safeParse(press)
    return read.success ? notWhatIMeant(turn, read.data.place, read.data.text) : turn.say(common.gone, undefined)
  },
  'ask-people': (turn, press) => {
    const read = z.object({ text: z.string() }).safeParse(press)
    return read.success ? offerToAsk(turn, read.data.text) : turn.say(common.gone, undefined)
  },
  'send-question': (turn, press, inputs) => {
    const read = z.object({ id: z.string(), text: z.string() }).safeParse(press)
    return read.success ? sendQuestion(turn, { ...read.data, audience: inputs.audience }) : turn.say(common.gone, undefined)
  },
  'answer-question': (turn, press) => {
    const read = z.object({ question: z.string() }).safeParse(press)
    return read.success ? beginAnswer(turn, read.data.question) : turn.say(common.gone, undefined)
  },
  'nothing': turn => turn.say(changing.notDone, undefined),
  'definitions': turn => turn.say(asking.explained, undefined),
  'remind': (turn, press) => confirmRemind(turn, press),
  'snooze': turn => snoozeUntilTomorrow(turn),
  'word-open': act(heldFile, (turn, obligation, { file, name }) => offerWord(turn, obligation, { file, name })),
  'word-take': act(heldFile.extend({ edition: z.int(), shown: z.string(), at: instant }), (turn, obligation, press, inputs) => takeWord(turn, obligation, press, inputs)),
  'word-drop': (turn, press) => {
    const read = heldFile.pick({ file: true }).safeParse(press)
    return read.success ? dropWord(turn, read.data) : turn.say(common.gone, undefined)
  },
  'allow-file': (turn, press) => {
    const read = z.object({ hash: z.string() }).safeParse(press)
    if (!read.success) return turn.say(common.gone, undefined)
    turn.focus.allow = read.data.hash
    turn.say(word.caseAllowed, undefined)
  },
  'cancel': turn => cancel(turn),
  'allow-text': (turn, press) => {
    const read = z.object({ hash: z.string() }).safeParse(press)
    if (!read.success) return turn.say(common.gone, undefined)
    turn.focus.allow = read.data.hash
    turn.say(common.caseAllowed, undefined)
  },
  'intent': async (turn, press, _inputs, recognizer) => {
    const read = z.object({ intent: z.string(), text: z.string() }).safeParse(press)
    if (!read.success || !isIntent(read.data.intent)) return turn.say(common.gone, undefined)
    turn.trace.intent = read.data.intent
    return doIntent(turn, read.data.intent, await recognize(turn, read.data.text, recognizer))
  },
  'means': async (turn, press, _inputs, recognizer) => {
    const read = z.object({ key: z.string(), value: z.string(), text: z.string() }).safeParse(press)
    if (!read.success) return turn.say(common.gone, undefined)
    turn.focus.memory = { ...turn.focus.memory, [read.data.key]: read.data.value }
    const understood = await recognize(turn, read.data.text, recognizer)
    turn.trace.intent = understood.intent
    return doIntent(turn, understood.intent, understood)
  },
}

function recognize(turn: Turn, text: string, recognizer: Recognizer) {
  return recognizer.recognize({ text, locale: turn.locale, at: turn.at, state: turn.focus.topic.kind, memory: turn.focus.memory })
}

/** A press of a card's button: the press itself under `qcdc`, the card's inputs beside it. */
export async function hearPress(turn: Turn, data: Record<string, unknown>, recognizer: Recognizer): Promise<void> {
  const { qcdc, ...inputs } = data
  const press = z.record(z.string(), z.unknown()).safeParse(qcdc)
  if (!press.success) return turn.say(common.gone, undefined)
  if (turn.incoming.reference.scope !== 'personal' && !PUBLIC_ACTS.has(nameOf(press.data))) return turn.say(common.personalOnly, undefined)
  turn.focus.choosing = null
  return hearPressed(turn, press.data, inputs, recognizer)
}

const PUBLIC_ACTS = new Set(['article', 'not-it', 'late', 'unfiled', 'definitions', 'intent', 'means', 'allow-text'])

/** The act a press names; what is no word names none. */
function nameOf(press: Record<string, unknown>): string {
  return typeof press.act === 'string' ? press.act : ''
}

/** Does what a press says, wherever it came from: a button, or a choice answered in words. */
export async function hearPressed(turn: Turn, press: Record<string, unknown>, inputs: Inputs, recognizer: Recognizer): Promise<void> {
  const name = nameOf(press)
  const does = Object.hasOwn(ACTS, name) ? ACTS[name] : undefined
  turn.trace.intent = 'none'
  if (!does) return turn.say(common.gone, undefined)
  return does(turn, press, inputs, recognizer)
}

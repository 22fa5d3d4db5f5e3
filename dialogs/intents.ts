import type { Intent } from '#domain/language/intent.ts'
import type { Understood } from '#domain/language/understood.ts'
import { checkDeadline, openCampaigns } from './asking/checkDeadline.ts'
import { askLate } from './asking/lateUnits.ts'
import { askProgress } from './asking/progress.ts'
import { reportStatus } from './asking/reportStatus.ts'
import { topicAsked } from './asking/topicAsked.ts'
import { askDelegation } from './changing/delegation.ts'
import { namesExtension, showWishes } from './changing/decideWish.ts'
import { requestExtension } from './changing/extension.ts'
import { correct, waive, withdraw } from './changing/settling.ts'
import { decide } from './deciding/decide.ts'
import { reviewQueue } from './deciding/reviewQueue.ts'
import { actionsCard, button } from './cards/buttons.ts'
import { isQuestion, mayAsk } from './isQuestion.ts'
import { regulations } from './phrases/regulations.ts'
import { answersFromTexts, askRegulation } from './regulations/askRegulation.ts'
import { fileReport } from './filing/fileReport.ts'
import { askRemind } from './nudging/remindUnits.ts'
import { snooze } from './nudging/snoozeNudges.ts'
import { common } from './phrases/common.ts'
import { cancel, changeLanguage, greet, help, notBuilt, suggestionsFor, talkToHuman, thanks, whatToDo } from './smallTalk.ts'
import type { Turn } from './turn.ts'

interface Heard extends Traits {
  answer(turn: Turn, understood: Understood): void | Promise<void>
  /** Whether it may be answered where others read along. */
  inGroups: boolean
  inForm: InForm
}

/**
 * What it is in the midst of a form. `answer`: its words are what a form is answered with, so the form has them unless it makes nothing of them.
 * `between`: asked where the form is surely not answered by it, it is answered, and the form goes on at the same field. `alone`: the same, but only as a short
 * message of its own.
 */
type InForm = 'answer' | 'between' | 'alone'

/** What else sets an intent apart when it is heard; each holds for a few. */
interface Traits {
  /** Nothing that is done here was meant: whatever else a message may be goes before it. */
  noWish?: true
  /** Doing it where nothing was meant does no harm: it says itself when it has no answer. */
  harmless?: true
  /** How figures are counted may be asked in its words. */
  figures?: true
  /** Said in the midst of a conversation that takes any words as its answer, it is no answer. */
  wayOut?: true
  /** It is about what others hand in. */
  decides?: true
  /** A form does not go on after it. */
  endsForm?: true
}

const personal = (inForm: InForm, answer: Heard['answer'], traits: Traits = {}): Heard => ({ answer, inGroups: false, inForm, ...traits })
const anywhere = (inForm: InForm, answer: Heard['answer'], traits: Traits = {}): Heard => ({ answer, inGroups: true, inForm, ...traits })

/** No known wish: perhaps the texts answer it all the same; else what can be done here is told, and a question may go to a person. */
async function somethingElse(turn: Turn, understood: Understood): Promise<void> {
  const text = turn.incoming.kind === 'text' ? turn.incoming.text : ''
  const asks = isQuestion(text)
  if (mayAsk(text) && (await answersFromTexts(turn, understood, text))) return
  const toPeople = asks && turn.incoming.reference.scope === 'personal'
  turn.tell(common.none[turn.locale](), {
    suggestions: suggestionsFor(turn),
    ...(toPeople ? { card: actionsCard([button(regulations.askPeople[turn.locale](), { act: 'ask-people', text })]) } : {}),
  })
}

/** Reports are filed, topics registered and their rollout recorded in forms; how far that is, is a question. */
async function fileOrAnswer(turn: Turn, understood: Understood): Promise<void> {
  if (!(await topicAsked(turn, understood))) await fileReport(turn, understood)
}

const later = (inForm: InForm, intent: Intent): Heard => personal(inForm, turn => notBuilt(turn, intent))

/** What each intent does: one line an intent, none without one. */
export const INTENTS_HEARD: Record<Intent, Heard> = {
  'file-report': personal('answer', fileOrAnswer),
  'resume-draft': personal('answer', fileReport),
  'report-status': personal('between', reportStatus),
  'check-deadline': anywhere('between', (turn, understood) => (turn.incoming.reference.scope === 'personal' ? checkDeadline(turn, understood) : openCampaigns(turn))),
  'late-units': anywhere('between', askLate, { figures: true }),
  'progress': anywhere('between', askProgress, { figures: true }),
  'review-queue': personal('between', turn => (turn.incoming.kind === 'text' && namesExtension(turn.incoming.text) ? showWishes(turn) : reviewQueue(turn)), { decides: true }),
  'decide': personal('between', decide, { decides: true }),
  'greet': personal('alone', greet),
  'thanks': anywhere('alone', thanks),
  'help': anywhere('alone', help, { wayOut: true }),
  'cancel': anywhere('alone', cancel, { wayOut: true, endsForm: true }),
  'change-language': anywhere('alone', changeLanguage, { wayOut: true }),
  'talk-to-human': anywhere('alone', talkToHuman),
  'none': anywhere('answer', somethingElse, { noWish: true, figures: true }),
  'ask-regulation': anywhere('between', askRegulation, { harmless: true }),
  'correct-report': personal('answer', correct),
  'withdraw-report': personal('answer', withdraw),
  'request-extension': personal('between', requestExtension),
  'register-topic': personal('answer', fileOrAnswer),
  'record-rollout': personal('answer', fileOrAnswer),
  'waive': personal('answer', waive),
  'remind-units': personal('between', askRemind),
  'snooze-nudges': personal('between', snooze),
  'open-campaign': later('between', 'open-campaign'),
  'plan-inspection': later('answer', 'plan-inspection'),
  'record-inspection': later('answer', 'record-inspection'),
  'list-tasks': personal('between', whatToDo),
  'assign-task': later('answer', 'assign-task'),
  'assign-monitor': later('answer', 'assign-monitor'),
  'delegate': personal('between', askDelegation),
  'export-report': later('between', 'export-report'),
  'propose-commendation': later('answer', 'propose-commendation'),
  'lessons-notice': later('answer', 'lessons-notice'),
  'update-membership': later('answer', 'update-membership'),
  'schedule-conference': later('answer', 'schedule-conference'),
}

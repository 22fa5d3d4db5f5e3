import type { Intent } from '#domain/language/intent.ts'
import type { Understood } from '#domain/language/understood.ts'
import { checkDeadline, openCampaigns } from './asking/checkDeadline.ts'
import { askLate } from './asking/lateUnits.ts'
import { askProgress } from './asking/progress.ts'
import { reportStatus } from './asking/reportStatus.ts'
import { topicAsked } from './asking/topicAsked.ts'
import { askDelegation } from './changing/delegation.ts'
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
}

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
  /** A form does not go on after it. */
  endsForm?: true
}

const personal = (answer: Heard['answer']): Heard => ({ answer, inGroups: false })
const anywhere = (answer: Heard['answer'], traits: Traits = {}): Heard => ({ answer, inGroups: true, ...traits })
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

const later = (intent: Intent): Heard => personal(turn => notBuilt(turn, intent))

/** What each intent does: one line an intent, none without one. */
export const INTENTS_HEARD: Record<Intent, Heard> = {
  'file-report': personal(fileOrAnswer),
  'resume-draft': personal(fileReport),
  'report-status': personal(reportStatus),
  'check-deadline': anywhere((turn, understood) => (turn.incoming.reference.scope === 'personal' ? checkDeadline(turn, understood) : openCampaigns(turn))),
  'late-units': anywhere(askLate, { figures: true }),
  'progress': anywhere(askProgress, { figures: true }),
  'review-queue': personal(turn => reviewQueue(turn)),
  'decide': personal(decide),
  'greet': personal(greet),
  'thanks': anywhere(thanks),
  'help': anywhere(help, { wayOut: true }),
  'cancel': anywhere(cancel, { wayOut: true, endsForm: true }),
  'change-language': anywhere(changeLanguage, { wayOut: true }),
  'talk-to-human': anywhere(talkToHuman),
  'none': anywhere(somethingElse, { noWish: true, figures: true }),
  'ask-regulation': anywhere(askRegulation, { harmless: true }),
  'correct-report': personal(correct),
  'withdraw-report': personal(withdraw),
  'request-extension': personal(requestExtension),
  'register-topic': personal(fileOrAnswer),
  'record-rollout': personal(fileOrAnswer),
  'waive': personal(waive),
  'remind-units': personal(askRemind),
  'snooze-nudges': personal(snooze),
  'open-campaign': later('open-campaign'),
  'plan-inspection': later('plan-inspection'),
  'record-inspection': later('record-inspection'),
  'list-tasks': personal(whatToDo),
  'assign-task': later('assign-task'),
  'assign-monitor': later('assign-monitor'),
  'delegate': personal(askDelegation),
  'export-report': later('export-report'),
  'propose-commendation': later('propose-commendation'),
  'lessons-notice': later('lessons-notice'),
  'update-membership': later('update-membership'),
  'schedule-conference': later('schedule-conference'),
}

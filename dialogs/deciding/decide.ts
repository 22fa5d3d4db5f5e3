import { eachOf, type Understood } from '#domain/language/understood.ts'
import { fold } from '#domain/text/fold.ts'
import { instantOf, type Day } from '#domain/time/instant.ts'
import { standing } from '#domain/standing.ts'
import { reportStatus } from '../asking/reportStatus.ts'
import { deciding } from '../phrases/reports.ts'
import { formOf, type Turn } from '../turn.ts'
import { decideWish, namesExtension } from '../changing/decideWish.ts'
import { refuseWish, takeExtension, untilSaid } from '../changing/extension.ts'
import { reasonIn } from '../changing/reasonIn.ts'
import { takeCorrection, takeWaiver } from '../changing/settling.ts'
import { approve, sendReportBack } from './approve.ts'
import { accept, giveBack } from './receive.ts'
import { reviewQueue, waitingFor } from './reviewQueue.ts'
import { showForDecision } from './reportShown.ts'

/** What a typed decision says: yes or no, and the words after it. */
export function readDecision(text: string): { yes: boolean; rest: string } | undefined {
  const plain = fold(text)
  const no = /^(?:toi\s+)?(?:khong (?:duyet|tiep nhan|dong y)|chua (?:duyet|dong y)|chuyen lai|tra lai(?: de bo sung)?|tra ve|(?:yeu cau|de nghi|can)(?: don vi)? bo sung|tu choi|send back|return(?: for supplement)?|reject)\b/.exec(plain)
  if (no) return { yes: false, rest: restOf(text, no[0]) }
  const yes = /^(?:toi\s+)?(?:duyet|dong y|nhat tri|phe duyet|tiep nhan|chap nhan|ok(?:ie|e)?\b.*duyet|approve|accept)\b/.exec(plain)
  return yes ? { yes: true, rest: restOf(text, yes[0]) } : undefined
}

/** Words after the decision, line breaks kept: "trả lại vì thiếu số liệu" → "thiếu số liệu". */
function restOf(text: string, head: string): string {
  const words = head.trim().split(/\s+/).length
  const rest = text.trim().replace(new RegExp(`^(?:\\S+\\s*){${words}}`), '')
  return rest.replace(/^(?:[,:;.\-–]\s*)?(?:(?:vì|vi|do|lý do|ly do|because|as)\s*[:,]?\s+)?/iu, '').trim()
}

/** "Duyệt", "tiếp nhận", "trả lại vì …": acts on the report shown; when none was shown it is shown first, since a decision binds to what was seen. */
export async function decide(turn: Turn, understood: Understood): Promise<void> {
  const said = turn.incoming.kind === 'text' ? turn.incoming.text : ''
  const { topic } = turn.focus
  const unit = eachOf(understood.entities.unit)[0]
  const decision = readDecision(said)
  if (namesExtension(said)) return decideWish(turn, understood)
  if (topic.kind === 'deciding' && decision && (!unit || topic.obligation.endsWith(`.${unit.id}`))) {
    const obligation = await turn.work.get('obligation', topic.obligation)
    if (!obligation) return turn.say(deciding.nothingShown, undefined)
    const until = supplementSaid(understood, turn.day)
    if (topic.edition !== null) return decision.yes ? approve(turn, obligation, topic.edition) : sendReportBack(turn, obligation, topic.edition, decision.rest)
    return decision.yes ? accept(turn, obligation, topic.version!) : giveBack(turn, obligation, topic.version!, withoutDue(decision.rest), until)
  }
  const waiting = await waitingFor(turn)
  // The report last spoken of, if it still waits; what is decided on is shown first all the same.
  const about = waiting.filter(one => one.obligation.id === turn.focus.about.obligation)
  const meant = unit ? waiting.filter(one => one.obligation.unit === unit.id) : about.length > 0 ? about : waiting
  if (meant.length === 1) return showForDecision(turn, meant[0]!.obligation, meant[0]!.standing)
  // A unit was named whose report does not wait: where it stands says why.
  if (unit && meant.length === 0) return reportStatus(turn, understood)
  return reviewQueue(turn)
}

/** The reason awaited before sending back or returning has come. */
export async function takeReason(turn: Turn, text: string, understood: Understood): Promise<void> {
  const { topic } = turn.focus
  if (topic.kind !== 'reason') return
  const obligation = await turn.work.get('obligation', topic.obligation)
  if (!obligation) return turn.say(deciding.nothingShown, undefined)
  switch (topic.act) {
    case 'extension': return takeExtension(turn, obligation, untilSaid(understood) ?? topic.until ?? null, reasonIn(text) || topic.said || (untilSaid(understood) === null ? text : ''))
    case 'refuse-extension': return refuseWish(turn, obligation, text)
    case 'correction': return takeCorrection(turn, obligation, text)
    case 'waive': return takeWaiver(turn, obligation, text, (await formOf(turn, obligation))?.campaign.title[turn.locale] ?? obligation.campaign)
  }
  if (topic.act === 'send-back') return sendReportBack(turn, obligation, topic.edition, text)
  const version = topic.version ?? standing(obligation, turn.at).version
  if (version === null) return turn.say(deciding.nothingShown, undefined)
  return giveBack(turn, obligation, version, withoutDue(text), supplementSaid(understood, turn.day))
}

/** "hạn 20/6" in a return is the supplement's due instant, 16:00 unless an hour was said; a day gone by is about something else. */
function supplementSaid(understood: Understood, today: Day): number | undefined {
  const day = eachOf(understood.entities.date).at(-1)
  return day !== undefined && day >= today ? instantOf(day, eachOf(understood.entities.time).at(-1) ?? '16:00') : undefined
}

function withoutDue(text: string): string {
  return text.replace(/(?:^|[\n,;])\s*(?:hạn|han|due)(?:\s+(?:bổ sung|bo sung))?\s*[:]?\s*(?:trước |truoc )?[\d/:h\s.-]+$/iu, '').trim()
}

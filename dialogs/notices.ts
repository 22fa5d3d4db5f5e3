import type { Directory } from '#domain/directory.ts'
import { reachOfPerson } from '#domain/nudge/nudge.ts'
import type { Owed } from '#domain/owed.ts'
import { dayOf } from '#domain/time/instant.ts'
import { isUnsettled } from '#domain/nudge/spans.ts'
import { dueNow, filedLate, standing } from '#domain/standing.ts'
import type { Incoming, Locale, Outgoing } from '#ports/channel.ts'
import type { NoticeAbout } from '#app/oweNotice.ts'
import { UNREACHABLE } from '#app/unreachable.ts'
import type { Work } from '#app/work.ts'
import { commentLines } from './asking/reportStatus.ts'
import { actionsCard, button } from './cards/buttons.ts'
import { decisionButtons } from './deciding/reportShown.ts'
import { noFocus } from './focus.ts'
import { wishCard } from './cards/wishCard.ts'
import { changeNotices } from './phrases/changing.ts'
import { wordQuestion } from './regulations/wordQuestion.ts'
import { nudging, REFUSALS, REFUSED } from './phrases/nudging.ts'
import { deciding, notices, TIMELINESS } from './phrases/reports.ts'
import { sayInstant, sayInstantFully, sayRemaining } from './phrases/when.ts'
import { openTurn, formOf, unitName, type Surroundings, type Turn } from './turn.ts'

/**
 * Words a notice for its reader as things stand when it is sent. Null when it no longer applies:
 * the report was approved, taken back or decided in the meantime, or the reader may no longer see it.
 */
export async function wordNotice(surroundings: Surroundings, work: Work, owed: Owed, reader: { person: string; locale: Locale }): Promise<Outgoing[] | null> {
  if (owed.content.kind !== 'notice') return null
  const person = surroundings.directory.person(reader.person)
  if (!person) return null
  const { params } = owed.content
  if (owed.content.about === UNREACHABLE) return wordUnreachable(surroundings, params, reader.locale)
  if (params.question !== undefined) return wordQuestion(surroundings, work, owed.content.about, String(params.question), { ...reader, day: dayOf(work.now) })
  const obligation = await work.get('obligation', String(params.obligation))
  if (!obligation) return null
  // A notice is worded as an answer to nobody's message: only its instant matters.
  const incoming = { id: owed.id, kind: 'other', type: 'notice', receivedAt: work.now, sender: { id: reader.person }, reference: NOWHERE } satisfies Incoming
  const turn = openTurn(surroundings, { incoming, work, person, locale: reader.locale, focus: noFocus() })
  const known = await formOf(turn, obligation)
  if (!known || !turn.may('see-standing', obligation)) return null
  const now = standing(obligation, work.now)
  const { locale } = turn
  const title = known.campaign.title[locale]
  const unit = unitName(turn, obligation.unit)
  const about = owed.content.about as NoticeAbout
  const open = (label = notices.openReport) => actionsCard([button(label[locale](), { act: 'open', obligation: obligation.id })])
  /** The button for what the unit still has to do, where it has. */
  const toDo = isUnsettled(now, undefined) ? { card: open() } : {}
  const due = dueNow(now)
  /** The button that shows what was filed. */
  const read = turn.may('read-report', obligation) ? { card: actionsCard([button(deciding.seeAll[locale](), { act: 'open-waiting', obligation: obligation.id })]) } : {}

  switch (about) {
    case 'approval-waiting': {
      if (now.phase !== 'waiting-at-head' || !now.waiting || now.waiting.edition !== params.edition) return null
      const edition = Number(params.edition)
      return [{
        text: deciding.approvalAsked[locale]({
          title, unit, by: actorName(turn, now.waiting),
          supplement: now.returned !== null, due: sayInstantFully(due, locale, work.now), remaining: sayRemaining(due, work.now, turn.calendar, locale),
        }),
        card: actionsCard([
          button(deciding.seeAll[locale](), { act: 'open-waiting', obligation: obligation.id }),
          ...decisionButtons(turn, obligation, { edition, version: null }),
        ]),
      }]
    }
    case 'sent-back':
      if (!now.sentBack) return null
      return [{ text: notices.sentBack[locale]({ title, by: actorName(turn, now.sentBack), reason: now.sentBack.reason }), card: open(notices.fixNow) }]
    case 'receipt': {
      const submitted = obligation.events.find(event => event.kind === 'submitted' && event.version === params.version)
      if (submitted?.kind !== 'submitted') return null
      return [{
        text: notices.receipt[locale]({
          title, unit, receipt: submitted.receipt, at: sayInstant(submitted.at, locale, work.now), version: submitted.version,
          late: filedLate(obligation, submitted.version),
        }),
        ...read,
      }]
    }
    case 'submitted-to-you': {
      if (now.phase !== 'submitted' || now.version === null || now.version !== params.version) return null
      return [{
        text: notices.submittedToYou[locale]({ title, unit, receipt: now.receipt ?? '', timeliness: TIMELINESS[now.timeliness][locale], version: now.version }),
        card: actionsCard([
          button(deciding.seeAll[locale](), { act: 'open-waiting', obligation: obligation.id }),
          ...decisionButtons(turn, obligation, { edition: null, version: now.version }),
        ]),
      }]
    }
    case 'returned': {
      if (!now.returned || now.returned.version !== params.version) return null
      const returned = obligation.events.findLast(event => event.kind === 'returned')
      return [{
        text: notices.returned[locale]({
          title, by: returned ? actorName(turn, returned) : '', due: sayInstantFully(now.returned.supplementDue, locale, work.now), comments: commentLines(now.returned, known.form, locale),
        }),
        card: open(notices.fixNow),
      }]
    }
    case 'accepted': {
      const receipt = obligation.events.find(event => event.kind === 'submitted' && event.version === params.version)
      return [{ text: notices.accepted[locale]({ title, unit, receipt: receipt?.kind === 'submitted' ? receipt.receipt : '' }), ...read }]
    }
    case 'extension-asked': {
      const wish = now.extensionAsked
      if (!wish || wish.until !== params.until) return null
      return [{
        text: changeNotices.extensionAsked[locale]({
          unit, title, until: sayInstantFully(wish.until, locale, work.now), due: sayInstantFully(now.due, locale, work.now), reason: wish.reason,
        }),
        card: wishCard(obligation.id, wish.until, locale),
      }]
    }
    case 'extended': {
      const event = obligation.events.findLast(one => one.kind === 'extended')
      if (event?.kind !== 'extended') return null
      const asked = obligation.events.slice(0, obligation.events.indexOf(event)).findLast(one => one.kind === 'extension-asked' || one.kind === 'extended' || one.kind === 'extension-refused')
      const wanted = asked?.kind === 'extension-asked' && asked.until !== event.until ? asked.until : null
      return [{
        text: changeNotices.extended[locale]({
          title, until: sayInstantFully(event.until, locale, work.now), asked: wanted === null ? null : sayInstantFully(wanted, locale, work.now), reason: event.reason,
        }),
        ...toDo,
      }]
    }
    case 'extension-refused': {
      const event = obligation.events.findLast(one => one.kind === 'extension-refused')
      if (event?.kind !== 'extension-refused') return null
      return [{ text: changeNotices.extensionRefused[locale]({ title, due: sayInstantFully(now.due, locale, work.now), reason: event.reason }), ...toDo }]
    }
    case 'waived': {
      const event = obligation.events.findLast(one => one.kind === 'waived')
      return event?.kind === 'waived' ? [{ text: changeNotices.waived[locale]({ title, unit, reason: event.reason }) }] : null
    }
    case 'withdrawn': {
      const version = obligation.events.find(event => event.kind === 'submitted' && event.version === params.version)
      return version?.kind === 'submitted' ? [{ text: changeNotices.withdrawn[locale]({ title, unit, receipt: version.receipt }) }] : null
    }
    default:
      return null
  }
}

/** Names said in one notice. */
const NAMED = 15

async function wordUnreachable({ store, directory }: Surroundings, params: Record<string, unknown>, locale: Locale): Promise<Outgoing[] | null> {
  const rows: string[] = []
  for (const person of Array.isArray(params.people) ? params.people.map(String) : []) {
    // Who has written since is no news any more.
    const unreachable = (await store.get('reach', reachOfPerson(person)))?.record.unreachable
    if (unreachable) rows.push(nudging.unreachableRow[locale]({ name: nameOf(directory, person), why: (REFUSALS[unreachable.reason] ?? REFUSED)[locale] }))
  }
  return rows.length === 0 ? null : [{ text: nudging.unreachable[locale]({ people: rows.slice(0, NAMED), more: Math.max(0, rows.length - NAMED) }) }]
}

const NOWHERE = { channel: 'notice', serviceUrl: '', conversation: '', scope: 'personal' as const, bot: { id: '' } }


/** Who did it, and for whom under a delegation. */
function actorName({ directory, locale }: Pick<Turn, 'directory' | 'locale'>, { by, for: delegator }: { by: string; for?: string }): string {
  const name = nameOf(directory, by)
  return delegator === undefined ? name : notices.actingFor[locale]({ name, delegator: nameOf(directory, delegator) })
}

function nameOf(directory: Directory, person: string): string {
  return directory.person(person)?.name ?? person
}


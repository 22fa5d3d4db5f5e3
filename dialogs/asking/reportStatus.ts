import { readDraft } from '#app/saveDraft.ts'
import { formContext } from '#app/formContext.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import { judge } from '#domain/form/judge.ts'
import type { Comment } from '#domain/obligation.ts'
import type { Form } from '#domain/form/form.ts'
import { standing } from '#domain/standing.ts'
import type { Locale } from '#ports/channel.ts'
import { actionsCard, button } from '../cards/buttons.ts'
import { filing } from '../phrases/filing.ts'
import { sectionTitle } from '../phrases/form.ts'
import { asking, deciding, PHASES, TIMELINESS } from '../phrases/reports.ts'
import { sayInstant, sayInstantFully } from '../phrases/when.ts'
import { refuse } from '../refuse.ts'
import { formOf, type Turn } from '../turn.ts'
import { campaignMeant } from './campaignMeant.ts'
import { asksForHistory, tellHistory } from './history.ts'
import { isOpen, myObligations, type Mine } from './myObligations.ts'
import { offerDrafts } from './takeOver.ts'
import { obligationsOfUnit, unitAndToday } from './unitAsOfThen.ts'

/** "Báo cáo của tôi đến đâu rồi?", or of a unit the person may ask about. */
export async function reportStatus(turn: Turn, understood: Understood): Promise<void> {
  const unit = eachOf(understood.entities.unit)[0]
  if (turn.incoming.kind === 'text' && asksForHistory(turn.incoming.text)) {
    const asked = unit?.id ?? turn.directory.capacities(turn.person.id, turn.day)[0]?.unit
    if (asked !== undefined) return tellHistory(turn, asked)
  }
  const meant = await campaignMeant(turn, understood)
  if (unit) {
    const campaign = meant.campaigns[0]
    const obligations = campaign ? await obligationsOfUnit(turn, campaign, unit) : []
    if (!turn.may('see-standing', obligations[0] ?? { unit: unit.id })) return refuse(turn, 'see-standing', { unit: unit.id })
    if (!campaign || obligations.length === 0) return turn.say(asking.noSuchCampaign, undefined)
    const told = []
    for (const obligation of obligations) told.push(await statusText(turn, { obligation, campaign, standing: standing(obligation, turn.at) }))
    turn.focus.about.obligation = obligations[0]!.id
    const readable = obligations.find(obligation => turn.may('read-report', obligation) && standing(obligation, turn.at).version !== null)
    return turn.tell(told.join('\n\n'), readable ? { card: actionsCard([button(deciding.seeAll[turn.locale](), { act: 'open-waiting', obligation: readable.id })]) } : {})
  }
  const mine = await myObligations(turn)
  if (mine.length === 0) return turn.say(asking.noUnits, undefined)
  const ids = new Set(meant.campaigns.map(campaign => campaign.id))
  const wanted = mine.filter(one => (meant.named ? ids.has(one.campaign.id) : isOpen(one) || ids.has(one.campaign.id)))
  if (wanted.length === 0) return turn.say(asking.nothingOwed, undefined)
  const texts = []
  const buttons: unknown[] = []
  for (const one of wanted.slice(0, 5)) {
    const offered = isOpen(one) ? await offerDrafts(turn, one.obligation) : { lines: [], buttons: [] }
    texts.push([await statusText(turn, one), ...offered.lines].join('\n'))
    buttons.push(...offered.buttons)
  }
  turn.tell(texts.join('\n\n'), buttons.length > 0 ? { card: actionsCard(buttons) } : {})
}

/** What can be said of one report to somebody of its unit, or to its committee. */
async function statusText(turn: Turn, { obligation, standing: now }: Mine): Promise<string> {
  const { locale } = turn
  const known = await formOf(turn, obligation)
  const details: string[] = []
  if (now.receipt && now.submittedAt !== null) {
    details.push(asking.statusReceipt[locale]({ receipt: now.receipt, at: sayInstant(now.submittedAt, locale, turn.at), timeliness: TIMELINESS[now.timeliness][locale] }))
  }
  if (now.phase === 'waiting-at-head' && now.waiting) details.push(asking.statusWaiting[locale]({ at: sayInstant(now.waiting.at, locale, turn.at) }))
  if (now.phase === 'returned' && now.returned && known) {
    details.push(asking.statusReturned[locale]({ due: sayInstantFully(now.returned.supplementDue, locale, turn.at), comments: commentLines(now.returned, known.form, locale) }))
  }
  if (now.sentBack && turn.may('edit-draft', obligation)) details.push(filing.sentBackNow[locale]({ reason: now.sentBack.reason }))
  if ((now.phase === 'draft' || now.phase === 'returned') && known && turn.may('edit-draft', obligation)) {
    const draft = await readDraft(turn.work, obligation, known.form)
    if (draft.edition > 0) {
      const judged = judge(known.form, draft.answers, await formContext(turn.work, obligation, known.campaign, known.form))
      details.push(asking.statusDraft[locale]({
        at: sayInstant(draft.savedAt, locale, turn.at), by: turn.directory.person(draft.savedBy)?.name ?? draft.savedBy, missing: judged.missing.length,
      }))
    }
  }
  return asking.status[locale]({
    title: known?.campaign.title[locale] ?? obligation.campaign,
    unit: unitAndToday(turn, obligation.unit),
    phase: PHASES[now.phase][locale] + (now.timeliness === 'missing' ? ` (${TIMELINESS.missing[locale]})` : ''),
    due: sayInstantFully(now.due, locale, turn.at),
    details: details.join('\n'),
  })
}

/** The receiver's comments, each under the section or field it is pinned to. */
export function commentLines(returned: { comments: Comment[]; reason: string }, form: Form, locale: Locale): string {
  const lines = returned.comments.map(comment => {
    for (const section of form.sections) {
      if (section.id === comment.field) return `• ${sectionTitle(section, locale)}: ${comment.text}`
      const field = section.fields.find(one => one.id === comment.field)
      if (field) return `• ${section.number} – ${field.label[locale]}: ${comment.text}`
    }
    return `• ${comment.text}`
  })
  if (returned.reason) lines.unshift(returned.reason)
  return lines.join('\n')
}

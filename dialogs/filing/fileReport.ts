import { formContext } from '#app/formContext.ts'
import { judgeDraft } from '#app/judgeDraft.ts'
import { readDraft } from '#app/saveDraft.ts'
import { judge } from '#domain/form/judge.ts'
import { nextPage } from '#domain/form/pages.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import { fold, syllables } from '#domain/text/fold.ts'
import type { Obligation } from '#domain/obligation.ts'
import { isEditable, standing } from '#domain/standing.ts'
import { myObligations, myOpenObligations, type Mine } from '../asking/myObligations.ts'
import { campaignMeant } from '../asking/campaignMeant.ts'
import { commentLines } from '../asking/reportStatus.ts'
import { showForDecision } from '../deciding/reportShown.ts'
import { askBack } from '../hearText.ts'
import { filing } from '../phrases/filing.ts'
import { asking, deciding, PHASES } from '../phrases/reports.ts'
import { sayInstant, sayInstantFully, sayRemaining } from '../phrases/when.ts'
import { refuse } from '../refuse.ts'
import { formOf, unitName, type Turn } from '../turn.ts'
import { showPage } from './askPage.ts'
import { commandIn, type Command } from './commands.ts'
import { showReview } from './review.ts'

/** Reports offered at once when several could be meant. */
const OFFERED = 6

/** "Nộp báo cáo sơ kết": opens the report meant, or asks which. */
export async function fileReport(turn: Turn, understood: Understood): Promise<void> {
  const { locale } = turn
  const unit = eachOf(understood.entities.unit)[0]
  if (unit && !turn.may('edit-draft', { unit: unit.id })) return refuse(turn, 'edit-draft', { unit: unit.id })
  const meant = await campaignMeant(turn, understood)
  const campaigns = meant.named ? new Set(meant.campaigns.map(campaign => campaign.id)) : undefined
  const wanted = (mine: Mine[]) => fitting(mine, unit?.id, formsMeant(turn, understood), campaigns)
  const open = wanted(await myOpenObligations(turn))
  if (open.length === 1) return openWith(turn, open[0]!.obligation, understood)
  if (open.length > 1) {
    // A report whose campaign is over and that was never filed stays owed, but the one that is due next is what is meant first.
    const options = open.slice(0, OFFERED).map(one => ({
      title: `${one.campaign.title[locale]} · ${turn.directory.unit(one.obligation.unit)?.short ?? one.obligation.unit}`,
      press: { act: 'open', obligation: one.obligation.id },
    }))
    return askBack(turn, '', options, filing.whichReport[locale]())
  }
  const mine = await myObligations(turn)
  if (mine.length === 0) return turn.say(asking.noUnits, undefined)
  const filed = wanted(mine).filter(one => one.standing.receipt !== null).sort((a, b) => b.standing.due - a.standing.due)[0]
  if (filed) {
    return turn.say(filing.alreadyFiled, {
      title: filed.campaign.title[locale], unit: unitName(turn, filed.obligation.unit), phase: PHASES[filed.standing.phase][locale], receipt: filed.standing.receipt!,
    })
  }
  const type = formsMeant(turn, understood)[0]
  turn.say(filing.nothingToFile, { type: (type && turn.forms.get(type)?.title[locale].toLowerCase()) || filing.anyReport[locale]() })
}

/** Commands of a form that say by themselves which report they are about where only one is open. */
const STEERS = new Set<Command | undefined>(['review', 'later', 'send', 'next'])

/** Whether a message where no form is open steers one all the same: "xem lại", "lưu nháp", "trình thủ trưởng". */
export function steersForm(text: string): boolean {
  return STEERS.has(commandIn(text))
}

/** The one report that is open, taken up and brought to where a command says. */
async function openWith(turn: Turn, obligation: Obligation, understood: Understood): Promise<void> {
  const command = turn.incoming.kind === 'text' ? commandIn(turn.incoming.text) : undefined
  const now = standing(obligation, turn.at)
  const known = turn.may('edit-draft', obligation) && isEditable(now) ? await formOf(turn, obligation) : undefined
  if (!known) return openFiling(turn, obligation)
  if (command === 'later') {
    const { judged } = await judgeDraft(turn.work, obligation, known, await readDraft(turn.work, obligation, known.form))
    return turn.say(filing.savedForLater, { missing: judged.missing.length })
  }
  // "Nộp báo cáo" is how one begins; "trình thủ trưởng" is said of what is written.
  const sends = command === 'send' && understood.intent !== 'file-report'
  if (sends && now.phase === 'waiting-at-head') return turn.say(deciding.againSent, undefined)
  if (sends) turn.say(filing.reviewFirst, undefined)
  return sends || command === 'review' ? showReview(turn, obligation) : openFiling(turn, obligation)
}

function fitting(mine: Mine[], unit: string | undefined, forms: string[], campaigns: Set<string> | undefined): Mine[] {
  return mine.filter(one =>
    (!unit || one.obligation.unit === unit) && (forms.length === 0 || forms.includes(one.campaign.form)) && (!campaigns || campaigns.size === 0 || campaigns.has(one.campaign.id)))
}

/** Ids of the forms whose title, or another name their file gives, stands in a text: how a report type dropped in is known by its name at once. */
export function formsNamed(turn: Pick<Turn, 'forms'>, text: string): string[] {
  const words = (name: string) => ` ${syllables(fold(name)).join(' ')} `
  const said = words(text)
  return [...turn.forms.values()].filter(form => [form.title.vi, form.title.en, ...form.said].some(name => said.includes(words(name)))).map(form => form.id)
}

/** Report types a message names: known ones by the recognizer, any other form by its title or the names its file gives. */
function formsMeant(turn: Turn, understood: Understood): string[] {
  const types = eachOf(understood.entities.reportType)
  if (types.length > 0) return types
  const named = formsNamed(turn, turn.incoming.kind === 'text' ? turn.incoming.text : '')
  if (named.length > 0) return named
  if (understood.intent === 'register-topic' || understood.intent === 'record-rollout') return ['chuyen-de']
  return []
}

/** Opens a report where it stands: being written, at the head, or filed. */
export async function openFiling(turn: Turn, obligation: Obligation): Promise<void> {
  const { locale } = turn
  const allowed = turn.may('edit-draft', obligation)
  const now = standing(obligation, turn.at)
  if (!allowed) {
    if (turn.may('read-report', obligation) && now.version !== null) return showForDecision(turn, obligation, now)
    return refuse(turn, 'edit-draft', obligation)
  }
  const known = await formOf(turn, obligation)
  if (!known) return turn.say(asking.noSuchCampaign, undefined)
  turn.focus.about = { ...turn.focus.about, obligation: obligation.id, campaign: known.campaign.id }
  if (!isEditable(now)) {
    return turn.say(filing.alreadyFiled, {
      title: known.campaign.title[locale], unit: unitName(turn, obligation.unit), phase: PHASES[now.phase][locale], receipt: now.receipt ?? '–',
    })
  }
  const { campaign, form } = known
  const draft = await readDraft(turn.work, obligation, form)
  const judged = judge(form, draft.answers, { ...(await formContext(turn.work, obligation, campaign, form)), confirmed: draft.confirmed })
  const due = now.returned && now.phase === 'returned' ? now.returned.supplementDue : now.due
  const lines = [filing.opened[locale]({
    title: campaign.title[locale], unit: unitName(turn, obligation.unit),
    due: sayInstantFully(due, locale, turn.at), remaining: sayRemaining(due, turn.at, turn.calendar, locale),
  })]
  if (allowed.capacity.delegation) lines.push(filing.forWhom[locale]({ person: turn.directory.person(allowed.capacity.delegation.from)?.name ?? '' }))
  if (draft.edition > 0) {
    lines.push(filing.resumed[locale]({
      at: sayInstant(draft.savedAt, locale, turn.at), by: turn.directory.person(draft.savedBy)?.name ?? draft.savedBy, missing: judged.missing.length,
    }))
  }
  if (now.phase === 'returned' && now.returned) {
    lines.push(filing.returnedNow[locale]({ comments: commentLines(now.returned, form, locale), due: sayInstantFully(now.returned.supplementDue, locale, turn.at) }))
  }
  if (now.sentBack) lines.push(filing.sentBackNow[locale]({ reason: now.sentBack.reason }))
  if (now.phase === 'waiting-at-head') lines.push(filing.atHead[locale]())
  turn.tell(lines.join('\n'))
  // What the receiver commented on is what is wanted now.
  const commented = now.phase === 'returned' && judged.missing.length === 0 ? now.returned?.comments[0]?.field : undefined
  const section = commented && form.sections.find(one => one.id === commented || one.fields.some(field => field.id === commented))
  if (section) return showPage(turn, obligation, section.page)
  const page = nextPage(form, draft.answers, draft.skipped)
  if (page) return showPage(turn, obligation, page.number)
  return showReview(turn, obligation)
}

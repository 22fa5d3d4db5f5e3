import { formContext, versionId } from '#app/formContext.ts'
import { judge, type Judged } from '#domain/form/judge.ts'
import type { Answers } from '#domain/form/form.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Standing } from '#domain/standing.ts'
import { reviewCard, textReview } from '../cards/reviewCard.ts'
import { versionDiffCard } from '../cards/versionDiffCard.ts'
import { button, type Button, type Press } from '../cards/buttons.ts'
import { deciding } from '../phrases/reports.ts'
import { formOf, unitName, type Turn } from '../turn.ts'

/** The answers a decision is about, and whether they are a draft edition or a version. */
export type Shown = { answers: Answers; edition: number | null; version: number | null }

/** The draft edition a head decides on, or the version a receiver does. */
export async function answersShown(turn: Turn, obligation: Obligation, now: Standing): Promise<Shown | undefined> {
  if (now.phase === 'waiting-at-head') {
    const draft = await turn.work.get('draft', obligation.id)
    return draft && { answers: draft.answers, edition: draft.edition, version: null }
  }
  if (now.version === null) return undefined
  const version = await turn.work.get('version', versionId(obligation.id, now.version))
  return version && { answers: version.answers, edition: null, version: version.number }
}

/** Shows a report whole to somebody who may decide on it, with the difference to the version before, and remembers which one was shown. */
export async function showForDecision(turn: Turn, obligation: Obligation, now: Standing): Promise<void> {
  const { locale } = turn
  const known = await formOf(turn, obligation)
  const shown = await answersShown(turn, obligation, now)
  if (!known || !shown) return turn.say(deciding.nothingShown, undefined)
  const context = await formContext(turn.work, obligation, known.campaign, known.form)
  const draft = shown.edition === null ? undefined : await turn.work.get('draft', obligation.id)
  const judged = judge(known.form, shown.answers, { ...context, confirmed: draft?.confirmed ?? [] })
  turn.focus.topic = { kind: 'deciding', obligation: obligation.id, edition: shown.edition, version: shown.version }
  turn.focus.about.obligation = obligation.id
  const what = shown.edition === null
    ? deciding.versionN[locale]({ version: shown.version!, receipt: now.receipt ?? '' })
    : deciding.editionN[locale]({ edition: shown.edition })
  const before = await earlierAnswers(turn, obligation, shown)
  if (before) {
    turn.say(deciding.shown, { title: known.campaign.title[locale], unit: unitName(turn, obligation.unit), what }, {
      card: versionDiffCard(known.form, before, shown.answers, locale),
    })
  }
  const buttons = decisionButtons(turn, obligation, shown, judged)
  const cards = reviewCard(known.form, shown.answers, judged, locale, { actions: buttons })
  const inWords = textReview(known.form, shown.answers, judged, locale)
  const heading = before ? '' : deciding.shown[locale]({ title: known.campaign.title[locale], unit: unitName(turn, obligation.unit), what })
  // The buttons stand under a long card: the decisions are offered where one types as well.
  const suggestions = buttons.map(one => one.title)
  cards.forEach((card, index) => turn.tell(index === 0 ? heading : '', {
    ...(suggestions.length > 0 && index === cards.length - 1 ? { suggestions } : {}),
    card, fallback: inWords.slice(index, index === cards.length - 1 ? undefined : index + 1).join('\n\n'),
  }))
}

/** What this person may do with what is shown. */
export function decisionButtons(turn: Turn, obligation: Obligation, { edition, version }: Pick<Shown, 'edition' | 'version'>, judged?: Judged): Button[] {
  const { locale } = turn
  const target = { obligation: obligation.id }
  const press = (act: string, rest: Omit<Press, 'act'>): Press => ({ act, ...target, ...rest })
  if (edition !== null) {
    return [
      ...(turn.may('approve', obligation) && judged?.complete !== false ? [button(deciding.approve[locale](), press('approve', { edition }), 'positive')] : []),
      ...(turn.may('send-back', obligation) ? [button(deciding.sendBack[locale](), press('ask-send-back', { edition }))] : []),
    ]
  }
  return [
    ...(turn.may('accept', obligation) ? [button(deciding.accept[locale](), press('accept', { version }), 'positive')] : []),
    ...(turn.may('return', obligation) ? [button(deciding.return[locale](), press('ask-return', { version }))] : []),
  ]
}

/** The version before the one shown: what a resubmission is compared with. */
async function earlierAnswers(turn: Turn, obligation: Obligation, shown: Shown): Promise<Answers | undefined> {
  const numbers = obligation.events.flatMap(event => (event.kind === 'submitted' ? [event.version] : []))
  const earlier = shown.version === null ? numbers.at(-1) : numbers.filter(number => number < shown.version!).at(-1)
  if (earlier === undefined) return undefined
  return (await turn.work.get('version', versionId(obligation.id, earlier)))?.answers
}

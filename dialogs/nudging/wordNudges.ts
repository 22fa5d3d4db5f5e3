import type { NudgeItem } from '#app/recheckItems.ts'
import { isSoft } from '#domain/nudge/recheck.ts'
import { rulesFor, type NudgePolicy, type Situation } from '#domain/nudge/policy.ts'
import { standing, type Standing } from '#domain/standing.ts'
import type { Directory } from '#domain/directory.ts'
import type { Calendar } from '#domain/time/calendar.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Locale, Outgoing } from '#ports/channel.ts'
import { actionsCard, button, textCard } from '../cards/buttons.ts'
import { plainText } from '../cards/plainText.ts'
import { nudging } from '../phrases/nudging.ts'
import { sayInstantFully, sayRemaining } from '../phrases/when.ts'

/** What nudges are worded from. */
export interface NudgeWording {
  policy: NudgePolicy
  calendar: Calendar
  directory: Directory
  now: Instant
  locale: Locale
}

/** Items said in full in one message; a chair of a large organisation gets the list by a button. */
const SAID = 10

/**
 * One message of all nudges of one person, as things stand now, with the next step as a button. It is a single activity in every channel: a card alone where
 * text and card would be split, the text with buttons under it elsewhere.
 */
export function wordNudges(items: readonly NudgeItem[], wording: NudgeWording, { repeat, channel, inGroup }: { repeat: boolean; channel: string; inGroup: boolean }): Outgoing {
  const { locale, directory } = wording
  const lines = items.slice(0, SAID).map(item => nudgeLine(item, wording))
  const watched = !items.some(isOwn)
  const [one, many] = watched ? [nudging.oneWatched, nudging.manyWatched] : [nudging.one, nudging.many]
  const head = lines.length === 1 ? one[locale]({ line: lines[0]! }) : many[locale]({ count: items.length })
  const person = directory.person(items[0]!.nudge.person)
  const before = (repeat ? nudging.repeat[locale]() : '') + (inGroup && person ? `${nudging.toChannel[locale]({ name: person.name })} ` : '')
  const bullets = lines.length === 1 ? [] : lines.map(line => `• ${line}`)
  if (items.length > SAID) bullets.push(nudging.rest[locale]({ count: items.length - SAID }))
  const paragraphs = [before + head, ...bullets]
  const text = paragraphs.join('\n')
  // What others read along is no place for one person's buttons.
  const buttons = inGroup ? [] : buttonsOf(items, wording)
  if (channel === 'msteams') return { text, card: textCard(paragraphs.map((paragraph, nth) => ({ text: plainText(paragraph), ...(nth === 0 && bullets.length > 0 ? { weight: 'Bolder' as const } : {}) })), buttons) }
  return { text, ...(buttons.length > 0 ? { card: actionsCard(buttons) } : {}) }
}

/** What a nudge says, in the policy's words for how things stand now. */
export function nudgeLine({ nudge, obligation, campaign }: Omit<NudgeItem, 'nudge'> & { nudge: Pick<NudgeItem['nudge'], 'as'> }, { policy, calendar, directory, now, locale }: NudgeWording): string {
  const current = standing(obligation, now)
  const due = current.returned?.supplementDue ?? current.due
  const values: Record<string, string> = {
    title: campaign.title[locale],
    unit: directory.unit(obligation.unit)?.name ?? obligation.unit,
    due: sayInstantFully(due, locale, now),
    remaining: sayRemaining(due, now, calendar, locale),
  }
  const template = rulesFor(policy, campaign, obligation.level).wording[situationOf(nudge.as, current)][locale]
  return template.replace(/\{(\w+)\}/g, (_, place: string) => values[place] ?? '')
}

function situationOf(as: NudgeItem['nudge']['as'], now: Standing): Situation {
  const ofUnit = as === 'reporter' || as === 'head'
  if (now.phase === 'waiting-at-head') return ofUnit ? 'waiting' : 'watched-waiting'
  if (!ofUnit) return 'watched'
  if (now.returned) return 'supplement'
  return now.at > now.due ? 'overdue' : 'before'
}

/** Whether it is for its reader to do something about: members and leaders are only told. */
const isOwn = ({ nudge }: Pick<NudgeItem, 'nudge'>) => nudge.as === 'reporter' || nudge.as === 'head'

const BUTTONS = 4

function buttonsOf(items: readonly NudgeItem[], { policy, locale, now }: NudgeWording): unknown[] {
  const own = items.filter(isOwn)
  const watched = [...new Set(items.filter(item => !isOwn(item)).map(({ campaign }) => campaign.id))]
  const buttons: unknown[] = own.map(({ nudge, obligation, campaign }) => {
    const waiting = standing(obligation, now).phase === 'waiting-at-head'
    if (waiting && nudge.as === 'head') return button(nudging.approve[locale](), { act: 'open-waiting', obligation: obligation.id })
    const title = own.length === 1 ? nudging.open[locale]() : nudging.openOf[locale]({ title: campaign.title[locale] })
    return button(title, { act: 'open', obligation: obligation.id })
  })
  for (const campaign of watched) buttons.push(button(nudging.late[locale](), { act: 'late', campaign, at: now, from: 0 }))
  const soft = items.some(({ nudge, campaign, obligation }) => isSoft(nudge, policy, campaign, obligation.level))
  return [...buttons.slice(0, BUTTONS), ...(soft ? [button(nudging.tomorrow[locale](), { act: 'snooze' })] : [])]
}

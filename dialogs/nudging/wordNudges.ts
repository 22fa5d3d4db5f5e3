import type { NudgeItem } from '#app/recheckItems.ts'
import { isSoft } from '#domain/nudge/recheck.ts'
import { rulesFor, type NudgePolicy, type Situation } from '#domain/nudge/policy.ts'
import { dueNow, standing, type Standing } from '#domain/standing.ts'
import type { Directory } from '#domain/directory.ts'
import type { Calendar } from '#domain/time/calendar.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { Locale, Outgoing } from '#ports/channel.ts'
import { actionsCard, button, textCard } from '../cards/buttons.ts'
import { plainText } from '../cards/plainText.ts'
import { nudging } from '../phrases/nudging.ts'
import { listed } from '../phrases/phrase.ts'
import { sayInstantFully, sayRemaining } from '../phrases/when.ts'

/** What nudges are worded from. */
export interface NudgeWording {
  policy: NudgePolicy
  calendar: Calendar
  directory: Directory
  now: Instant
  locale: Locale
}

/** Lines of one message, and units named in one line; a chair of a large organisation gets the list by a button. */
const SAID = 10
const NAMED = 6

/**
 * One message of all nudges of one person, as things stand now, with the next step as a button. It is a single activity in every channel: a card alone where
 * text and card would be split, the text with buttons under it elsewhere.
 */
export function wordNudges(items: readonly NudgeItem[], wording: NudgeWording, { repeat, channel, inGroup }: { repeat: boolean; channel: string; inGroup: boolean }): Outgoing {
  const { locale, directory } = wording
  const said = linesOf(items, wording)
  const lines = said.slice(0, SAID).map(({ line }) => line)
  const [one, many] = items.some(isOwn) ? [nudging.one, nudging.many] : [nudging.oneWatched, nudging.manyWatched]
  // What others read along says whom it is for.
  const to = inGroup ? directory.person(items[0]!.nudge.person)?.name ?? null : null
  const head = lines.length === 1 ? one[locale]({ to, line: lines[0]! }) : many[locale]({ to, count: items.length })
  const bullets = lines.length === 1 ? [] : lines.map(line => `• ${line}`)
  const unsaid = said.slice(SAID).reduce((sum, { count }) => sum + count, 0)
  if (unsaid > 0) bullets.push(nudging.rest[locale]({ count: unsaid }))
  const paragraphs = [(repeat ? nudging.repeat[locale]() : '') + head, ...bullets]
  const text = paragraphs.join('\n')
  // What others read along is no place for one person's buttons.
  const buttons = inGroup ? [] : buttonsOf(items, wording)
  if (channel === 'msteams') return { text, card: textCard(paragraphs.map((paragraph, nth) => ({ text: plainText(paragraph), ...(nth === 0 && bullets.length > 0 ? { weight: 'Bolder' as const } : {}) })), buttons) }
  return { text, ...(buttons.length > 0 ? { card: actionsCard(buttons) } : {}) }
}

/** The lines of a message and how many items each says: one of its own for what its reader has to do, one for all units watched of which the same is to be said. */
function linesOf(items: readonly NudgeItem[], wording: NudgeWording): { line: string; count: number }[] {
  const alike = new Map<string, { wanting: (units: string) => string; units: string[] }>()
  for (const item of items) {
    const { wanting, unit } = inWords(item, wording)
    const key = isOwn(item) ? item.nudge.id : wanting('')
    const line = alike.get(key)
    if (line) line.units.push(unit)
    else alike.set(key, { wanting, units: [unit] })
  }
  const { locale } = wording
  return [...alike.values()].map(({ wanting, units }) => ({
    line: wanting(listed([...units.slice(0, NAMED), ...(units.length > NAMED ? [nudging.otherUnits[locale]({ count: units.length - NAMED })] : [])], locale)),
    count: units.length,
  }))
}

/** What a nudge says, in the policy's words for how things stand now. */
export function nudgeLine(item: Worded, wording: NudgeWording): string {
  const { wanting, unit } = inWords(item, wording)
  return wanting(unit)
}

type Worded = Omit<NudgeItem, 'nudge'> & { nudge: Pick<NudgeItem['nudge'], 'as'> }

/** The words of a nudge, which want the name of its unit, or of several. */
function inWords({ nudge, obligation, campaign }: Worded, { policy, calendar, directory, now, locale }: NudgeWording): { wanting: (units: string) => string; unit: string } {
  const current = standing(obligation, now)
  const due = dueNow(current)
  const values: Record<string, string> = { title: campaign.title[locale], due: sayInstantFully(due, locale, now), remaining: sayRemaining(due, now, calendar, locale) }
  const template = rulesFor(policy, campaign, obligation.level).wording[situationOf(nudge.as, current)][locale]
  return {
    wanting: units => template.replace(/\{(\w+)\}/g, (_, place: string) => (place === 'unit' ? units : values[place] ?? '')),
    unit: directory.unit(obligation.unit)?.name ?? obligation.unit,
  }
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
  const watched = new Map(items.filter(item => !isOwn(item)).map(({ campaign }) => [campaign.id, campaign.title[locale]]))
  const buttons: unknown[] = own.map(({ nudge, obligation, campaign }) => {
    const waiting = standing(obligation, now).phase === 'waiting-at-head'
    if (waiting && nudge.as === 'head') return button(nudging.approve[locale](), { act: 'open-waiting', obligation: obligation.id })
    const title = own.length === 1 ? nudging.open[locale]() : nudging.openOf[locale]({ title: campaign.title[locale] })
    return button(title, { act: 'open', obligation: obligation.id })
  })
  for (const [campaign, title] of watched) buttons.push(button(watched.size === 1 ? nudging.late[locale]() : nudging.lateOf[locale]({ title }), { act: 'late', campaign, at: now, from: 0 }))
  const soft = items.some(({ nudge, campaign, obligation }) => isSoft(nudge, policy, campaign, obligation.level))
  return [...buttons.slice(0, BUTTONS), ...(soft ? [button(nudging.tomorrow[locale](), { act: 'snooze' })] : [])]
}

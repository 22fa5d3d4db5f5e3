import { z } from 'zod'
import { nudgeHistory } from '#app/nudgeHistory.ts'
import { previewReminders, remindUnits, type Wish } from '#app/remindUnits.ts'
import type { Campaign } from '#domain/campaign.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import { allows } from '#domain/permission.ts'
import { dueNow, standing } from '#domain/standing.ts'
import { HOUR } from '#domain/time/instant.ts'
import { fold } from '#domain/text/fold.ts'
import { campaignMeant } from '../asking/campaignMeant.ts'
import { percent } from '../asking/progress.ts'
import { actionsCard, button } from '../cards/buttons.ts'
import { common } from '../phrases/common.ts'
import { nudging } from '../phrases/nudging.ts'
import { asking, PHASES } from '../phrases/reports.ts'
import { listed } from '../phrases/phrase.ts'
import { sayInstant, sayInstantFully, sayRemaining } from '../phrases/when.ts'
import { refuse } from '../refuse.ts'
import { unitName, type Turn } from '../turn.ts'
import { nudgeLine } from './wordNudges.ts'

/** Units said in one preview or list. */
const ROWS = 10
/** Names in a sentence. */
const NAMES = 6

/** "Nhắc các đơn vị chưa nộp": shows who would get what before anything is sent. "Đã nhắc những ai?": what became of it. */
export async function askRemind(turn: Turn, understood: Understood): Promise<void> {
  const receiver = committeeOf(turn)
  if (receiver === undefined) {
    const unit = turn.directory.capacities(turn.person.id, turn.day)[0]?.unit
    return refuse(turn, 'remind', { unit: unit ? turn.directory.unit(unit)?.parent ?? unit : '' })
  }
  const campaign = (await campaignMeant(turn, understood)).campaigns[0]
  if (!campaign) return turn.say(asking.noSuchCampaign, undefined)
  turn.focus.about.campaign = campaign.id
  const unit = eachOf(understood.entities.unit)[0]?.id
  const level = eachOf(understood.entities.level)[0]
  if (turn.incoming.kind === 'text' && asksWhatWasDone(turn.incoming.text)) return showHistory(turn, campaign, receiver, unit)
  return showPreview(turn, { campaign, receiver, ...(level ? { level } : {}), ...(unit ? { unit } : {}) })
}

function asksWhatWasDone(text: string): boolean {
  const said = fold(text)
  return /\bda (?:gui )?(?:loi )?(?:duoc )?(?:nhac|don doc)\b|\bduoc nhac\b|\b(?:was|were|been|got) reminded\b/.test(said) && !/\bse\b|\bwould\b/.test(said)
}

/** The committee for which the person may remind units. */
function committeeOf(turn: Turn): string | undefined {
  return turn.directory.capacities(turn.person.id, turn.day).find(({ role, delegation }) => allows(role, delegation ? 'delegated' : 'own', 'remind'))?.unit
}

async function showPreview(turn: Turn, wish: Wish): Promise<void> {
  const { locale, store, directory, calendar, policy } = turn
  const { at, reminders, told, nobody } = await previewReminders(store, { policy, calendar, directory }, wish, turn.at)
  const title = wish.campaign.title[locale]
  const people = new Set(reminders.flatMap(one => one.people.map(({ person }) => person))).size
  const names = (units: { unit: string }[]) => ({ units: units.slice(0, NAMES).map(one => unitName(turn, one.unit)), more: Math.max(0, units.length - NAMES) })
  const lines: string[] = []
  if (reminders.length === 0) lines.push(nudging.nobodyOwes[locale]({ title }))
  else {
    lines.push(nudging.preview[locale]({ title, units: reminders.length, people, when: at === turn.at ? null : sayInstantFully(at, locale, turn.at) }))
    for (const { obligation, people: to } of reminders.slice(0, ROWS)) {
      const current = standing(obligation, turn.at)
      lines.push(nudging.previewRow[locale]({
        unit: unitName(turn, obligation.unit), people: listed(to.map(({ person }) => shortName(turn, person)), locale),
        state: `${PHASES[current.phase][locale]}, ${sayRemaining(dueNow(current), turn.at, calendar, locale)}`,
      }))
    }
    if (reminders.length > ROWS) lines.push(nudging.moreUnits[locale]({ count: reminders.length - ROWS }))
    const { obligation, people: [first] } = reminders[0]!
    const example = nudgeLine({ nudge: first!, obligation, campaign: wish.campaign }, { policy, calendar, directory, now: at, locale })
    lines.push(nudging.previewText[locale]({ text: nudging.one[locale]({ to: null, line: example }) }))
  }
  if (told.length > 0) lines.push(nudging.previewTold[locale](names(told)))
  if (nobody.length > 0) lines.push(nudging.previewNobody[locale](names(nobody)))
  const press = { act: 'remind', campaign: wish.campaign.id, ...(wish.level ? { level: wish.level } : {}), ...(wish.unit ? { unit: wish.unit } : {}) }
  turn.tell(lines.join('\n'), reminders.length === 0 ? {} : { card: actionsCard([button(nudging.confirm[locale]({ people }), press), button(nudging.notNow[locale](), { act: 'cancel' })]) })
}

/** A person's post without the unit, which stands before it. */
function shortName(turn: Turn, person: string): string {
  return (turn.directory.person(person)?.name ?? person).split(',')[0]!
}

const pressed = z.object({ campaign: z.string(), level: z.string().optional(), unit: z.string().optional() })

/** The preview's button: everything is looked at anew. */
export async function confirmRemind(turn: Turn, press: unknown): Promise<void> {
  const read = pressed.safeParse(press)
  const campaign = read.success ? await turn.work.get('campaign', read.data.campaign) : undefined
  if (!read.success || !campaign) return turn.say(common.gone, undefined)
  const receiver = committeeOf(turn)
  if (receiver === undefined) return refuse(turn, 'remind', { unit: turn.directory.capacities(turn.person.id, turn.day)[0]?.unit ?? '' })
  const { locale, policy, calendar, directory } = turn
  const { level, unit } = read.data
  const { at, units, people } = await remindUnits(turn.work, turn.store, { policy, calendar, directory }, { campaign, receiver, ...(level ? { level } : {}), ...(unit ? { unit } : {}) })
  if (people === 0) return turn.say(nudging.askedAgain, undefined)
  turn.say(nudging.asked, { units, people, when: at === turn.work.now ? null : sayInstantFully(at, locale, turn.at) })
}

async function showHistory(turn: Turn, campaign: Campaign, receiver: string, unit: string | undefined): Promise<void> {
  const { locale } = turn
  const { rows, delivered, waiting, unreachable } = await nudgeHistory(turn.store, { campaign: campaign.id, receiver, at: turn.at, ...(unit ? { unit } : {}) })
  const title = campaign.title[locale]
  if (rows.length === 0 && waiting === 0) return turn.say(nudging.neverNudged, { title })
  const lines = [nudging.history[locale]({ title, nudged: rows.length, delivered, waiting, unreachable, helped: percent(rows.filter(row => row.helped).length, rows.length, locale) })]
  for (const row of rows.slice(0, ROWS)) {
    const after = !row.delivered ? nudging.notDelivered[locale]()
      : row.filedAfter !== null ? nudging.filedAfter[locale]({ hours: Math.max(1, Math.round(row.filedAfter / HOUR)) })
      : row.filed ? '' : nudging.notFiled[locale]()
    lines.push(nudging.historyRow[locale]({ unit: unitName(turn, row.unit), last: sayInstant(row.last, locale, turn.at), times: row.times, after }))
  }
  if (rows.length > ROWS) lines.push(nudging.moreUnits[locale]({ count: rows.length - ROWS }))
  turn.tell(lines.join('\n'))
}

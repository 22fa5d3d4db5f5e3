import { boundChannels } from '#app/destination.ts'
import { chooseHour, hourOf, preferNudges, snoozeNudges } from '#app/preferNudges.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import { allows } from '#domain/permission.ts'
import { addWorkingDays } from '#domain/time/calendar.ts'
import { addDays, type Day } from '#domain/time/instant.ts'
import { fold } from '#domain/text/fold.ts'
import { nudging as phrases } from '../phrases/nudging.ts'
import { sayInstantFully } from '../phrases/when.ts'
import type { Turn } from '../turn.ts'

/** Hours meant by parts of the day. */
const MORNING = '08:00'
const AFTERNOON = '14:00'

const ON_AGAIN = /\bbat lai\b|\bbat (?:nhac|thong bao)\b|\bmo lai\b|\bback on\b|\bturn on\b|\bresume\b/
const IN_CHANNEL = /\bkenh\b|\bnhom chung\b|\bchannel\b/
const NOT_IN_CHANNEL = /\b(?:dung|khong|thoi) nhac (?:o |trong |qua )?(?:kenh|nhom)\b|\bnot in the channel\b/
const IN_CHAT = /\bnha[cn] rieng\b|\bin private\b|\bprivately\b/
const UNITS = /\bdon doc\b|\bcac don vi\b|\bdon vi (?:toi|em|minh)\b|\bthe units\b/
const LATER = /\bmai\b|\bchieu nay\b|\bsau\b|\blat nua\b|\bluc khac\b|\bhoan\b|\btam (?:dung|ngung)\b|\bngay nua\b|\bim lang den\b|\blater\b|\btomorrow\b|\bsnooze\b|\buntil\b/
const HOUR_ONLY = /\b(?:doi|chon|dat) gio\b|\bgio nhac\b|\bchi nhac\b|\bbuoi (?:sang|chieu)\b|\breminder time\b|\bin the (?:morning|afternoon)\b/

/** "Đừng nhắc nữa", "mai nhắc lại", "đổi giờ nhắc sang 9h", "nhắc trong kênh": does what can be done and says what cannot. */
export async function snooze(turn: Turn, understood: Understood): Promise<void> {
  const said = turn.incoming.kind === 'text' ? fold(turn.incoming.text) : ''
  const day = eachOf(understood.entities.date)[0]
  const time = eachOf(understood.entities.time)[0] ?? plainHour(said)
  if (ON_AGAIN.test(said)) {
    const { hour } = await preferNudges(turn.work, turn.person.id, { stopped: false, snoozedUntil: turn.work.now })
    return turn.say(phrases.resumed, { hour: hour ?? turn.policy.hour })
  }
  if (IN_CHANNEL.test(said) && !NOT_IN_CHANNEL.test(said)) return toChannel(turn)
  if (NOT_IN_CHANNEL.test(said) || IN_CHAT.test(said)) {
    await preferNudges(turn.work, turn.person.id, { where: 'chat' })
    return turn.say(phrases.inChat, undefined)
  }
  if (UNITS.test(said) || eachOf(understood.entities.unit).length > 0) return turn.say(phrases.notForUnits, { decides: decidesFor(turn) })
  const part = /\bchieu\b|\bafternoon\b/.test(said) ? AFTERNOON : /\bsang\b|\bmorning\b/.test(said) ? MORNING : undefined
  if (HOUR_ONLY.test(said) && day === undefined) return toHour(turn, time ?? part ?? MORNING)
  if (day !== undefined || LATER.test(said)) return until(turn, day ?? addDays(turn.day, /\bchieu nay\b/.test(said) ? 0 : 1), time ?? part)
  if (time !== undefined || part !== undefined) return toHour(turn, time ?? part!)
  await preferNudges(turn.work, turn.person.id, { stopped: true })
  turn.say(phrases.stopped, undefined)
}

/** Whether the person may extend and waive what units owe. */
function decidesFor({ directory, person, day }: Turn): boolean {
  return directory.capacities(person.id, day).some(({ role, delegation }) => allows(role, delegation ? 'delegated' : 'receiving', 'grant-extension'))
}

/** "at 8": an hour alone, which only here can be nothing else. */
function plainHour(said: string): string | undefined {
  const [, hour, half] = /\b(?:at|luc) (\d{1,2}) ?(am|pm)?\b/.exec(said) ?? []
  if (hour === undefined) return undefined
  const hours = Number(hour) + (half === 'pm' && Number(hour) < 12 ? 12 : 0)
  return hours < 24 ? `${String(hours).padStart(2, '0')}:00` : undefined
}

/** The button under a nudge: the next working day. */
export function snoozeUntilTomorrow(turn: Turn): Promise<void> {
  return until(turn, addWorkingDays(turn.calendar, turn.day, 1))
}

async function until(turn: Turn, day: Day, hour?: string): Promise<void> {
  // A day that has passed means the next one that has not.
  const from = day < turn.day ? addDays(turn.day, 1) : day
  const snoozed = await snoozeNudges(turn.work, turn, turn.person.id, { day: from, ...(hour ? { hour } : {}) })
  turn.say(phrases.snoozed, { until: sayInstantFully(snoozed.until, turn.locale, turn.at), count: snoozed.count })
}

async function toHour(turn: Turn, hour: string): Promise<void> {
  const within = await chooseHour(turn.work, turn, turn.person.id, hour)
  const { from, to } = turn.policy.window
  turn.say(phrases.hour, { hour: await hourOf(turn.work, turn, turn.person.id), moved: within !== hour, from, to })
}

async function toChannel(turn: Turn): Promise<void> {
  const committees = new Set((await boundChannels(turn.store)).values())
  const theirs = turn.directory.capacities(turn.person.id, turn.day).map(({ unit }) => turn.directory.unit(unit)?.parent ?? unit)
  if (!theirs.some(committee => committees.has(committee))) return turn.say(phrases.noChannel, undefined)
  await preferNudges(turn.work, turn.person.id, { where: 'channel' })
  turn.say(phrases.inChannel, undefined)
}

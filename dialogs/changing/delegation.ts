import { delegate, endDelegation } from '#app/delegate.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import type { Person, Role } from '#domain/person.ts'
import { fold, syllables } from '#domain/text/fold.ts'
import { addDays, weekday, type Day } from '#domain/time/instant.ts'
import { askBack } from '../hearText.ts'
import { changing } from '../phrases/changing.ts'
import { ROLE_NAMES } from '../phrases/roles.ts'
import { sayDay } from '../phrases/when.ts'
import { unitName, type Turn } from '../turn.ts'

/** Roles somebody may let another exercise. */
const DELEGABLE: Role[] = ['head', 'reporter', 'secretariat']

/** Whose work a message wants to be done by another: "việc của thủ trưởng". */
const WORK_OF: [RegExp, Role][] = [
  [/(?:viec|vai tro|quyen)(?: cua)? (?:thu truong|vien truong|lanh dao)|role of (?:the )?head/, 'head'],
  [/(?:viec|vai tro|quyen)(?: cua)? (?:to )?thu ky|role of (?:the )?secretariat/, 'secretariat'],
  [/(?:viec|vai tro|quyen)(?: cua)? (?:can bo )?dau moi|role of (?:the )?reporter/, 'reporter'],
]

/** "Ủy quyền cho … từ 10/6 đến 14/6": own roles only, for dated time, within the unit. */
export async function askDelegation(turn: Turn, understood: Understood): Promise<void> {
  const { locale } = turn
  const said = turn.incoming.kind === 'text' ? fold(turn.incoming.text) : ''
  if (/(?:ket thuc|huy|dung|thoi|thu hoi|cham dut|end|stop|cancel|revoke).*(?:uy quyen|delegat)/.test(said)) return endOwn(turn)
  const wanted = WORK_OF.find(([words]) => words.test(said))?.[1]
  const own = turn.directory.holdings(turn.person.id, turn.day).filter(one => DELEGABLE.includes(one.role))
  const holding = own.find(one => wanted === undefined || one.role === wanted)
  if (!holding && own.length > 0) return turn.say(changing.delegateOwnOnly, undefined)
  const others = holding ? colleagues(turn, holding.unit) : []
  if (!holding || others.length === 0) return turn.say(changing.nobodyToDelegate, undefined)
  const best = Math.max(...others.map(person => mentioned(said, person)))
  const named = best < 0.5 ? [] : others.filter(person => mentioned(said, person) === best)
  const to = named.length === 1 ? named[0]! : others.length === 1 ? others[0]! : undefined
  const told = daysSaid(turn, understood)
  const days = told.length === 1 && isRange(turn) ? [told[0]!, told[0]!] : told
  if (!to) {
    return askBack(turn, '', others.slice(0, 6).map(person => ({ title: person.name, press: { act: 'delegate', to: person.id, role: holding.role, unit: holding.unit, ...dates(days) } })), changing.delegateWhom[locale]())
  }
  return takeDelegation(turn, { to: to.id, role: holding.role, unit: holding.unit, ...dates(days) })
}

/** The days a message names; a whole week, where it names no day: "tuần sau", "một tuần". */
function daysSaid(turn: Turn, understood: Understood): Day[] {
  const days = eachOf(understood.entities.date)
  const said = turn.incoming.kind === 'text' ? fold(turn.incoming.text) : ''
  if (days.length > 0) return days
  if (/\btuan (?:toi|sau|ke tiep)\b|\bnext week\b/.test(said)) {
    const monday = addDays(turn.day, (8 - weekday(turn.day)) % 7 || 7)
    return [monday, addDays(monday, 6)]
  }
  return /\b(?:1|mot) tuan\b|\b(?:a|one|1) week\b/.test(said) ? [turn.day, addDays(turn.day, 6)] : []
}

/** The two days as they were said; "từ 28/12 đến 3/1" ends in the year after. What is the wrong way round is told, not turned. */
function dates(days: Day[]): { start?: Day; end?: Day } {
  const [start, end] = [days[0], days.at(-1)]
  if (start === undefined || end === undefined || days.length < 2) return {}
  const later = addDays(end, 365)
  return { start, end: end < start && addDays(start, 180) > later ? later : end }
}

/** Everybody else with a role in the unit, now. */
function colleagues(turn: Turn, unit: string): Person[] {
  return turn.directory.people().filter(person => person.id !== turn.person.id && turn.directory.holdings(person.id, turn.day).some(one => one.unit === unit))
}

/** How much of the words of somebody's post a message says, 0 to 1: "Tổ Thư ký" is half of "Tổ Thư ký Ban Chỉ đạo". */
function mentioned(said: string, person: Person): number {
  const post = syllables(fold(person.name.split(',')[0]!))
  const words = new Set(syllables(said))
  return post.filter(word => words.has(word)).length / Math.max(1, post.length)
}

/** Delegates when it has its dates, else asks for them. */
export function takeDelegation(turn: Turn, { to, role, unit, start, end }: { to: string; role: Role; unit: string; start?: Day; end?: Day }): void {
  const { locale } = turn
  const name = turn.directory.person(to)?.name ?? to
  const holds = turn.directory.holdings(turn.person.id, turn.day).some(one => one.role === role && one.unit === unit)
  if (!holds || !colleagues(turn, unit).some(person => person.id === to)) return turn.say(changing.nobodyToDelegate, undefined)
  if (start === undefined || end === undefined) {
    turn.focus.topic = { kind: 'delegating', to, role, unit }
    return turn.say(changing.delegateDates, { to: name, role: ROLE_NAMES[role][locale] })
  }
  const done = delegate(turn.work, { to, role, unit, start, end })
  if (!done.ok) {
    turn.focus.topic = { kind: 'delegating', to, role, unit }
    return turn.say(changing.delegationWrong, undefined)
  }
  turn.focus.topic = { kind: 'idle' }
  turn.say(changing.delegated, {
    to: name, role: ROLE_NAMES[role][locale], unit: unitName(turn, unit), start: sayDay(start, locale, turn.at), end: sayDay(end, locale, turn.at),
  })
}

/** The dates of a delegation awaited have come: two days, or one for today until then. */
export function takeDates(turn: Turn, understood: Understood): void {
  const { topic } = turn.focus
  if (topic.kind !== 'delegating') return
  const days = daysSaid(turn, understood)
  const end = days.at(-1)
  takeDelegation(turn, { to: topic.to, role: topic.role, unit: topic.unit, ...(days.length === 1 && end !== undefined ? { start: isRange(turn) ? end : turn.day, end } : dates(days)) })
}

/** "Từ 12/6 đến 12/6" is one day, "đến 12/6" from today until then. */
function isRange({ incoming }: Turn): boolean {
  return incoming.kind === 'text' && /(?:^| )(?:tu|from) .*\d.* (?:den|to|until) .*\d|(?:^| )(?:trong |on )?ngay \d/.test(fold(incoming.text))
}

async function endOwn(turn: Turn): Promise<void> {
  const mine = (await turn.work.find('delegation', 'from', turn.person.id)).filter(one => one.end >= turn.day)
  if (mine.length === 0) return turn.say(changing.noDelegation, undefined)
  for (const one of mine) endDelegation(turn.work, one, addDays(turn.day, -1))
  turn.say(changing.delegationEnded, { to: mine.map(one => turn.directory.person(one.to)?.name ?? one.to).join(', ') })
}

import { delegate, endDelegation } from '#app/delegate.ts'
import { eachOf, type Understood } from '#domain/language/understood.ts'
import type { Person, Role } from '#domain/person.ts'
import { fold, syllables } from '#domain/text/fold.ts'
import { addDays, type Day } from '#domain/time/instant.ts'
import { askBack } from '../hearText.ts'
import { changing, ROLE_NAMES } from '../phrases/changing.ts'
import { sayDay } from '../phrases/when.ts'
import { unitName, type Turn } from '../turn.ts'

/** Roles somebody may let another exercise. */
const DELEGABLE: Role[] = ['head', 'reporter', 'secretariat']

/** "Ủy quyền cho … từ 10/6 đến 14/6": own roles only, for dated time, within the unit. */
export async function askDelegation(turn: Turn, understood: Understood): Promise<void> {
  const { locale } = turn
  const said = turn.incoming.kind === 'text' ? fold(turn.incoming.text) : ''
  if (/(?:ket thuc|huy|dung|thoi|thu hoi|cham dut|end|stop|cancel|revoke).*(?:uy quyen|delegat)/.test(said)) return endOwn(turn)
  const holding = turn.directory.holdings(turn.person.id, turn.day).find(one => DELEGABLE.includes(one.role))
  const others = holding ? colleagues(turn, holding.unit) : []
  if (!holding || others.length === 0) return turn.say(changing.nobodyToDelegate, undefined)
  const named = others.filter(person => mentions(said, person))
  const to = named.length === 1 ? named[0]! : others.length === 1 ? others[0]! : undefined
  const days = eachOf(understood.entities.date)
  if (!to) {
    return askBack(turn, '', others.slice(0, 6).map(person => ({ title: person.name, press: { act: 'delegate', to: person.id, role: holding.role, unit: holding.unit, ...dates(days) } })), changing.delegateWhom[locale]())
  }
  return takeDelegation(turn, { to: to.id, role: holding.role, unit: holding.unit, ...dates(days) })
}

function dates(days: Day[]): { start?: Day; end?: Day } {
  const sorted = days.toSorted()
  return sorted.length >= 2 ? { start: sorted[0]!, end: sorted.at(-1)! } : {}
}

/** Everybody else with a role in the unit, now. */
function colleagues(turn: Turn, unit: string): Person[] {
  return turn.directory.people().filter(person => person.id !== turn.person.id && turn.directory.holdings(person.id, turn.day).some(one => one.unit === unit))
}

/** Whether a message names somebody: enough of the words of their post. */
function mentions(said: string, person: Person): boolean {
  const post = syllables(fold(person.name.split(',')[0]!))
  const words = new Set(syllables(said))
  return post.every(word => words.has(word))
}

/** Delegates when it has its dates, else asks for them. */
export function takeDelegation(turn: Turn, { to, role, unit, start, end }: { to: string; role: Role; unit: string; start?: Day; end?: Day }): void {
  const { locale } = turn
  const name = turn.directory.person(to)?.name ?? to
  const holds = turn.directory.holdings(turn.person.id, turn.day).some(one => one.role === role && one.unit === unit)
  if (!holds || !colleagues(turn, unit).some(person => person.id === to)) return turn.say(changing.nobodyToDelegate, undefined)
  if (start === undefined || end === undefined) {
    turn.focus.topic = { kind: 'delegating', to, role, unit }
    return turn.say(changing.delegateDates, { to: name, role: ROLE_NAMES[role]![locale] })
  }
  const done = delegate(turn.work, { to, role, unit, start, end })
  if (!done.ok) {
    turn.focus.topic = { kind: 'delegating', to, role, unit }
    return turn.say(changing.delegationWrong, undefined)
  }
  turn.focus.topic = { kind: 'idle' }
  turn.say(changing.delegated, {
    to: name, role: ROLE_NAMES[role]![locale], unit: unitName(turn, unit), start: sayDay(start, locale, turn.at), end: sayDay(end, locale, turn.at),
  })
}

/** The dates of a delegation awaited have come: two days, or one for today until then. */
export function takeDates(turn: Turn, understood: Understood): void {
  const { topic } = turn.focus
  if (topic.kind !== 'delegating') return
  const days = eachOf(understood.entities.date).toSorted()
  const start = days.length >= 2 ? days[0]! : turn.day
  const end = days.at(-1)
  takeDelegation(turn, { to: topic.to, role: topic.role, unit: topic.unit, ...(end === undefined ? {} : { start, end }) })
}

async function endOwn(turn: Turn): Promise<void> {
  const mine = (await turn.work.find('delegation', 'from', turn.person.id)).filter(one => one.end >= turn.day)
  if (mine.length === 0) return turn.say(changing.noDelegation, undefined)
  for (const one of mine) endDelegation(turn.work, one, addDays(turn.day, -1))
  turn.say(changing.delegationEnded, { to: mine.map(one => turn.directory.person(one.to)?.name ?? one.to).join(', ') })
}

import type { Campaign } from '#domain/campaign.ts'
import type { Event, Obligation } from '#domain/obligation.ts'
import type { Monitoring, Person, Role } from '#domain/person.ts'
import { withEvent } from '#domain/standing.ts'
import { instantOf, type Day, type Instant } from '#domain/time/instant.ts'
import type { Unit } from '#domain/unit.ts'

/** The steering committee's own unit in {@link organisation}. */
export const TOP = 'toi-cao'
const FOUNDED = '2025-01-01'

/** An organisation of a size one chooses: units under one committee, each with a reporter and a head, followed by members in equal shares. */
export function organisation(count: number, members = 3): { units: Unit[]; people: Person[]; monitorings: Monitoring[] } {
  const unit = (id: string, parent: string | null): Unit => ({
    id, name: parent ? `Đơn vị ${id}` : 'VKSND tối cao', short: id, codes: [], level: parent ? 'cap-tinh' : 'toi-cao', parent, reports: parent !== null,
    from: FOUNDED, to: null, predecessors: [], successor: null,
  })
  const person = (role: Role, of: string, nth = 0): Person => ({
    id: `${role}${nth || ''}.${of}`, aadObjectId: `aad-${role}${nth}-${of}`, name: `${role} ${of}`, roles: [{ role, unit: of, from: FOUNDED, to: null }],
  })
  const ids = Array.from({ length: count }, (_, nth) => `dv-${nth}`)
  return {
    units: [unit(TOP, null), ...ids.map(id => unit(id, TOP))],
    people: [
      person('secretariat', TOP), person('chair', TOP), ...Array.from({ length: members }, (_, nth) => person('member', TOP, nth + 1)),
      ...ids.flatMap(id => [person('reporter', id), person('head', id)]),
    ],
    monitorings: ids.map((id, nth) => ({ id: `m-${id}`, person: `member${(nth % members) + 1}.${TOP}`, unit: id, from: FOUNDED, to: null })),
  }
}

/** A campaign due at 16:00 of a day, opened 60 days before unless said. */
export function campaignDue(id: string, day: Day, openedAt: Instant = instantOf(day) - 60 * 86_400_000): Campaign {
  return { id, form: 'so-ket-6-thang', title: { vi: `Đợt ${id}`, en: `Campaign ${id}` }, window: { from: '2025-12-01', to: '2026-05-31' }, due: instantOf(day, '16:00'), openedAt, closedAt: null }
}

/** What units owe in a campaign, nothing done yet. */
export function owedBy(units: readonly Unit[], campaign: Campaign): Obligation[] {
  return units.filter(unit => unit.parent !== null).map(unit => ({
    id: `${campaign.id}.${unit.id}`, campaign: campaign.id, unit: unit.id, receiver: unit.parent!, level: unit.level, due: campaign.due,
    events: [{ kind: 'opened', at: campaign.openedAt, recordedAt: campaign.openedAt, by: 'import' }],
  }))
}

type Untold<E> = E extends Event ? Omit<E, 'at' | 'recordedAt' | 'by'> : never
/** An event but for when it happened and through whom. */
export type Told = Untold<Event>

/** An obligation after something happened to it and was recorded at once. */
export function afterEvent(obligation: Obligation, event: Told, at: Instant): Obligation {
  return withEvent(obligation, { ...event, at, recordedAt: at, by: 'x' } as Event)
}

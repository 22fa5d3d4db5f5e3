import { addDays, dayOf } from '#domain/time/instant.ts'
import { existsOn, type Unit } from '#domain/unit.ts'
import { changeCampaign } from './campaigns.ts'
import type { ChangeOptions, ChangePlan, ChangeProblem, ChangeRecords, NewUnit, UnitChange } from './change.ts'
import { changeDelegations, changeMonitorings, changePeople } from './followers.ts'

/**
 * Plans changes of units that take effect on one day, by the rules for units that change in mid-campaign: unfiled obligations of open campaigns close as merged
 * and what carries the unit on owes one, due at the latest of theirs; what was filed stays. Nothing recorded before `at` is altered, so that questions as of
 * earlier instants give the answers they gave. Units below an ending one follow it, unless the change says otherwise.
 */
export function planUnitChange(records: ChangeRecords, changes: readonly UnitChange[], options: ChangeOptions): { ok: true; plan: ChangePlan } | { ok: false; problems: ChangeProblem[] } {
  const problems = problemsOf(records, changes, options)
  if (problems.length > 0) return { ok: false, problems }
  const plan: ChangePlan = {
    from: options.from, units: [], obligations: [], drafts: [], people: [], monitorings: [], delegations: [], notes: [],
    written: { unit: new Map(), person: new Map(), monitoring: new Map(), delegation: new Map(), obligation: new Map(), draft: new Map() },
  }
  const carriers = changeUnits(plan, records, changes, options)
  changePeople(plan, records, carriers, options)
  changeMonitorings(plan, records, carriers, options)
  changeDelegations(plan, records, carriers, options)
  for (const campaign of records.campaigns.values()) {
    const open = campaign.openedAt <= options.at && (campaign.closedAt === null || campaign.closedAt > options.at)
    if (open) changeCampaign(plan, records, campaign.id, carriers, options)
  }
  return { ok: true, plan }
}

function problemsOf({ units }: ChangeRecords, changes: readonly UnitChange[], { from, at }: ChangeOptions): ChangeProblem[] {
  const problems: ChangeProblem[] = []
  const say = (problem: ChangeProblem['problem'], unit: string) => problems.push({ problem, unit })
  const ending = new Set<string>()
  const begun = new Set<string>()
  // A change is done from its day on: until then reports go on being filed by the units that there are.
  if (from > dayOf(at)) say('future', from)
  for (const change of changes) {
    if (change.ending.length === 0 || change.into.length === 0) say('nothing', change.ending[0] ?? '')
    for (const id of change.ending) {
      const unit = units.get(id)
      if (!unit) say('unknown-unit', id)
      else if (unit.to !== null) say('ended', id)
      else if (unit.from >= from) say('too-young', id)
      if (ending.has(id)) say('twice', id)
      ending.add(id)
    }
    for (const one of change.into) {
      if (typeof one === 'string') {
        const unit = units.get(one)
        if (!unit) say('unknown-unit', one)
        else if (!existsOn(unit, from) || unit.to !== null) say('ended', one)
      } else if (units.has(one.id) || begun.has(one.id)) say('taken', one.id)
      else begun.add(one.id)
    }
  }
  // What is below an ending unit follows it from that day, so it must have been there before.
  for (const unit of units.values()) if (unit.to === null && unit.from >= from && !ending.has(unit.id) && isBelow(units, unit, ending)) say('too-young', unit.id)
  const principal = new Map(changes.flatMap(({ ending: ends, into }) => ends.map(id => [id, into[0] && idOf(into[0])] as const)))
  for (const { into } of changes) {
    for (const one of into) {
      if (typeof one === 'string' && ending.has(one)) say('into-itself', one)
      if (typeof one === 'string' || one.parent === null) continue
      if (!units.has(one.parent) && !begun.has(one.parent)) say('unknown-parent', one.parent)
      // Carried on by the very unit that is to stand below it.
      if (principal.get(one.parent) === one.id) say('into-itself', one.id)
    }
  }
  return problems
}

/** Whether one of these units stands above a unit, with none between that has ended. */
function isBelow(units: ChangeRecords['units'], unit: Unit, above: ReadonlySet<string>): boolean {
  for (let parent = units.get(unit.parent ?? ''); parent && parent.to === null; parent = units.get(parent.parent ?? '')) if (above.has(parent.id)) return true
  return false
}

const idOf = (one: string | NewUnit) => (typeof one === 'string' ? one : one.id)

/** Ends and begins units; gives what carries each ended one on, the principal first. */
function changeUnits(plan: ChangePlan, { units }: ChangeRecords, changes: readonly UnitChange[], { from }: ChangeOptions): Map<string, string[]> {
  const carriers = new Map<string, string[]>()
  const queue = [...changes]
  for (const { ending, into } of changes) for (const id of ending) carriers.set(id, into.map(idOf))
  const written = plan.written.unit
  const now = (id: string) => written.get(id) ?? units.get(id)
  const follow = (parent: string | null) => (parent === null ? null : (carriers.get(parent)?.[0] ?? parent))

  for (const { ending, into } of queue) {
    for (const id of ending) {
      const unit = now(id)!
      const names = into.map(idOf)
      written.set(id, { ...unit, to: addDays(from, -1), successor: names.length === 1 ? names[0]! : null })
      plan.units.push({ id, name: unit.name, ends: addDays(from, -1), begins: null, into: names })
      for (const below of units.values()) {
        if (below.parent !== id || below.to !== null || carriers.has(below.id) || below.from >= from) continue
        // Its id stays its own: the one that begins is another record, as its reports so far went to another committee.
        const fresh = freshId(`${below.id}-${from.slice(0, 4)}`, candidate => units.has(candidate) || written.has(candidate))
        const { from: _from, to: _to, predecessors: _predecessors, successor: _successor, inferred: _inferred, ...kept } = below
        carriers.set(below.id, [fresh])
        queue.push({ ending: [below.id], into: [{ ...kept, id: fresh, parent: names[0]! }] })
        plan.notes.push({ kind: 'below-follows', subject: below.id, detail: [fresh, names[0]!] })
      }
    }
    for (const one of into) {
      const id = idOf(one)
      const predecessors = [...new Set([...(now(id)?.predecessors ?? []), ...ending])]
      if (typeof one === 'string') written.set(id, { ...now(id)!, predecessors })
      else {
        const before = written.get(id)
        written.set(id, before ? { ...before, predecessors } : { ...one, parent: follow(one.parent), from, to: null, predecessors, successor: null })
        if (!before) plan.units.push({ id, name: one.name, ends: null, begins: from, into: [] })
      }
    }
  }
  // A unit that goes on under one that ended in another row of the same change.
  for (const [id, unit] of written) if (unit.to === null && unit.parent !== null && carriers.has(unit.parent)) written.set(id, { ...unit, parent: follow(unit.parent) })
  return carriers
}

function freshId(wanted: string, taken: (id: string) => boolean): string {
  let id = wanted
  for (let number = 2; taken(id); number++) id = `${wanted}-${number}`
  return id
}

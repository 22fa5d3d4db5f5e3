import type { Directory } from '#domain/directory.ts'
import { reachOfConversation, reachOfPerson } from '#domain/nudge/nudge.ts'
import type { Owed } from '#domain/owed.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import type { Store } from '#ports/store.ts'

/** What the secretariat is told about people who can't be reached. */
export const UNREACHABLE = 'unreachable'
/** Milliseconds that are waited for more of the same: whoever disables the bot for one unit does it for all its people. */
const TOGETHER = 10 * 60_000
const ATTEMPTS = 8

/** Marks a conversation as one that can't be written to. */
export async function markConversation(store: Store, conversation: string, person: string | null, reason: string, now: Instant): Promise<void> {
  const id = reachOfConversation(conversation)
  await store.commit({ writes: [{ table: 'reach', id, record: { id, person, unreachable: { reason, at: now } } }] })
}

/** Marks a person as one who can't be reached, and owes it to the secretariat of their committee to say so, once until they are reached again. */
export async function markPerson(store: Store, directory: Directory, person: string, reason: string, now: Instant): Promise<void> {
  const id = reachOfPerson(person)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = await store.get('reach', id)
    if (known?.record.unreachable) return
    const record = { ...(known?.record ?? { id, person }), unreachable: { reason, at: now } }
    if ((await store.commit({ writes: [{ table: 'reach', id, record, expect: known?.rev ?? 0 }] })).ok) break
  }
  for (const secretary of secretariesOf(directory, person, now)) await tell(store, secretary, person, now)
}

function secretariesOf(directory: Directory, person: string, now: Instant): string[] {
  const day = dayOf(now)
  const units = directory.holdings(person, day).map(({ unit }) => directory.unit(unit)?.parent ?? unit)
  return [...new Set(units.flatMap(unit => directory.peopleWith('secretariat', unit, day).map(one => one.id)))].filter(one => one !== person)
}

/** Adds somebody to the notice a secretary is to get next; a new one is begun when the last is on its way. */
async function tell(store: Store, secretary: string, person: string, now: Instant): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const open = (await store.find('owed', 'person', secretary)).find(({ record: { content, claim, unsure, held } }) =>
      content.kind === 'notice' && content.about === UNREACHABLE && !claim && !unsure && !held)
    const before = open?.record.content.kind === 'notice' ? (open.record.content.params.people as string[]) : []
    if (before.includes(person)) return
    const owed: Owed = {
      ...(open?.record ?? { id: `${UNREACHABLE}|${secretary}|${now}|${person}`, conversation: null, person: secretary, at: now, attempts: 0, notBefore: now + TOGETHER }),
      content: { kind: 'notice', about: UNREACHABLE, params: { people: [...before, person] } },
    }
    if ((await store.commit({ writes: [{ table: 'owed', id: owed.id, record: owed, expect: open?.rev ?? 0 }] })).ok) return
  }
}

import type { Authority } from '#domain/authority.ts'
import { authority } from '#domain/authority.ts'
import type { Directory } from '#domain/directory.ts'
import type { Form } from '#domain/form/form.ts'
import type { NudgePolicy } from '#domain/nudge/policy.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Action } from '#domain/permission.ts'
import type { Person } from '#domain/person.ts'
import type { Calendar } from '#domain/time/calendar.ts'
import { dayOf, type Day, type Instant } from '#domain/time/instant.ts'
import type { Incoming, Locale, Outgoing, Trace } from '#ports/channel.ts'
import type { ReadDocument, ReadStatements } from '#ports/documents.ts'
import type { Files } from '#ports/files.ts'
import type { Store } from '#ports/store.ts'
import type { NewId } from '#ports/clock.ts'
import type { Phraser, Reranker } from '#ports/provisions.ts'
import type { ProvisionLibrary } from '#app/provisionLibrary.ts'
import type { Work } from '#app/work.ts'
import type { Focus } from './focus.ts'
import type { Phrase } from './phrases/phrase.ts'

/** What every conversation may rely on: data that does not change within a turn. */
export interface Surroundings {
  store: Store
  directory: Directory
  calendar: Calendar
  /** Every report type dropped into data/forms, by id. */
  forms: ReadonlyMap<string, Form>
  settings: Settings
  /** The regulations, as they can be asked about. */
  provisions: ProvisionLibrary
  /** Models that may word an answer or improve the order of what was found, where they are configured. */
  phraser?: Phraser
  reranker?: Reranker
  /** When and how people are nudged. */
  policy: NudgePolicy
  newId: NewId
  /** Files that belong to reports, and how to read them; absent where nobody sends any. */
  documents?: { files: Files; read: ReadDocument; statements: ReadStatements }
}

/** What a deployer decides. */
export interface Settings {
  /** Whether somebody who is reporter and head may approve their own report; journalled either way. */
  selfApproval: boolean
  /** Working days given for a supplement unless the receiver says otherwise. */
  supplementDays: number
  /** Whom to ask to be added to the directory. */
  contact: { vi: string; en: string }
}

/** One turn of a known person, as the dialogs see it: what was said, what is known, and where to put what is answered. */
export interface Turn extends Surroundings {
  incoming: Incoming
  work: Work
  person: Person
  locale: Locale
  /** When the server received it. */
  at: Instant
  day: Day
  /** Where the conversation stands; changing it is how a dialog moves on. */
  focus: Focus
  out: Outgoing[]
  trace: Partial<Trace>
  /** What was sent may not be kept: it has to go wherever the channel keeps a history of ours. */
  forget?: boolean
  /** Says a phrase, with a card or quick replies if any. */
  say<P>(phrase: Phrase<P>, values: P, extra?: Pick<Outgoing, 'card' | 'suggestions'>): void
  /** Says a text already worded from phrases. */
  tell(text: string, extra?: Omit<Outgoing, 'text' | 'trace'>): void
  may(action: Action, target: { unit: string; receiver?: string }): Authority | undefined
}

/** Opens a turn. */
export function openTurn(
  surroundings: Surroundings,
  { incoming, work, person, locale, focus }: { incoming: Incoming; work: Work; person: Person; locale: Locale; focus: Focus },
): Turn {
  const out: Outgoing[] = []
  const day = dayOf(incoming.receivedAt)
  return {
    ...surroundings,
    incoming, work, person, locale, focus, out, day,
    at: incoming.receivedAt,
    trace: {},
    say(phrase, values, extra) {
      out.push({ text: phrase[this.locale](values), ...extra })
    },
    tell(text, extra) {
      out.push({ text, ...extra })
    },
    may(action, target) {
      const found = authority(surroundings.directory, person.id, action, target, day)
      // What is done on the strength of this is recorded as done for the delegator.
      work.for = found?.capacity.delegation?.from
      return found
    },
  }
}

/** The form an obligation is filed in, with its campaign; undefined when the form file was taken away. */
export async function formOf(turn: Turn, obligation: Obligation) {
  const campaign = await turn.work.get('campaign', obligation.campaign)
  const form = campaign && turn.forms.get(campaign.form)
  return campaign && form ? { campaign, form } : undefined
}

/** Name of a unit as colleagues write it. */
export function unitName(turn: Pick<Turn, 'directory'>, id: string): string {
  return turn.directory.unit(id)?.name ?? id
}

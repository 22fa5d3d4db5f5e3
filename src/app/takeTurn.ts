import type { Conversation } from '#domain/conversation.ts'
import { Fault } from '#domain/fault.ts'
import type { Owed } from '#domain/owed.ts'
import type { Incoming, Outgoing, Reference } from '#ports/channel.ts'
import type { Clock } from '#ports/clock.ts'
import { readAhead, type Asked, type Reading, type Store } from '#ports/store.ts'
import { conversationId } from './conversationId.ts'
import { foreseen, type Foresight } from './foresight.ts'
import type { Lanes } from './lanes.ts'
import { isAwaited } from './outbox.ts'
import { beginWork, type Work } from './work.ts'

/** What the conversation makes of one activity: nothing is written or sent by it, only said. */
export interface Taken {
  messages: Outgoing[]
  /** The conversation's next state; `handled`, `reference` and `touchedAt` are kept by {@link takeTurn}. */
  conversation: Pick<Conversation, 'person' | 'locale' | 'focus'>
  /** The activity held what may not be kept: wherever the channel keeps a history of ours, it has to go. */
  forget?: boolean
}

/** The dialogs, seen from here. May be called again for the same activity when somebody else's change came first. */
export type Converse = (turn: { incoming: Incoming; conversation: Conversation | undefined; work: Work; person: string | undefined }) => Promise<Taken>

/** What turns are taken with. */
export interface TurnTaker {
  store: Store
  lanes: Lanes
  foresight: Foresight
  clock: Clock
  converse: Converse
  /** Person id of the sender, where the channel can be trusted to say. */
  identify(incoming: Incoming, work: Work): Promise<string | undefined>
  forget(incoming: Incoming): void
}

/** Handled ids kept with each conversation; a channel redelivers within seconds. */
const REMEMBERED = 64
/** A turn that lost this many races is a fault, not bad luck. */
const ATTEMPTS = 8

/** What a turn left owed: the reply to its sender, and notices to others. */
export interface Turned {
  person: string | undefined
  locale: Conversation['locale']
  reply: Owed | null
  /** Where the reply goes, when this very turn has just written it. */
  to?: Reference
  notices: Owed[]
  /** Whether something may have waited for the sender to write (see Outbox.sendTo). */
  awaited: boolean
}

/**
 * Takes one activity in its conversation's lane: once per activity id, stored in one commit together with its reply.
 * Resolves to what is now owed, durable; for a redelivered activity that is whatever of its reply is still owed.
 */
export async function takeTurn(taker: TurnTaker, incoming: Incoming): Promise<Turned> {
  const id = conversationId(incoming.reference)
  // In this process in arrival order; between instances one at a time, so that a turn begins with what the last one left.
  return taker.lanes.run(id, () => {
    const ahead = taker.foresight.of(id)
    return taker.store.exclusively(`conversation/${id}`, readings => take(ahead, readings), { ahead })
  })

  async function take(ahead: readonly Asked[], readings: readonly Reading[]): Promise<Turned> {
    const owedId = `${id}|${incoming.id}`
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const work = beginWork(taker.store, { at: incoming.receivedAt, now: taker.clock(), by: 'unknown', foreseen: foreseen(ahead, attempt === 1 ? readings : readAhead(taker.store, ahead)) })
      // Read once, by the work: the state a turn is taken on and the revision it is written over must be one.
      const [person, before] = await Promise.all([taker.identify(incoming, work), work.get('conversation', id)])
      if (person !== undefined) work.by = person
      const personal = person !== undefined && incoming.reference.scope === 'personal'
      if (before?.handled.includes(incoming.id)) return { person, locale: before.locale, reply: (await taker.store.get('owed', owedId))?.record ?? null, notices: [], awaited: personal }

      // Whoever owes something to a person who can be written to sends it by themselves; so what is known now is all that can be
      // waiting, except for a newcomer, who can be written to only when this turn is stored.
      const [taken, waiting] = await Promise.all([taker.converse({ incoming, conversation: before, work, person }), personal && isAwaited(work, person)])
      if (taken.forget) taker.forget(incoming)

      work.put('conversation', {
        id,
        ...taken.conversation,
        reference: incoming.reference,
        handled: [...(before?.handled ?? []).slice(1 - REMEMBERED), incoming.id],
        touchedAt: incoming.receivedAt,
      })
      const notices = work.owed
      const reply: Owed | null = taken.messages.length === 0 ? null : {
        id: owedId, conversation: id, person: null, content: { kind: 'reply', replyTo: incoming.id, messages: taken.messages }, at: work.now, attempts: 0,
      }
      if (reply) work.put('owed', reply)
      const committed = await work.commit()
      taker.foresight.keep(id, work.asked)
      if (committed.ok) return { person, locale: taken.conversation.locale, reply, to: incoming.reference, notices, awaited: waiting || (personal && before?.person !== person) }
    }
    throw new Fault('contended', `a turn of conversation ${id} lost ${ATTEMPTS} races for the records it writes`)
  }
}

import type { Taken, Converse } from '#app/takeTurn.ts'
import type { Work } from '#app/work.ts'
import { readsAsVietnamese } from '#domain/language/vietnamese.ts'
import { sensitivity } from '#domain/text/secrets.ts'
import type { Conversation } from '#domain/conversation.ts'
import type { Incoming, Locale, Outgoing } from '#ports/channel.ts'
import type { Recognizer } from '#ports/recognizer.ts'
import { forChannel } from './forChannel.ts'
import { textHash, type HashText } from './allowance.ts'
import { readFocus, type Focus } from './focus.ts'
import { common } from './phrases/common.ts'
import { filing } from './phrases/filing.ts'
import { openTurn, type Surroundings, type Turn } from './turn.ts'
import { hearFiles } from './hearFiles.ts'
import { hearText } from './hearText.ts'
import { hearPress } from './acts.ts'
import { actionsCard, button } from './cards/buttons.ts'
import { stateOf } from './trace.ts'

/** Longer messages are refused whole, said so, and nothing of them is kept. */
export const LONGEST = 20_000

/** What the conversation relies on. */
export interface ConverseOptions {
  /** Directory, forms and the rest as they are now; read anew for every turn since they may change while the service runs. */
  surroundings(work: Work): Promise<Surroundings>
  recognizer: Recognizer
  /** Salted hash: what is left of a text the person says is no concrete case. */
  hash: HashText
}

/** Milliseconds within which a second joining of the same conversation is the same event. */
const JOINED_TWICE = 60_000

/** The conversation: one activity in, what is said and where the conversation then stands out. Writes only through the turn's work. */
export function createConverse({ surroundings, recognizer, hash }: ConverseOptions): Converse {
  return async ({ incoming, conversation, work, person: personId }) => {
    const around = await surroundings(work)
    const person = personId === undefined ? undefined : around.directory.person(personId)
    const focus = readFocus(conversation?.focus)
    const locale = localeOf(incoming, conversation, focus)
    const personal = incoming.reference.scope === 'personal'
    const keep = (messages: Outgoing[], kept: Focus, spoken = locale, forget = false): Taken => ({
      messages: forChannel(messages, incoming.reference.channel), conversation: { person: personal && person ? person.id : null, locale: spoken, focus: kept }, forget,
    })

    // Teams announces an installation twice over, as installationUpdate and as conversationUpdate.
    if (incoming.kind === 'joined' && conversation && incoming.receivedAt - conversation.touchedAt < JOINED_TWICE) return keep([], focus)
    const refused = refuseSensitive(incoming, locale, focus, hash, work)
    if (refused) return keep([refused.message], { ...focus, allow: null }, locale, true)
    if (!person) return keep(incoming.kind === 'other' || incoming.kind === 'left' ? [] : [stranger(around, locale)], focus)

    const turn = openTurn(around, { incoming, work, person, locale, focus })
    await hear(turn, recognizer, hash)
    sayForWhom(turn)
    const trace = await stateOf(turn)
    return keep(turn.out.map(message => ({ ...message, trace })), turn.focus, turn.locale, turn.forget)
  }
}

/** What was done under a delegation is said to be done for the delegator; saving an answer is not worth saying each time. */
function sayForWhom(turn: Turn): void {
  const delegator = turn.work.acts.find(act => act.for !== undefined && act.action !== 'draft-saved')?.for
  const last = turn.out.at(-1)
  if (delegator === undefined || !last) return
  turn.out[turn.out.length - 1] = { ...last, text: [last.text, filing.forWhom[turn.locale]({ person: turn.directory.person(delegator)?.name ?? delegator })].filter(Boolean).join('\n') }
}

async function hear(turn: Turn, recognizer: Recognizer, hash: HashText): Promise<void> {
  const { incoming } = turn
  switch (incoming.kind) {
    case 'text': return hearText(turn, incoming.text, recognizer)
    case 'press': return hearPress(turn, incoming.data, recognizer)
    case 'files': return hearFiles(turn, incoming.files, hash)
    case 'joined': return incoming.self ? hello(turn) : undefined
    case 'left': case 'other': return undefined
  }
}

async function hello(turn: Turn): Promise<void> {
  if (turn.incoming.reference.scope !== 'personal') return turn.say(common.helloGroup, undefined)
  const { greet } = await import('./smallTalk.ts')
  return greet(turn)
}

/**
 * Vietnamese first. English is spoken where the person asked for it or switched their client to it; where only a client's language made it likely,
 * what they write decides: many an office has its Teams in English.
 */
function localeOf(incoming: Incoming, conversation: Conversation | undefined, focus: Focus): Locale {
  // In a group everybody's client has its own.
  const client = incoming.locale === undefined || incoming.reference.scope !== 'personal' ? null : incoming.locale.toLowerCase().startsWith('en') ? 'en' : 'vi'
  const before = focus.tongue ?? { client: null, chosen: false }
  const switched = client !== null && before.client !== null && client !== before.client
  const chosen = switched || before.chosen
  focus.tongue = { client: client ?? before.client, chosen }
  const likely = switched ? client : conversation?.locale ?? client ?? 'vi'
  if (likely === 'en' && !chosen && incoming.kind === 'text' && readsAsVietnamese(incoming.text)) return 'vi'
  return likely
}

function stranger(around: Surroundings, locale: Locale): Outgoing {
  return { text: common.stranger[locale]({ contact: around.settings.contact[locale] }) }
}

/** Every text of an activity, typed, in a card's inputs, or in what a button carries. */
function textsOf(incoming: Incoming): string[] {
  if (incoming.kind === 'text' || incoming.kind === 'files') return [incoming.text]
  return incoming.kind === 'press' ? textsIn(incoming.data) : []
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** The check that stands before everything else: what it refuses is neither recognised nor kept. */
function refuseSensitive(incoming: Incoming, locale: Locale, focus: Focus, hash: HashText, work: Work): { message: Outgoing } | undefined {
  for (const text of textsOf(incoming)) {
    if (text.length > LONGEST) return { message: { text: common.tooLong[locale]({ most: LONGEST }) } }
    const found = sensitivity(text)
    if (found === 'marked-secret') {
      work.act({ action: 'refused', subject: 'secret/message' })
      return { message: { text: common.secretRefused[locale]() } }
    }
    if (found === 'person-in-case' && focus.allow !== textHash(hash, text)) {
      work.act({ action: 'refused', subject: 'case/message' })
      return {
        message: {
          text: common.caseRefused[locale](),
          card: actionsCard([button(common.caseAllow[locale](), { act: 'allow-text', hash: textHash(hash, text) })]),
        },
      }
    }
  }
  return undefined
}


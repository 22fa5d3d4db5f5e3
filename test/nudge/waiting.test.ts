import { expect, it, onTestFinished } from 'vitest'
import { conversationId } from '#app/conversationId.ts'
import { readDirectory } from '#app/readDirectory.ts'
import { markConversation, markPerson, UNREACHABLE } from '#app/unreachable.ts'
import type { Owed } from '#domain/owed.ts'
import type { Reference } from '#ports/channel.ts'
import { dayOf } from '#domain/time/instant.ts'
import { chatOf, openService, wordsOf } from '../word/chat.ts'

/** A reporter's chat, and a notice for them that nobody has sent. Its sweeps are the test's to ask for. */
async function begin() {
  const service = await openService()
  onTestFinished(() => service.close())
  const chat = await chatOf(service, 'reporter', 'Bắc Ninh')
  const { store } = service.running()
  const day = dayOf(service.now())
  const directory = await readDirectory(store)
  const person = directory.peopleWith('reporter', chat.unit, day)[0]!.id
  const head = directory.peopleWith('head', chat.unit, day)[0]!
  const owed: Owed = { id: 'n', conversation: null, person, content: { kind: 'notice', about: UNREACHABLE, params: { people: [head.id] } }, at: service.now(), attempts: 0 }
  await markPerson(store, directory, head.id, 'BotNotInConversationRoster', service.now())
  const notice = { writes: [{ table: 'owed' as const, id: owed.id, record: owed }] }
  const conversation = conversationId({ channel: 'msteams', tenant: 't', conversation: `personal:${person}` } as Reference)
  return { store, chat, person, notice, told: head.name, conversation, now: service.now() }
}

it('shows what waits for somebody when they write again, after the reply', async () => {
  const { store, chat, notice, told } = await begin()
  await chat.say('xin chào')
  await store.commit(notice)
  const shown = await chat.say('xin chào')
  expect(shown.length).toBeGreaterThan(1)
  expect(shown.map(one => wordsOf([one]).includes(told))).toEqual([...shown.slice(1).map(() => false), true])
})

it('knows that somebody who writes can be reached again', async () => {
  const { store, chat, person, conversation, now } = await begin()
  await chat.say('xin chào')
  expect(await store.get('conversation', conversation)).toBeDefined()
  await markConversation(store, conversation, person, 'BotNotInConversationRoster', now)
  await chat.say('xin chào')
  expect(await store.find('reach', 'person', person)).toEqual([])
})

it('shows a newcomer what came up while their first message was answered', async () => {
  const { store, chat, notice, told } = await begin()
  const { commit } = store
  // Whoever owed it has found no conversation to send it to.
  store.commit = async change => {
    store.commit = commit
    await commit(notice)
    return commit(change)
  }
  expect(wordsOf(await chat.say('xin chào').then(shown => shown.slice(-1)))).toContain(told)
})

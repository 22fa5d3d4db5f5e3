import { setImmediate as tick } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createForesight, foreseen } from '#app/foresight.ts'
import { beginWork, type Work } from '#app/work.ts'
import { readAhead, type Asked, type Store } from '#ports/store.ts'
import { chatOf, openService, wordsOf } from '../word/chat.ts'

/** A store far away: it answers in the next round of the loop whatever was asked for in this one. `rounds` holds what each was asked for; `found` records are under each key. */
function farStore({ fails = [], found = 0 }: { fails?: string[]; found?: number } = {}) {
  const rounds: string[][] = []
  let open: string[] | undefined
  const answer = async (name: string, read: unknown) => {
    if (!open) {
      rounds.push(open = [])
      void tick().then(() => { open = undefined })
    }
    open.push(name)
    await tick()
    if (fails.includes(name)) throw new RangeError(name)
    return read
  }
  const store: Pick<Store, 'get' | 'find'> = {
    get: (table, id) => answer(`${table}/${id}`, { record: { id }, rev: 3 }) as never,
    find: (table, index, key) => answer(`${table}.${index}=${key}`, Array.from({ length: found }, (_, at) => ({ record: { id: `${key}.${at}`, [index]: key }, rev: 3 }))) as never,
  }
  return { store: store as Store, rounds }
}

/** A turn as turns are: each reading decides on the next. */
async function turn(work: Work): Promise<void> {
  await work.get('conversation', 'a')
  await work.get('obligation', 'sk.hue')
  await work.find('campaign', 'form', 'so-ket')
}

describe('what a turn is foreseen to read', () => {
  it('is what the last turn of the conversation read, and is asked for together', async () => {
    const foresight = createForesight()
    const { store, rounds } = farStore()
    for (let count = 0; count < 2; count++) {
      const work = beginWork(store, { at: 1, by: 'x', foreseen: foreseen(foresight.of('a'), readAhead(store, foresight.of('a'))) })
      await turn(work)
      foresight.keep('a', work.asked)
    }
    expect(rounds).toEqual([['conversation/a'], ['obligation/sk.hue'], ['campaign.form=so-ket'], ['conversation/a', 'obligation/sk.hue', 'campaign.form=so-ket']])
    expect(foresight.of('b')).toEqual([])
  })

  it.each([[50, true], [51, false]])('is not a key under which there are many records: %i', async (found, kept) => {
    const foresight = createForesight()
    const { store } = farStore({ found })
    // Nor one that there were fewer under the last time.
    for (const ahead of [[], [{ table: 'campaign', index: 'form', key: 'so-ket' }] satisfies Asked[]]) {
      const work = beginWork(store, { at: 1, by: 'x', foreseen: foreseen(ahead, readAhead(store, ahead)) })
      await turn(work)
      foresight.keep('a', work.asked)
      expect(foresight.of('a')).toEqual([{ table: 'conversation', id: 'a' }, { table: 'obligation', id: 'sk.hue' }, ...(kept ? [{ table: 'campaign', index: 'form', key: 'so-ket' }] : [])])
    }
  })

  it('costs nothing but the reading when it was foreseen wrongly: it is neither waited for, nor checked, nor foreseen again', async () => {
    const ahead: Asked[] = [{ table: 'draft', id: 'other' }]
    const { store, rounds } = farStore({ fails: ['draft/other'] })
    const work = beginWork(store, { at: 1, by: 'x', foreseen: foreseen(ahead, readAhead(store, ahead)) })
    await turn(work)
    expect(rounds).toHaveLength(3)
    expect(work.asked).not.toContainEqual(ahead[0])
    await expect(work.get('draft', 'other')).rejects.toThrow('draft/other')
  })
})

it('is all that an answer in mid-form reads: a store far away is asked with the lock and told with the commit, nothing else', async () => {
  const service = await openService()
  onTestFinished(() => service.close())
  const chat = await chatOf(service, 'reporter', 'Bắc Ninh')
  await chat.say('nộp báo cáo')
  for (const answer of ['hội nghị 1', 'hội nghị 2']) await chat.say(answer)

  const { store } = service.running()
  const { get, find } = store
  const asked: string[] = []
  store.get = (table, id) => (asked.push(`${table}/${id}`), get(table, id))
  store.find = (table, index, key, page) => (asked.push(`${table}.${index}=${key}`), find(table, index, key, page))
  store.exclusively = (_, work, { ahead = [] } = {}) => work(readAhead({ get, find }, ahead))
  expect(wordsOf(await chat.say('hội nghị 3'))).toContain('Đã lưu')
  expect(asked).toEqual([])
})

import { expect, it, onTestFinished } from 'vitest'
import type { Obligation } from '#domain/obligation.ts'
import type { Role } from '#domain/person.ts'
import { standing } from '#domain/standing.ts'
import { chatOf, openService, wordsOf } from '../word/chat.ts'

const GREETED: [Role, string, RegExp][] = [
  ['secretariat', 'VKSND tối cao', /báo cáo đang chờ anh\/chị tiếp nhận/],
  ['head', 'Bắc Ninh', /hạn 16:00/],
  ['reporter', 'Bắc Ninh', /hạn 16:00/],
]

it('a greeting reads no report that is settled, however many there were over the years', async () => {
  const service = await openService()
  onTestFinished(() => service.close())
  const { store } = service.running()
  const { find } = store
  const read: Obligation[] = []
  store.find = async (table, ...asked) => {
    const found = await find(table, ...asked)
    if (table === 'obligation') read.push(...found.map(({ record }) => record as Obligation))
    return found
  }
  for (const [role, unit, says] of GREETED) {
    read.length = 0
    expect(wordsOf(await (await chatOf(service, role, unit)).say('chào'))).toMatch(says)
    expect(read).not.toEqual([])
    expect(read.filter(one => ['accepted', 'waived', 'merged'].includes(standing(one, service.now()).phase))).toEqual([])
  }
})

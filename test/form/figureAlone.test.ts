import { expect, it, onTestFinished } from 'vitest'
import { chatOf, openService, wordsOf } from '../word/chat.ts'

it('takes a field and its figure as the answer, whatever else the field\'s name sounds like', async () => {
  const service = await openService()
  onTestFinished(() => service.close())
  const chat = await chatOf(service, 'reporter', 'Bắc Ninh')
  await chat.say('nộp báo cáo')
  expect(wordsOf(await chat.say('Số kiến nghị của Ban TTND đã giải quyết: 12'))).toContain('Số kiến nghị của Ban TTND đã giải quyết: 12')
})

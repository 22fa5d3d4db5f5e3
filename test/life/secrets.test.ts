import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromIso } from '#domain/time/instant.ts'
import { MARKED } from '../domain/markings.ts'
import { loadSampleInto } from '../app/sample.ts'
import { startService, type Service } from '../app/service.ts'

/** A word found nowhere else, beside each marking: what must not be anywhere afterwards. */
const CANARY = 'canhbaokimtuyen'

const filesUnder = (folder: string): string[] => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))

describe('what is refused', () => {
  let service: Service
  beforeAll(async () => { service = await startService({ at: fromIso('2026-06-10T09:00')!, prepare: loadSampleInto, env: { LOG_LEVEL: 'silent' } }) })
  afterAll(() => service.close())

  it(`is refused in each of ${MARKED.length} markings, in mid-form too, and is found nowhere on the disk`, async () => {
    let count = 0
    const post = (rest: Record<string, unknown>) => service.post({
      id: `a${++count}`, type: 'message', channelId: 'webchat', from: { id: 'reporter.bac-ninh' }, recipient: { id: 'bot' }, conversation: { id: 'c1', conversationType: 'personal' }, ...rest,
    })
    await post({ text: 'nộp báo cáo sơ kết' })
    service.heard()
    for (const [index, marking] of MARKED.entries()) {
      const text = `${marking}\n${CANARY}${index} kế hoạch phối hợp`
      // Typed, and given in a card's input.
      if (index % 2 === 0) expect(await post({ text })).toBe(200)
      else expect(await post({ value: { 'qcdc': { act: 'save-page', obligation: 'sk-2026.bac-ninh', page: 3 }, 'topic-name': text } })).toBe(200)
      const replies = service.heard().map(one => one.activity.text).join('\n')
      expect(replies, JSON.stringify(marking)).toContain('không nhận và không lưu lại')
      expect(replies).not.toContain(CANARY)
    }
    await service.restart()
    const leaks = filesUnder(service.dir).filter(file => readFileSync(file).includes(CANARY))
    expect(leaks).toEqual([])
    // The form goes on where it was.
    await post({ text: 'công chức 45' })
    expect(service.heard().at(-1)!.activity.text).toContain('Đã lưu: Số công chức: 45')
  })
})

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromIso } from '#domain/time/instant.ts'
import { openCampaign } from '#app/openCampaign.ts'
import { readForms } from '#adapters/files/watchForms.ts'
import { loadSampleInto } from '../app/sample.ts'
import { startService, type Service } from '../app/service.ts'
import { actionsIn } from '../transcripts/play.ts'

const text = (vi: string, en: string) => ({ vi, en })
const FORM = {
  id: 'kiem-ke-thu-nghiem', version: 1, title: text('Kiểm kê trang thiết bị', 'Equipment inventory'), note: text('Biểu mẫu thử nghiệm.', 'A form for a test.'), said: ['kiểm kê thiết bị'],
  sections: [{
    id: 'i', number: 'I', title: text('Thiết bị', 'Equipment'), page: 1, fields: [
      { kind: 'count', id: 'computers', label: text('Số máy tính', 'Computers'), prompt: text('Có bao nhiêu máy tính?', 'How many computers?'), said: ['máy tính'], required: true },
      { kind: 'count', id: 'broken', label: text('Số máy hỏng', 'Broken ones'), prompt: text('Bao nhiêu máy hỏng?', 'How many are broken?'), said: ['máy hỏng', 'hỏng'], required: true },
    ],
  }],
  rules: [{ id: 'broken-within', severity: 'blocking', check: ['broken', '<=', 'computers'], message: text('Số máy hỏng ({broken}) lớn hơn số máy tính ({computers}).', 'More broken ({broken}) than there are ({computers}).') }],
}

describe('a report type dropped in while the service runs', () => {
  let service: Service
  // A copy of data/forms: other tests read the folder itself at the same time.
  const forms = mkdtempSync(join(tmpdir(), 'qcdc-forms-'))
  beforeAll(async () => {
    cpSync(join(import.meta.dirname, '../../data/forms'), forms, { recursive: true })
    service = await startService({ at: fromIso('2026-06-10T09:00')!, prepare: loadSampleInto, forms })
  })
  afterAll(async () => {
    await service.close()
    rmSync(forms, { recursive: true })
  })

  it('is listed, asked by chat and by card, and checked', async () => {
    writeFileSync(join(forms, `${FORM.id}.json`), JSON.stringify(FORM))
    await service.running().formsRead(forms => forms.has(FORM.id))
    const opened = await openCampaign(service.running().store, await readForms(forms), {
      id: 'kk-2026', form: FORM.id, window: { from: '2026-01-01', to: '2026-12-31' }, due: fromIso('2026-07-01T16:00')!, units: ['bac-ninh'],
    }, { at: service.now(), by: 'secretariat.toi-cao' })
    expect(opened).toMatchObject({ ok: true })
    let count = 0
    const say = async (said: string) => {
      expect(await service.post({
        id: `n${++count}`, type: 'message', channelId: 'webchat', from: { id: 'reporter.bac-ninh' }, recipient: { id: 'bot' }, conversation: { id: 'c', conversationType: 'personal' }, text: said,
      })).toBe(200)
      return service.heard().map(one => one.activity)
    }
    expect((await say('bao giờ đến hạn?')).map(one => one.text).join('\n')).toContain('Kiểm kê trang thiết bị')
    const opening = await say('nộp kiểm kê thiết bị')
    expect(opening.some(one => actionsIn(one).some(action => action.title === 'Lưu và tiếp'))).toBe(true)
    expect(JSON.stringify(opening)).toContain('Số máy hỏng')
    const wrong = await say('máy tính 5, máy hỏng 9')
    expect(wrong.map(one => one.text).join('\n')).toContain('Số máy hỏng (9) lớn hơn số máy tính (5).')
    const right = await say('à nhầm, máy hỏng 2')
    expect(right.flatMap(one => actionsIn(one).map(action => action.title))).toContain('Trình thủ trưởng')
  })
})

import { expect, it } from 'vitest'
import { changeUnits } from '#app/changeUnits.ts'
import { openCampaign } from '#app/openCampaign.ts'
import { readForms } from '#adapters/files/watchForms.ts'
import { fromIso, type Instant } from '#domain/time/instant.ts'
import { actionsIn } from '../transcripts/play.ts'
import { loadSampleInto } from '../app/sample.ts'
import { startService, type Service } from '../app/service.ts'

const OPENED = fromIso('2025-06-20T08:00')!
const MERGED = fromIso('2025-07-01T09:00')!

let count = 0
/** Posts what the reporter of a unit says or presses; what the assistant said, as text and buttons. */
async function says(service: Service, person: string, message: { text: string } | { value: unknown }): Promise<{ text: string; buttons: { title: string; data: unknown }[] }> {
  const known = (await service.running().store.get('person', person))!.record
  const status = await service.post({
    type: 'message', id: `m${++count}`, channelId: 'msteams', timestamp: new Date(service.now()).toISOString(), locale: 'vi-VN',
    from: { id: `29:${person}`, name: known.name, aadObjectId: known.aadObjectId }, recipient: { id: '28:bot', name: 'Trợ lý QCDC' },
    conversation: { id: person, conversationType: 'personal', isGroup: false, tenantId: 't' }, ...message,
  })
  expect(status).toBe(200)
  const heard = service.heard()
  return { text: heard.map(({ activity }) => activity.text ?? '').join('\n'), buttons: heard.flatMap(({ activity }) => actionsIn(activity)) }
}

it('lets the successor’s reporter take over a predecessor’s draft, without replacing what they wrote themselves', { timeout: 60_000 }, async () => {
  const service = await startService({ at: OPENED, prepare: loadSampleInto })
  try {
    const { store } = service.running()
    const forms = await readForms(new URL('../../data/forms', import.meta.url).pathname)
    const asked = { id: 'gn-2025', form: 'so-ket-6-thang', window: { from: '2024-12-01', to: '2025-05-31' }, due: fromIso('2025-07-11T16:00')!, levels: ['cap-tinh'] }
    expect((await openCampaign(store, forms, asked, { at: OPENED as Instant, by: 'import' })).ok).toBe(true)
    const draft = { id: 'gn-2025.bac-giang', form: 'so-ket-6-thang', formVersion: 1, answers: { 'civil-servants': 120, 'public-employees': 4 }, skipped: [], confirmed: [], edition: 3, savedAt: OPENED, savedBy: 'import' }
    await store.commit({ writes: [{ table: 'draft', id: draft.id, record: draft }] })

    service.at(MERGED)
    const province = { id: 'bac-ninh', name: 'VKSND tỉnh Bắc Ninh', short: 'Bắc Ninh', codes: [], level: 'cap-tinh', parent: 'toi-cao', reports: true }
    const changed = await changeUnits(store, [{ ending: ['bac-ninh-2022', 'bac-giang'], into: [province] }], { from: '2025-07-01', at: MERGED, by: 'import', apply: true })
    expect(changed).toMatchObject({ ok: true, done: true, plan: { drafts: [{ from: 'gn-2025.bac-giang', outcome: 'to-take-over' }] } })
    const [reporter] = (await store.find('person', 'unit', 'bac-ninh')).filter(({ record }) => record.roles.some(one => one.role === 'reporter' && one.unit === 'bac-ninh'))
    const person = reporter?.record.id ?? 'reporter.bac-ninh'
    if (!reporter) await store.commit({ writes: [{ table: 'person', id: person, record: { id: person, aadObjectId: '7b1f3a52-9c1d-4b6e-8a77-2f1f5e3c9d07', name: 'Cán bộ đầu mối, VKSND tỉnh Bắc Ninh', roles: [{ role: 'reporter', unit: 'bac-ninh', from: '2025-07-01', to: null }] } }, { table: 'setting', id: 'directory', record: { id: 'directory', value: MERGED } }] })

    const shown = await says(service, person, { text: 'báo cáo của đơn vị tôi đến đâu rồi' })
    expect(shown.text).toContain('VKSND tỉnh Bắc Giang có bản nháp đã điền 2 mục')
    const take = shown.buttons.find(one => one.title === 'Lấy bản nháp của VKSND tỉnh Bắc Giang')
    const taken = await says(service, person, { value: take?.data })
    expect(taken.text).toContain('Đã lấy 2 mục vào những chỗ còn trống')
    expect((await store.get('draft', 'gn-2025.bac-ninh'))?.record.answers).toMatchObject({ 'civil-servants': 120, 'public-employees': 4 })

    const own = (await store.get('draft', 'gn-2025.bac-ninh'))!
    await store.commit({ writes: [{ table: 'draft', id: own.record.id, record: { ...own.record, answers: { ...own.record.answers, 'civil-servants': 230 }, edition: own.record.edition + 1 } }] })
    const again = await says(service, person, { value: take?.data })
    expect(again.text).toContain('không thay gì')
    expect((await store.get('draft', 'gn-2025.bac-ninh'))?.record.answers['civil-servants']).toBe(230)
    expect((await store.get('draft', 'gn-2025.bac-giang'))?.record.edition).toBe(3)
  } finally {
    await service.close()
  }
})

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fieldsOf, parseForm } from '#domain/form/parseForm.ts'
import { fromIso } from '#domain/time/instant.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadSampleInto } from '../app/sample.ts'
import { startService, type Service } from '../app/service.ts'
import { actionsIn } from '../transcripts/play.ts'
import type { RecordedActivity } from '../channel/connector.ts'

const FORM = parseForm(JSON.parse(readFileSync(join(import.meta.dirname, '../../data/forms/so-ket-6-thang.json'), 'utf8')), 'so-ket-6-thang.json')
const KINDS = new Map(fieldsOf(FORM).map(field => [field.id, field]))

interface Input { type: string; id: string; choices?: { value: string }[] }

/** Every input of a card. */
function inputsIn(activity: RecordedActivity): Input[] {
  const found: Input[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (typeof node !== 'object' || node === null) return
    if (String((node as { type?: unknown }).type).startsWith('Input.')) found.push(node as Input)
    Object.values(node).forEach(walk)
  }
  walk(activity.attachments?.map(attachment => attachment.content))
  return found
}

/** What a careful officer writes into an input. Figures that belong together add up. */
const FIGURES: Record<string, string> = {
  'conference-total': '60', 'conference-called': '60', 'conference-present': '55', 'votes-for': '54', 'complaints-carried-over': '1', 'complaints-new': '3', 'complaints-resolved': '4', 'complaints-pending': '0',
}
function answer(input: Input): string {
  const field = KINDS.get(input.id)
  if (FIGURES[input.id]) return FIGURES[input.id]!
  switch (field?.kind) {
    case 'count': return '2'
    case 'date': return '2026-02-10'
    case 'yes-no-none': return 'yes'
    case 'choice': return field.choices[0]!.id
    default: return `Nội dung mục ${input.id}`
  }
}

/** A press as a channel brings it: of Action.Submit as a message, of Action.Execute (Universal Actions) as an invoke. */
const PRESSES = {
  'Action.Submit': (value: object) => ({ value }),
  'Action.Execute': (data: object) => ({ type: 'invoke', name: 'adaptiveCard/action', value: { action: { type: 'Action.Execute', data }, trigger: 'manual' } }),
}

/** One person in one conversation of a channel, who only presses and fills in. */
function person(service: Service, channelId: string, id: string, kind: keyof typeof PRESSES) {
  let count = 0
  const shown: RecordedActivity[] = []
  const common = () => ({
    id: `${channelId}-${id}-${++count}`, channelId, from: { id, name: id }, recipient: { id: 'bot' }, conversation: { id: `${channelId}:${id}`, conversationType: 'personal' }, locale: 'vi-VN',
  })
  async function post(rest: Record<string, unknown>) {
    expect(await service.post({ ...common(), type: 'message', ...rest })).toBe(200)
    const mine = service.connector.in(`${channelId}:${id}`).map(one => one.activity)
    const fresh = mine.slice(shown.length)
    shown.push(...fresh)
    return fresh
  }
  return {
    say: (text: string) => post({ text }),
    /** Presses the newest button of that title, with every input of its card filled in. */
    async press(title: string, fill = false) {
      shown.push(...service.connector.in(`${channelId}:${id}`).map(one => one.activity).slice(shown.length))
      const activity = shown.findLast(one => actionsIn(one).some(action => action.title === title))
      expect(activity, `a card with [${title}]`).toBeDefined()
      const { data } = actionsIn(activity!).findLast(action => action.title === title)!
      const value = { ...(data as object), ...(fill ? Object.fromEntries(inputsIn(activity!).map(input => [input.id, answer(input)])) : {}) }
      const again = () => post(PRESSES[kind](value))
      return { again, replies: await again() }
    },
  }
}

describe.each([['msteams', 'Action.Submit'], ['webchat', 'Action.Submit'], ['msteams', 'Action.Execute']] as const)('the whole life of a report by cards on %s, whose buttons are %s', (channel, kind) => {
  let service: Service
  beforeAll(async () => { service = await startService({ at: fromIso('2026-06-10T09:00')!, prepare: loadSampleInto }) })
  afterAll(() => service.close())
  const trace = (replies: RecordedActivity[]) => replies.at(-1)?.channelData?.qcdc

  it('goes from the first page to acceptance, with a return between', async () => {
    const reporter = person(service, channel, 'reporter.bac-ninh', kind)
    const head = person(service, channel, 'head.bac-ninh', kind)
    const centre = person(service, channel, 'secretariat.toi-cao', kind)
    await head.say('xin chào')
    await centre.say('xin chào')

    let replies = await reporter.say('nộp báo cáo sơ kết')
    let presses = 0
    while (trace(replies)?.asking !== null) {
      expect(++presses, 'pages').toBeLessThan(12)
      replies = (await reporter.press('Lưu và tiếp', true)).replies
    }
    expect(trace(replies)).toMatchObject({ obligation: 'sk-2026.bac-ninh', missing: 0 })
    if (replies.some(one => actionsIn(one).some(action => action.title === 'Số liệu đúng'))) replies = (await reporter.press('Số liệu đúng')).replies
    const sent = await reporter.press('Trình thủ trưởng')
    expect(sent.replies.map(one => one.text).join()).toContain('duyệt')
    // Pressed twice, as phones do: it acts once.
    const again = await sent.again()
    expect(again.map(one => one.text).join()).toContain('đang chờ duyệt')

    await head.press('Xem toàn bộ')
    const approved = await head.press('Duyệt và nộp')
    expect(approved.replies.at(-1)!.text).toMatch(/Số tiếp nhận: SK-2026\/BAC-NINH\/01/)
    expect((await approved.again()).at(-1)!.text).toContain('đã được nộp rồi')

    await centre.press('Xem toàn bộ')
    await centre.press('Trả lại để bổ sung')
    replies = await centre.say('mục III.7: đề nghị nêu rõ đơn còn tồn')
    expect(replies.at(-1)!.text).toContain('1 nhận xét')

    await reporter.press('Sửa ngay')
    await reporter.say('sửa mục III.7')
    await reporter.press('Lưu và tiếp', true)
    await reporter.say('phân loại đơn: 4 đơn về chế độ, đã giải quyết xong')
    replies = await reporter.say('gửi')
    if (replies.some(one => actionsIn(one).some(action => action.title === 'Trình thủ trưởng'))) await reporter.press('Trình thủ trưởng')
    await head.press('Duyệt và nộp')
    await centre.press('Xem toàn bộ')
    replies = (await centre.press('Tiếp nhận')).replies
    expect(replies.at(-1)!.text).toContain('SK-2026/BAC-NINH/02')

    const stored = (await service.running().store.get('obligation', 'sk-2026.bac-ninh'))!.record
    expect(stored.events.map(event => event.kind)).toEqual(['opened', 'started', 'sent-for-approval', 'submitted', 'returned', 'sent-for-approval', 'submitted', 'accepted'])
    for (const field of fieldsOf(FORM)) {
      const version = (await service.running().store.get('version', 'sk-2026.bac-ninh#2'))!.record
      if (field.required && !field.when) expect(version.answers, field.id).toHaveProperty(field.id)
    }
    expect((await service.running().store.check()).ok).toBe(true)
  })
})

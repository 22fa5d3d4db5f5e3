import type { RecordedActivity } from '../channel/connector.ts'
import { loadSampleInto } from '../app/sample.ts'
import { startService, type Service } from '../app/service.ts'
import { standing } from '#domain/standing.ts'
import { dayOf, fromIso } from '#domain/time/instant.ts'
import { readDirectory } from '#app/readDirectory.ts'
import type { Role } from '#domain/person.ts'
import { actionsIn } from '../transcripts/play.ts'

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** One person in a personal chat who drops files, presses buttons and types. */
export interface Chat {
  drop(name: string, bytes: Uint8Array, contentType?: string): Promise<RecordedActivity[]>
  /** Sends any attachments, as a channel words them. */
  send(attachments: Record<string, unknown>[]): Promise<RecordedActivity[]>
  press(title: string, inputs?: Record<string, unknown>): Promise<RecordedActivity[]>
  say(text: string): Promise<RecordedActivity[]>
  /** Messages this person has sent. */
  sent(): number
  /** Id of the person's unit. */
  unit: string
}

/** The service on a morning of June 2026, most reviews still to be written, with the sample. */
export function openService(at = '2026-06-03 09:00'): Promise<Service> {
  return startService({ at: fromIso(at)!, prepare: loadSampleInto })
}

/** The person who holds a role in a unit (by its short name). */
export async function chatOf(service: Service, role: Role, unit: string, scope: 'personal' | 'groupChat' = 'personal'): Promise<Chat> {
  const directory = await readDirectory(service.running().store)
  const day = dayOf(service.now())
  const place = directory.unitsAt(day).find(one => one.short === unit || one.name === unit)!
  const person = directory.peopleWith(role, place.id, day)[0]!
  const conversation = `${scope}:${person.id}`
  let count = 0
  let seen = 0
  const shown: RecordedActivity[] = []
  const post = async (rest: Record<string, unknown>): Promise<RecordedActivity[]> => {
    const status = await service.post({
      type: 'message', id: `${conversation}-${++count}`, channelId: 'msteams', locale: 'vi-VN', from: { id: `29:${person.id}`, name: person.name, aadObjectId: person.aadObjectId }, recipient: { id: '28:bot' },
      conversation: { id: conversation, conversationType: scope, tenantId: 't' }, ...rest,
    })
    if (status !== 200) throw new RangeError(`HTTP ${status}`)
    const all = service.connector.in(conversation).map(one => one.activity)
    const fresh = all.slice(seen)
    seen = all.length
    shown.push(...fresh)
    return fresh
  }
  return {
    drop: (name, bytes, contentType = DOCX) => post({ text: '', attachments: [{ name, contentType, contentUrl: `data:${contentType};base64,${Buffer.from(bytes).toString('base64')}` }] }),
    send: attachments => post({ text: '', attachments }),
    press: (title, inputs = {}) => {
      const action = shown.toReversed().flatMap(activity => actionsIn(activity).toReversed()).find(one => one.title === title)
      if (!action) throw new RangeError(`no button [${title}]`)
      return post({ value: { ...(action.data as object), ...inputs } })
    },
    say: text => post({ text }),
    sent: () => count,
    unit: place.id,
  }
}

/** Everything a person reads in some activities: texts, and the words of cards. */
export function wordsOf(activities: readonly RecordedActivity[]): string {
  const out: string[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      if (typeof value === 'string' && ['text', 'title', 'value', 'label'].includes(key)) out.push(value.replace(/\\([\\`*_{}[\]<>#~|+-])/g, '$1').replace(/(\d)\\([.)])/g, '$1$2'))
      else if (key !== 'data') walk(value)
    }
  }
  for (const activity of activities) {
    if (activity.text) out.push(activity.text)
    walk(activity.attachments?.map(attachment => attachment.content))
  }
  return out.join('\n')
}

/** Short names of units that owe a campaign's report and have not begun it, with somebody to write it and somebody to approve it. */
export async function unitsToWrite(service: Service, campaign: string): Promise<string[]> {
  const { store } = service.running()
  const directory = await readDirectory(store)
  const day = dayOf(service.now())
  const owed = await store.find('obligation', 'campaign', campaign)
  return owed.filter(({ record }) => ['not-started', 'draft'].includes(standing(record, service.now()).phase) && directory.peopleWith('reporter', record.unit, day).length === 1 && directory.peopleWith('head', record.unit, day).length === 1)
    .filter(({ record }) => new Set(directory.peopleWith('reporter', record.unit, day)[0]!.roles.map(role => role.unit)).size === 1)
    .map(({ record }) => directory.unit(record.unit)!.short)
}

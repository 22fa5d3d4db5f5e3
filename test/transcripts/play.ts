import type { Directory } from '#domain/directory.ts'
import { fromIso, dayOf } from '#domain/time/instant.ts'
import type { Role } from '#domain/person.ts'
import { readDirectory } from '#app/readDirectory.ts'
import type { Recorded, RecordedActivity } from '../channel/connector.ts'
import { startService, type Service } from '../app/service.ts'
import { loadSampleInto } from '../app/sample.ts'

/**
 * Plays a transcript and returns it with what the assistant really said.
 *
 * Lines:  `@ 2026-06-10 09:00` moves the clock · `# …` is a comment · `(khởi động lại)` restarts the service ·
 * `(đến giờ nhắc)` lets the service do what the clock has made due, and shows what those who have spoken before are told ·
 * `Cán bộ (Bắc Ninh): text` says something · `Cán bộ (Bắc Ninh) @ điện thoại: …` in another conversation of the same person ·
 * `… @ máy tiếng Anh: …` with a client whose language is English · `… @ nhóm Tên: …` in a group · `… bấm [Nút] {"field": 1}: ` presses a button of the last card shown to them · `⏎` is a line break.
 * What the assistant says follows as `Bot: …`, or `Bot → Thủ trưởng (Bắc Ninh): …` to somebody else; further lines are indented.
 */
export async function playTranscript(text: string, channel = 'msteams'): Promise<string> {
  const lines = text.split('\n').filter(line => !line.startsWith('Bot') && !line.startsWith('  '))
  const first = lines.find(line => line.startsWith('@'))
  const service = await startService({ at: instantIn(first ?? ''), prepare: loadSampleInto })
  const said: string[] = []
  try {
    const player = await createPlayer(service, channel)
    for (const line of lines) {
      said.push(line)
      said.push(...(await player.play(line)))
    }
    return said.join('\n')
  } catch (error) {
    // What had been said until then is what one needs to see why the rest could not be played.
    if (error instanceof SyntaxError) error.message += `\n\n${said.join('\n')}`
    throw error
  } finally {
    await service.close()
  }
}

function instantIn(line: string): number {
  const instant = fromIso(line.replace(/^@\s*/, '').trim())
  if (instant === undefined) throw new SyntaxError(`not an instant: ${line}`)
  return instant
}

const ROLES: [string, Role][] = [['Cán bộ', 'reporter'], ['Thủ trưởng', 'head'], ['Tổ Thư ký', 'secretariat'], ['Ủy viên', 'member'], ['Trưởng ban', 'chair'], ['Quản trị', 'admin']]
const LINE = /^(?<who>[^(:]+?) \((?<unit>[^)]+)\)(?: @ (?<where>[^:[]+?))?(?: bấm \[(?<button>[^\]]+)\](?: (?<inputs>\{.*\}))?)?(?:: ?(?<text>.*))?$/

interface Speaker {
  id: string
  aadObjectId: string
  name: string
}

async function createPlayer(service: Service, channelId: string) {
  // A person who never wrote is reached where they would read it first.
  const known = await readDirectory(service.running().store)
  service.connector.openAs(aadObjectId => {
    const person = known.personByAad(aadObjectId)
    return person && `${person.id}:máy tính`
  })
  const cards = new Map<string, RecordedActivity[]>()
  const conversations = new Map<string, string>()
  let count = 0

  function speaker(directory: Directory, who: string, unit: string): Speaker {
    if (who === 'Người lạ') return { id: 'stranger', aadObjectId: '99999999-0000-4000-8000-000000000000', name: 'Người lạ' }
    const role = ROLES.find(([name]) => name === who)?.[1]
    const day = dayOf(service.now())
    const place = directory.unitsAt(day).find(one => one.short === unit || one.name === unit)
    // Somebody without a role of their own (a deputy) is known by their post.
    const person = place && (role ? directory.peopleWith(role, place.id, day)[0] : directory.people().find(one => one.name === `${who}, ${place.name}`))
    if (!person) throw new SyntaxError(`nobody is "${who} (${unit})" on ${day}`)
    return person
  }

  function labelOf(directory: Directory, conversation: string): string {
    const person = directory.person(conversation.split(':')[0]!)
    const holding = person?.roles[0]
    const role = ROLES.find(([, id]) => id === holding?.role)?.[0] ?? person?.name ?? conversation
    return `${role} (${directory.unit(holding?.unit ?? '')?.short ?? ''})`
  }

  async function play(line: string): Promise<string[]> {
    if (line.startsWith('@')) {
      service.at(instantIn(line))
      return []
    }
    if (line === '(khởi động lại)') {
      await service.restart()
      return []
    }
    if (line === '(đến giờ nhắc)') {
      await service.running().tick()
      const directory = await readDirectory(service.running().store)
      const heard = service.heard().sort((a, b) => (a.conversation < b.conversation ? -1 : a.conversation > b.conversation ? 1 : 0))
      for (const { conversation, activity } of heard) cards.set(conversation, [...(cards.get(conversation) ?? []), activity])
      const others = new Set(heard.map(one => one.conversation).filter(one => !conversations.has(one))).size
      return [
        ...heard.filter(one => conversations.has(one.conversation)).flatMap(one => written(one, `Bot → ${one.conversation.startsWith('group:') ? one.conversation.slice(6) : labelOf(directory, one.conversation)}`)),
        ...(others > 0 ? [`Bot → ${others} người khác`] : []),
      ]
    }
    if (line.trim() === '' || line.startsWith('#')) return []
    const groups = LINE.exec(line)?.groups
    if (!groups) throw new SyntaxError(`not a line of a transcript: ${line}`)
    const directory = await readDirectory(service.running().store)
    const person = speaker(directory, groups.who!, groups.unit!)
    const group = groups.where?.startsWith('nhóm')
    const conversation = group ? `group:${groups.where}` : `${person.id}:${groups.where ?? 'máy tính'}`
    conversations.set(conversation, line.split(/(?: bấm)?[:[]/)[0]!.trim())
    const common = {
      id: `a${++count}`, channelId, timestamp: new Date(service.now()).toISOString(), locale: groups.where?.includes('tiếng Anh') ? 'en-US' : 'vi-VN',
      from: { id: `29:${person.id}`, name: person.name, aadObjectId: person.aadObjectId },
      recipient: { id: '28:bot', name: 'Trợ lý QCDC' },
      conversation: { id: conversation, conversationType: group ? 'groupChat' : 'personal', isGroup: group ?? false, tenantId: 't' },
    }
    const activity = groups.button === undefined
      ? { ...common, type: 'message', text: (groups.text ?? '').replaceAll('⏎', '\n') }
      : { ...common, type: 'message', value: press(conversation, groups.button, groups.inputs) }
    const status = await service.post(activity)
    if (status !== 200) return [`Bot: (HTTP ${status})`]
    // The answer first, then what others were told, in an order that does not depend on whose connection was quicker.
    const heard = service.heard().sort((a, b) => Number(b.conversation === conversation) - Number(a.conversation === conversation) || (a.conversation < b.conversation ? -1 : a.conversation > b.conversation ? 1 : 0))
    return heard.flatMap(message => {
      cards.set(message.conversation, [...(cards.get(message.conversation) ?? []), message.activity])
      return written(message, message.conversation === conversation ? 'Bot' : `Bot → ${labelOf(directory, message.conversation)}`)
    })
  }

  /** What the newest button of that title in a conversation sends, with inputs given. */
  function press(conversation: string, title: string, inputs: string | undefined): Record<string, unknown> {
    for (const activity of (cards.get(conversation) ?? []).toReversed()) {
      const action = actionsIn(activity).findLast(one => one.title === title)
      if (action) return { ...(action.data as object), ...(inputs ? (JSON.parse(inputs) as object) : {}) }
    }
    throw new SyntaxError(`no button [${title}] was shown in ${conversation}`)
  }

  return { play }
}

interface Action {
  title: string
  data: unknown
}

/** Every button anywhere in an activity's cards. */
export function actionsIn(activity: RecordedActivity): Action[] {
  const found: Action[] = []
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk)
    if (typeof node !== 'object' || node === null) return
    const { type, title, data } = node as { type?: unknown; title?: unknown; data?: unknown }
    if (type === 'Action.Submit' && typeof title === 'string') found.push({ title, data })
    Object.values(node).forEach(walk)
  }
  walk(activity.attachments?.map(attachment => attachment.content))
  return found
}

/** Texts of a card: all of them when it has nothing else, otherwise its first heading, by which a reader knows which one it is. */
function textsOf(activity: RecordedActivity): string[] {
  for (const attachment of activity.attachments ?? []) {
    const body = (attachment.content.body ?? []) as { type: string; text: string }[]
    if (body.length > 0 && body.every(({ type }) => type === 'TextBlock')) return body.map(({ text }) => text)
    const found = JSON.stringify(body).match(/"type":"TextBlock","text":"((?:[^"\\]|\\.)*)"/)
    if (found) return [JSON.parse(`"${found[1]}"`) as string]
  }
  return []
}

function written({ activity }: Recorded, who: string): string[] {
  const lines = (activity.text ?? '').split(/ *\n/)
  const out = activity.text ? [`${who}: ${lines[0]}`, ...lines.slice(1).map(line => `  ${line}`)] : [`${who}:`]
  for (const [nth, text] of textsOf(activity).entries()) out.push(nth === 0 ? `  [thẻ] ${text}` : `    ${text}`)
  const titles = [...new Set(actionsIn(activity).map(action => action.title))]
  if (titles.length > 0) out.push(`  [nút] ${titles.join(' | ')}`)
  return out
}

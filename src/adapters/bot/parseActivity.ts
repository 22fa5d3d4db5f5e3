import type { Incoming, IncomingFile, Reference } from '#ports/channel.ts'
import type { Instant } from '#domain/time/instant.ts'
import type { ActivityAttachment, CheckedActivity } from './activity.ts'

/** Makes a file of an attachment that has content to fetch; null for what only decorates a message (cards, HTML copies, quotations). */
export type OpenFile = (attachment: ActivityAttachment, activity: CheckedActivity) => IncomingFile | null

function scopeOf(activity: CheckedActivity): Reference['scope'] {
  switch (activity.conversation.conversationType) {
    case 'personal': return 'personal'
    case 'groupChat': return 'group'
    case 'channel': return 'channel'
    default: return activity.conversation.isGroup ? 'group' : 'personal'
  }
}

function tenantIn(channelData: unknown): string | undefined {
  if (typeof channelData !== 'object' || channelData === null || !('tenant' in channelData)) return undefined
  const { tenant } = channelData
  return typeof tenant === 'object' && tenant !== null && 'id' in tenant && typeof tenant.id === 'string' ? tenant.id : undefined
}

/** Tenant an activity comes from, as Teams and other channels state it. */
export function tenantOf(activity: CheckedActivity): string | undefined {
  return activity.conversation.tenantId ?? tenantIn(activity.channelData)
}

/** Where the activity's conversation is reached again. */
function referenceOf(activity: CheckedActivity, botId: string): Reference {
  const { from, recipient } = activity
  const tenant = tenantOf(activity)
  return {
    channel: activity.channelId,
    serviceUrl: activity.serviceUrl,
    conversation: activity.conversation.id,
    scope: scopeOf(activity),
    bot: { id: recipient?.id ?? botId, ...(recipient?.name ? { name: recipient.name } : {}) },
    user: { id: from.id, ...(from.name ? { name: from.name } : {}), ...(from.aadObjectId ? { aadObjectId: from.aadObjectId } : {}) },
    ...(tenant ? { tenant } : {}),
  }
}

/**
 * The text as the person meant it: mentions of the assistant taken out, other mentions by name only, the non-breaking spaces
 * that Teams puts after a mention made plain.
 */
function spokenText(activity: CheckedActivity, botId: string): string {
  let text = activity.text ?? ''
  for (const entity of activity.entities ?? []) {
    if (entity.type !== 'mention' || typeof entity['text'] !== 'string' || entity['text'] === '') continue
    const mentioned = entity['mentioned']
    const isBot = typeof mentioned === 'object' && mentioned !== null && 'id' in mentioned && mentioned.id === botId
    if (isBot) text = text.replaceAll(entity['text'], ' ')
  }
  return text.replace(/<at(?:\s[^>]*)?>(.*?)<\/at>/gs, '$1').replace(/&nbsp;|\u00a0/g, ' ').trim()
}

/** Inputs of a pressed button; null when the value is not one. A bare value (a button whose data is a string) arrives as `value`. */
function pressed(value: unknown): Record<string, unknown> | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value !== 'object' || Array.isArray(value)) return { value }
  const { msteams: _channelsOwn, ...data } = value as Record<string, unknown>
  return data
}

/** Data of an Action.Execute (Universal Actions): the action's data with its inputs, and its verb where the data has none. */
function executed(value: unknown): Record<string, unknown> {
  const action = typeof value === 'object' && value !== null && 'action' in value ? value.action : undefined
  if (typeof action !== 'object' || action === null) return {}
  const data = pressed('data' in action ? action.data : undefined) ?? {}
  return 'verb' in action && typeof action.verb === 'string' && !('verb' in data) ? { verb: action.verb, ...data } : data
}

function membership(activity: CheckedActivity, botId: string): { kind: 'joined' | 'left'; self: boolean } | null {
  if (activity.type === 'installationUpdate') {
    if (activity.action?.startsWith('add')) return { kind: 'joined', self: true }
    return activity.action?.startsWith('remove') ? { kind: 'left', self: true } : null
  }
  const { membersAdded, membersRemoved } = activity
  if (membersAdded?.length) return { kind: 'joined', self: membersAdded.some(member => member.id === botId) }
  return membersRemoved?.length ? { kind: 'left', self: membersRemoved.some(member => member.id === botId) } : null
}

/**
 * What an activity means for the assistant, or null for what it politely passes over: typing, reactions, edits, deletions, read receipts
 * and everything it does not know. `botId` stands in where the channel names no recipient.
 */
export function parseActivity(activity: CheckedActivity, receivedAt: Instant, openFile: OpenFile, botId = 'bot'): Incoming | null {
  const bot = activity.recipient?.id ?? botId
  const { from } = activity
  const common = {
    id: activity.id ?? '',
    reference: referenceOf(activity, bot),
    sender: { id: from.id, ...(from.aadObjectId ? { aadObjectId: from.aadObjectId } : {}), ...(from.name ? { name: from.name } : {}) },
    ...(activity.locale ? { locale: activity.locale } : {}),
    receivedAt,
  }
  const reply = activity.replyToId ? { reply: activity.replyToId } : {}
  switch (activity.type) {
    case 'message': {
      // A channel may echo what the bot itself said; answering it would be talking to oneself.
      if (from.id === bot) return null
      const data = pressed(activity.value)
      if (data) return { ...common, kind: 'press', data, ...reply }
      const text = spokenText(activity, bot)
      const files = (activity.attachments ?? []).flatMap(attachment => openFile(attachment, activity) ?? [])
      if (files.length > 0) return { ...common, kind: 'files', files, text }
      return { ...common, kind: 'text', text }
    }
    case 'invoke':
      return activity.name === 'adaptiveCard/action' ? { ...common, kind: 'press', data: executed(activity.value), ...reply } : null
    case 'conversationUpdate':
    case 'installationUpdate': {
      const change = membership(activity, bot)
      return change && { ...common, ...change }
    }
    default:
      return null
  }
}

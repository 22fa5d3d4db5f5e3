import { randomBytes } from 'node:crypto'

/** The serviceUrl of conversations that live in this process. */
export const DIRECT_LINE_URL = 'urn:qcdc:directline'

/** An activity as a Direct Line client reads it. */
export interface ShownActivity {
  type: string
  id: string
  timestamp: string
  [member: string]: unknown
}

/** What a client is sent: activities, and the mark after which it has seen everything. */
export interface ActivitySet {
  activities: ShownActivity[]
  watermark: string
}

/** Someone who looks at a conversation as it goes. */
export type Watcher = (set: ActivitySet) => void

/** A file that someone uploaded into a conversation. */
export interface Upload {
  id: string
  name: string
  contentType: string
  bytes: Uint8Array
}

interface Talk {
  id: string
  /** Position of the first activity still held; a watermark is the position of the next one to come. */
  first: number
  activities: ShownActivity[]
  uploads: Map<string, Upload & { activity: string }>
  watchers: Set<Watcher>
  user?: { id: string; aadObjectId?: string; name?: string }
  /** Opened by the service for someone who has not come yet. */
  unclaimed: boolean
}

/** How much is held in memory. */
export interface Limits {
  conversations: number
  activities: number
  /** Bytes of uploads over all conversations. */
  uploads: number
}

const LIMITS: Limits = { conversations: 1000, activities: 500, uploads: 64 * 1024 * 1024 }

/** Conversations of the server's own Direct Line, in memory only: what the store keeps of a conversation is the application's. */
export interface Conversations {
  /** Opens a conversation, or the one that was opened for this person while they were away. */
  open(user?: { id: string; aadObjectId?: string; name?: string }): string
  /** The conversation somebody used last, or a new one that they will find when they come. */
  openFor(aadObjectId: string): string
  /**
   * Whether there is such a conversation. One from before a restart or a clearing-out is opened again: only its own people know its id, and the store
   * still knows what was said there.
   */
  resume(id: string): boolean
  userOf(id: string): { id: string; aadObjectId?: string; name?: string } | undefined
  /** Adds an activity and shows it to the watchers; returns it with its id, which is never used twice, also not after a restart. */
  add(conversation: string, activity: Record<string, unknown>): ShownActivity
  /** The message already held that a client sends for the second time, by its own mark and sender. */
  sameAs(conversation: string, activity: Record<string, unknown>): ShownActivity | undefined
  /** Activities from a watermark on; anything that is not one means from the beginning. */
  since(conversation: string, watermark: string | undefined): ActivitySet
  /** Shows what comes from now on; call the result to stop. */
  watch(conversation: string, watcher: Watcher): () => void
  /** Takes an activity and its files out of memory and tells those who look on. */
  forget(conversation: string, activity: string): void
  /** Holds a file under a provisional mark until its activity has an id; null when no more can be held. */
  upload(conversation: string, mark: string, file: Omit<Upload, 'id'>): Upload | null
  /** Binds the files held under a mark to the activity that shows them. */
  uploadsBelongTo(conversation: string, mark: string, activity: string): void
  uploaded(conversation: string, id: string): Upload | undefined
}

const ID = /^[a-z0-9]{32}$/
const newId = () => randomBytes(16).toString('hex')

/** `startedAt` (ms) is where watermarks begin, so that one from before a restart lies in the past of every conversation. */
export function createConversations(now: () => number, startedAt: number, limits: Limits = LIMITS): Conversations {
  // Insertion order is order of last use: the first is the one to let go.
  const talks = new Map<string, Talk>()
  let position = startedAt
  let held = 0

  function drop(talk: Talk): void {
    talks.delete(talk.id)
    for (const file of talk.uploads.values()) held -= file.bytes.byteLength
  }

  function makeRoom(): void {
    if (talks.size < limits.conversations) return
    for (const talk of talks.values()) {
      if (talk.watchers.size > 0) continue
      drop(talk)
      if (talks.size < limits.conversations) return
    }
  }

  function create(id: string): Talk {
    makeRoom()
    const talk: Talk = { id, first: position, activities: [], uploads: new Map(), watchers: new Set(), unclaimed: false }
    talks.set(id, talk)
    return talk
  }

  function use(id: string): Talk {
    const talk = talks.get(id) ?? create(id)
    talks.delete(id)
    talks.set(id, talk)
    return talk
  }

  const markOf = (talk: Talk) => String(talk.first + talk.activities.length)

  function append(talk: Talk, activity: ShownActivity): void {
    talk.activities.push(activity)
    position = Math.max(position, talk.first + talk.activities.length)
    while (talk.activities.length > limits.activities) {
      const gone = talk.activities.shift() as ShownActivity
      talk.first++
      dropUploads(talk, gone.id)
    }
    const set = { activities: [activity], watermark: markOf(talk) }
    for (const watcher of talk.watchers) watcher(set)
  }

  function dropUploads(talk: Talk, activity: string): void {
    for (const file of talk.uploads.values()) {
      if (file.activity !== activity) continue
      talk.uploads.delete(file.id)
      held -= file.bytes.byteLength
    }
  }

  return {
    open(user) {
      if (user?.aadObjectId) {
        for (const talk of talks.values()) {
          if (!talk.unclaimed || talk.user?.aadObjectId !== user.aadObjectId) continue
          talk.unclaimed = false
          talk.user = user
          return talk.id
        }
      }
      const talk = create(newId())
      if (user) talk.user = user
      return talk.id
    },
    openFor(aadObjectId) {
      const known = [...talks.values()].findLast(talk => talk.user?.aadObjectId === aadObjectId)
      if (known) return known.id
      const talk = create(newId())
      talk.user = { id: aadObjectId, aadObjectId }
      talk.unclaimed = true
      return talk.id
    },
    resume(id) {
      if (!ID.test(id)) return false
      use(id)
      return true
    },
    userOf: id => talks.get(id)?.user,
    add(conversation, activity) {
      const talk = use(conversation)
      const shown: ShownActivity = {
        ...activity, type: String(activity['type']), id: `${conversation}|${String(talk.first + talk.activities.length).padStart(16, '0')}`, timestamp: new Date(now()).toISOString(),
      }
      append(talk, shown)
      return shown
    },
    sameAs(conversation, activity) {
      const mark = clientIdOf(activity['channelData']).channelData?.clientActivityID
      if (mark === undefined) return undefined
      const sender = senderOf(activity)
      return use(conversation).activities.find(one => one.type === activity['type'] && senderOf(one) === sender && clientIdOf(one['channelData']).channelData?.clientActivityID === mark)
    },
    since(conversation, watermark) {
      const talk = use(conversation)
      const from = /^\d{1,17}$/.test(watermark ?? '') ? Math.max(0, Number(watermark) - talk.first) : 0
      return { activities: talk.activities.slice(from), watermark: markOf(talk) }
    },
    watch(conversation, watcher) {
      const talk = use(conversation)
      talk.watchers.add(watcher)
      return () => talk.watchers.delete(watcher)
    },
    forget(conversation, activity) {
      const talk = talks.get(conversation)
      const index = talk?.activities.findIndex(one => one.id === activity) ?? -1
      if (!talk || index < 0) return
      const { timestamp, from, channelData } = talk.activities[index] as ShownActivity
      // Those who come later read in its place that something was taken back; those who have seen it are told by one more activity.
      const notice: ShownActivity = { type: 'messageDelete', id: activity, timestamp, from, ...clientIdOf(channelData) }
      talk.activities[index] = notice
      dropUploads(talk, activity)
      append(talk, { ...notice })
    },
    upload(conversation, mark, file) {
      const talk = use(conversation)
      if (held + file.bytes.byteLength > limits.uploads) return null
      const upload = { ...file, id: newId(), activity: mark }
      talk.uploads.set(upload.id, upload)
      held += file.bytes.byteLength
      return upload
    },
    uploadsBelongTo(conversation, mark, activity) {
      for (const file of talks.get(conversation)?.uploads.values() ?? []) if (file.activity === mark) file.activity = activity
    },
    uploaded: (conversation, id) => talks.get(conversation)?.uploads.get(id),
  }
}

function senderOf(activity: Record<string, unknown>): unknown {
  const from = activity['from']
  return typeof from === 'object' && from !== null && 'id' in from ? from.id : undefined
}

/** The mark by which a client knows its own message, and nothing else of what it sent along. */
function clientIdOf(channelData: unknown): { channelData?: { clientActivityID: string } } {
  if (typeof channelData !== 'object' || channelData === null || !('clientActivityID' in channelData)) return {}
  const { clientActivityID } = channelData
  return typeof clientActivityID === 'string' ? { channelData: { clientActivityID } } : {}
}

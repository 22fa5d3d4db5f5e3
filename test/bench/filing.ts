import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#config'
import { openStore } from '../../src/openStore.ts'
import { startServerProcess, type ServerProcess } from '../service/serverProcess.ts'
import { createTalker, median, quantile, type Speaker, type Talker } from './load.ts'
import { startReplies, type Replies } from './replies.ts'
import { AT, plainStore, sampleStore, type Filer } from './stores.ts'

/** Conversations at a time, and answers saved in one run of all of them. */
export const CONVERSATIONS = 32
const ANSWERS = 20_000
const RUNS = 5

/** What one run cost. */
export interface Cost {
  /** Processor time of the server, user and system, per saved answer (for a bare bot: per message that the product would save), in milliseconds. */
  cpu: number
  /** Milliseconds from a message to its reply. */
  p50: number
  p99: number
  /** Answers a second. */
  rate: number
}

/**
 * A round of a person at one section: figures one or two at a time, with and without diacritics, several at once; the section becomes complete and the next one is shown
 * with its card; then back, and a figure is emptied. Every message but "sửa mục II" is an answer that is saved.
 * The bare bot is sent the same, and the cost of all of it is laid upon the answers.
 */
function round(turn: number): string[] {
  // No figure is ever the one it replaces: an answer that changes nothing would not be saved.
  const [meetings, people] = [turn + 1, 100 + turn * 5]
  return [
    `hội nghị ${meetings}, tọa đàm ${meetings + 1}`,
    `${people} lượt người`,
    `sao gui ${turn + 10} lan`,
    `ban hành ${turn + 3} văn bản`,
    `hn ${meetings + 2}, td ${meetings + 3}, ${people + 3} luot nguoi`,
    `Tọa đàm: ${meetings + 5}; hội nghị: ${meetings + 4}`,
    'không kiện toàn ban chỉ đạo',
    BACK,
    'để trống kiện toàn',
  ]
}
const BACK = 'sửa mục II'
const BEGUN = [
  'công chức 45, viên chức 2, người lao động 6, 7 đơn vị trực thuộc, công đoàn có, ban thanh tra nhân dân không còn',
  BACK,
  'ban hành 3 văn bản, hội nghị 2, tọa đàm 1, sao gửi 9 lần, 340 lượt người',
]
const SAVED = /^Đã (?:lưu|xóa trống)/

const environment = (dataDir: string) => ({ DATA_DIR: dataDir, CLOCK: new Date(AT).toISOString() })

async function quiet(server: ServerProcess): Promise<number> {
  // What is written after the last reply (delivery marks, a checkpoint) belongs to the answers too.
  for (let before = server.cpu(); ;) {
    await new Promise(resolve => setTimeout(resolve, 300))
    const now = server.cpu()
    if (now - before < 10) return now
    before = now
  }
}

/** A server under load: driven a slice at a time, so that two can be measured in turns and whatever else the machine does falls on both alike. */
export interface Driven {
  /** Has every conversation go on in its own closed loop until so many answers more were given in all. */
  drive(answers: number): Promise<void>
  /** What it cost so far. */
  cost(): Cost
  /** Stops the server; rejects when the store does not hold what was acknowledged. */
  finish(): Promise<void>
  /** Ends it whatever state it is in. */
  abandon(): Promise<void>
}

/** Who talks, and how; `say` rejects for a reply that is not as it should be. */
interface Conduct<T> {
  talkers: readonly T[]
  say(talker: T, text: string): Promise<{ took: number }>
}

function drivenBy<T>(server: ServerProcess, replies: Replies, { talkers, say }: Conduct<T>, proven: (answers: number) => Promise<void>): Driven {
  const took: number[] = []
  let [answers, cpu, seconds] = [0, 0, 0]
  const turns = talkers.map(() => 0)
  return {
    async drive(more) {
      const before = await quiet(server)
      const from = performance.now()
      const end = answers + more
      await Promise.all(talkers.map(async (talker, at) => {
        while (answers < end) {
          turns[at] = turns[at]! + 1
          for (const text of round(turns[at]!)) {
            took.push((await say(talker, text)).took)
            if (text !== BACK) answers++
          }
        }
      }))
      seconds += (performance.now() - from) / 1000
      cpu += (await quiet(server)) - before
    },
    cost: () => ({ cpu: cpu / answers, p50: median(took), p99: quantile(took, 0.99), rate: answers / seconds }),
    async finish() {
      await server.stop()
      await replies.close()
      await proven(answers)
    },
    async abandon() {
      await server.kill()
      await replies.close()
    },
  }
}

/** The product on a data folder, every conversation in the midst of its report; that every answer was saved is seen from the replies and in the end from the store. */
export async function openProduct(dataDir: string, filers: readonly Filer[], nodeArguments: string[] = []): Promise<Driven> {
  const [server, replies] = await Promise.all([startServerProcess({ env: environment(dataDir), nodeArguments }), startReplies()])
  const talkers = filers.map(filer => ({ filer, talker: createTalker({ url: server.url, replies, speaker: filer }) }))
  const conduct: Conduct<(typeof talkers)[number]> = {
    talkers,
    async say({ talker, filer }, text) {
      const heard = await talker.say({ text })
      const reply = heard.replies[0]!
      const words = reply.text ?? reply.summary ?? ''
      if (reply.channelData?.qcdc?.obligation !== filer.obligation || (text !== BACK && !SAVED.test(words))) throw new RangeError(`“${text}” was not saved: ${words}; ${server.log().slice(-2000)}`)
      return heard
    },
  }
  const driven = drivenBy(server, replies, conduct, async answers => {
    const kept = await editionsOf(dataDir)
    const told = answers + filers.length * (BEGUN.length - 1)
    if (kept !== told) throw new RangeError(`${told} answers were acknowledged, ${kept} are in the store`)
  })
  return begun(driven, () => Promise.all(talkers.map(async ({ filer, talker }) => {
    await talker.say({ value: { qcdc: { act: 'open', obligation: filer.obligation } } }, heard => heard.some(({ text }) => text?.includes('ví dụ')))
    // The first section whole and the second but for one figure, so that every round begins alike.
    for (const text of BEGUN) await talker.say({ text })
  })))
}

/** A bare bot of two waterfall steps that is sent the same messages. */
export async function openBare(speakers: readonly Speaker[]): Promise<Driven> {
  const [server, replies] = await Promise.all([startBare('waterfall'), startReplies()])
  const talkers = speakers.map(speaker => createTalker({ url: server.url, replies, speaker }))
  const driven = drivenBy<Talker>(server, replies, { talkers, say: (talker, text) => talker.say({ text }) }, async () => {})
  return begun(driven, () => Promise.all(talkers.map(async talker => {
    for (const text of ['xin chào', 'hội nghị 2']) await talker.say({ text })
  })))
}

async function begun(driven: Driven, begin: () => Promise<unknown>): Promise<Driven> {
  try {
    await begin()
    return driven
  } catch (error) {
    await driven.abandon()
    throw error
  }
}

/** Answers given by one before it is the other's turn. */
const SLICE = 2_000

/** Drives two in turns until each has been given so many answers. */
async function inTurns(one: Driven, other: Driven, answers: number): Promise<[Cost, Cost]> {
  try {
    for (let done = 0; done < answers; done += SLICE) for (const driven of [one, other]) await driven.drive(Math.min(SLICE, answers - done))
    await Promise.all([one.finish(), other.finish()])
    return [one.cost(), other.cost()]
  } catch (error) {
    await Promise.all([one.abandon(), other.abandon()])
    throw error
  }
}

/** How many editions of drafts the store's journal has from the benches' reporters. */
async function editionsOf(dataDir: string): Promise<number> {
  const store = await openStore(readConfig({ DATA_DIR: dataDir }), () => AT)
  let count = 0
  for await (const entry of store.journal()) if (entry.action === 'draft-saved' && entry.by.startsWith('bench.')) count++
  await store.close()
  return count
}

/** A bare bot in a process of its own. */
export const startBare = (kind: 'waterfall' | 'echo') => startServerProcess({ script: join(import.meta.dirname, 'bareBot.ts'), scriptArguments: [kind], env: {} })

/** Gives a data folder that is removed afterwards. */
export async function withDataDir<R>(use: (dataDir: string) => Promise<R>): Promise<R> {
  const dataDir = await mkdtemp(join(tmpdir(), 'qcdc-bench-'))
  try {
    return await use(dataDir)
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** How much a bench does: fewer answers and runs tell less but sooner. */
export interface Effort {
  answers?: number | undefined
  runs?: number | undefined
  say(line: string): void
}

const shown = ({ cpu, p50, p99, rate }: Cost) => `${cpu.toFixed(3)} ms cpu, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, ${rate.toFixed(0)}/s`

/** CPU per saved answer with the sample loaded, beside the bare waterfall, both driven in turns. */
export async function benchFiling({ answers = ANSWERS, runs = RUNS, say }: Effort) {
  const pairs: { product: Cost; bare: Cost }[] = []
  for (let run = 1; run <= runs; run++) {
    const pair = await withDataDir(async dataDir => {
      const filers = await sampleStore(dataDir, CONVERSATIONS)
      const [product, bare] = await inTurns(await openProduct(dataDir, filers), await openBare(filers), answers)
      return { product, bare }
    })
    say(`filing ${run}/${runs}: product ${shown(pair.product)}; bare waterfall ${shown(pair.bare)}`)
    pairs.push(pair)
  }
  const product = median(pairs.map(pair => pair.product.cpu))
  const bare = median(pairs.map(pair => pair.bare.cpu))
  return { answers, runs, product, bare, ratio: product / bare, bar: 1, pairs }
}

/** CPU and p99 with 2,400 obligations in the store, half with full reports, beside a store that has only the reports being written. */
export async function benchFilingLarge({ answers = ANSWERS, runs = RUNS, say }: Effort) {
  const pairs: { empty: Cost; large: Cost }[] = []
  const opened = async (dataDir: string, obligations: number) => openProduct(dataDir, await plainStore(dataDir, CONVERSATIONS, obligations))
  for (let run = 1; run <= runs; run++) {
    const pair = await withDataDir(small => withDataDir(async big => {
      const [empty, large] = await inTurns(await opened(small, 0), await opened(big, 2_400), answers)
      return { empty, large }
    }))
    say(`filing-large ${run}/${runs}: empty ${shown(pair.empty)}; 2,400 obligations ${shown(pair.large)}`)
    pairs.push(pair)
  }
  const of = (which: 'empty' | 'large', what: 'cpu' | 'p99') => median(pairs.map(pair => pair[which][what]))
  return {
    answers, runs, bar: 2, pairs,
    cpu: { empty: of('empty', 'cpu'), large: of('large', 'cpu'), ratio: of('large', 'cpu') / of('empty', 'cpu') },
    p99: { empty: of('empty', 'p99'), large: of('large', 'p99'), ratio: of('large', 'p99') / of('empty', 'p99') },
  }
}

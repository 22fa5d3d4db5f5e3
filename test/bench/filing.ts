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
  /** Processor time of the server, user and system, per saved answer (or, for a bare bot, per message), in milliseconds. */
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

/** Every conversation in its own loop until `messages` were said in all. Returns the milliseconds each took. */
async function loops<T>(talkers: readonly T[], answers: number, step: (talker: T, turn: number) => Promise<{ answers: number; took: number[] }>): Promise<number[]> {
  let begun = 0
  const took: number[] = []
  await Promise.all(talkers.map(async talker => {
    for (let turn = 1; begun < answers; turn++) {
      const stepped = await step(talker, turn)
      begun += stepped.answers
      took.push(...stepped.took)
    }
  }))
  return took
}

async function quiet(server: ServerProcess): Promise<number> {
  // What is written after the last reply (delivery marks, a checkpoint) belongs to the answers too.
  for (let before = server.cpu(); ;) {
    await new Promise(resolve => setTimeout(resolve, 300))
    const now = server.cpu()
    if (now - before < 10) return now
    before = now
  }
}

/** Runs with a server and a connector of its own; neither outlives it. */
async function withServer<R>(server: Promise<ServerProcess>, use: (server: ServerProcess, replies: Replies) => Promise<R>): Promise<R> {
  const [started, replies] = await Promise.all([server, startReplies()])
  try {
    const result = await use(started, replies)
    await started.stop()
    return result
  } catch (cause) {
    throw new RangeError(`the server failed: ${started.log().slice(-2000)}`, { cause })
  } finally {
    await started.kill()
    await replies.close()
  }
}

/** Files through the product on a data folder, and proves from the store that every answer was saved. */
export async function fileAnswers(dataDir: string, filers: readonly Filer[], answers: number, nodeArguments: string[] = []): Promise<Cost> {
  const { saved, ...cost } = await withServer(startServerProcess({ env: environment(dataDir), nodeArguments }), async (server, replies) => {
    const talkers = filers.map(filer => ({ filer, talker: createTalker({ url: server.url, replies, speaker: filer }) }))
    await Promise.all(talkers.map(async ({ filer, talker }) => {
      await talker.say({ value: { qcdc: { act: 'open', obligation: filer.obligation } } }, heard => heard.length === 2)
      // The first section whole and the second but for one figure, so that every round begins alike.
      for (const text of BEGUN) await talker.say({ text })
    }))
    const [cpu, from] = [await quiet(server), performance.now()]
    let saved = 0
    const took = await loops(talkers, answers, async ({ talker, filer }, turn) => {
      const times: number[] = []
      for (const text of round(turn)) {
        const heard = await talker.say({ text })
        times.push(heard.took)
        const reply = heard.replies[0]!
        if (text === BACK) continue
        if (!SAVED.test(reply.text ?? reply.summary ?? '') || reply.channelData?.qcdc?.obligation !== filer.obligation) throw new RangeError(`“${text}” was not saved: ${reply.text ?? reply.summary}`)
        saved++
      }
      return { answers: times.length - 1, took: times }
    })
    const seconds = (performance.now() - from) / 1000
    const spent = (await quiet(server)) - cpu
    return { saved, cpu: spent / saved, p50: median(took), p99: quantile(took, 0.99), rate: saved / seconds }
  })
  const kept = await editionsOf(dataDir)
  const told = saved + filers.length * (BEGUN.length - 1)
  if (kept !== told) throw new RangeError(`${told} answers were acknowledged, ${kept} are in the store`)
  return cost
}

/** How many editions of drafts the store's journal has from the benches' reporters. */
async function editionsOf(dataDir: string): Promise<number> {
  const store = await openStore(readConfig({ DATA_DIR: dataDir }), () => AT)
  let count = 0
  for await (const entry of store.journal()) if (entry.action === 'draft-saved' && entry.by.startsWith('bench.')) count++
  await store.close()
  return count
}

/** The same messages to a bare bot of two waterfall steps. */
export async function bareWaterfall(speakers: readonly Speaker[], messages: number): Promise<Cost> {
  return withServer(startBare('waterfall'), async (server, replies) => {
    const talkers = speakers.map(speaker => createTalker({ url: server.url, replies, speaker }))
    await Promise.all(talkers.map(async talker => {
      for (const text of ['xin chào', 'hội nghị 2']) await talker.say({ text })
    }))
    const [cpu, from] = [await quiet(server), performance.now()]
    let said = 0
    const took = await loops(talkers, messages, async (talker: Talker, turn) => {
      const times: number[] = []
      for (const text of round(turn)) times.push((await talker.say({ text })).took)
      said += times.length
      return { answers: times.length, took: times }
    })
    const seconds = (performance.now() - from) / 1000
    const spent = (await quiet(server)) - cpu
    return { cpu: spent / said, p50: median(took), p99: quantile(took, 0.99), rate: said / seconds }
  })
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

/** CPU per saved answer with the sample loaded, beside the bare waterfall, in pairs. */
export async function benchFiling({ answers = ANSWERS, runs = RUNS, say }: Effort) {
  const pairs: { product: Cost; bare: Cost }[] = []
  for (let run = 1; run <= runs; run++) {
    const pair = await withDataDir(async dataDir => {
      const filers = await sampleStore(dataDir, CONVERSATIONS)
      return { product: await fileAnswers(dataDir, filers, answers), bare: await bareWaterfall(filers, answers) }
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
  const at = (obligations: number) => withDataDir(async dataDir => fileAnswers(dataDir, await plainStore(dataDir, CONVERSATIONS, obligations), answers))
  for (let run = 1; run <= runs; run++) {
    const pair = { empty: await at(0), large: await at(2_400) }
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

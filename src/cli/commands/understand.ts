import { setImmediate as tick } from 'node:timers/promises'
import { z } from 'zod'
import type { Evaluation } from '#app/evaluateUnderstanding.ts'
import type { UnderstoodLine } from '#app/understand.ts'
import { Fault } from '#domain/fault.ts'
import type { Instant } from '#domain/time/instant.ts'
import { defineCommand, type CommandContext, type Language } from '../command.ts'
import { isRefusal, refusal, refuse, table, type Refusal } from '../render.ts'

/** Lines between two turns of the event loop: a running service goes on answering meanwhile. */
const LINES_AT_ONCE = 50

const input = z.object({ at: z.number().optional(), person: z.string().optional(), evaluate: z.string().optional(), lines: z.array(z.string()).optional() })
type UnderstandDocument = UnderstoodLine[] | Evaluation | Refusal

export const understand = defineCommand<z.output<typeof input>, UnderstandDocument>({
  name: 'understand',
  summary: { vi: 'Cho biết từng dòng nhập vào được hiểu thế nào', en: 'Say what is understood of each line of standard input' },
  options: [
    { name: 'at', kind: 'instant', summary: { vi: 'nói lúc này; không nêu: bây giờ', en: 'said at this instant; now unless given' } },
    { name: 'person', kind: 'text', summary: { vi: 'do người này nói (mã): cách gọi tắt họ đã chọn được dùng', en: 'said by this person (id): the meanings they chose before are used' } },
    { name: 'evaluate', kind: 'text', summary: { vi: 'chấm điểm trên tệp JSON mỗi dòng một câu: {text, intent, entities}', en: 'measure on a file of JSON lines {text, intent, entities}' } },
  ],
  input,
  prepare: async ({ at, person, evaluate }, client) => ({
    at, person, ...(evaluate === undefined ? { lines: await client.lines() } : { evaluate: new TextDecoder().decode(await client.readBytes(String(evaluate))) }),
  }),
  async run({ at, person, evaluate, lines = [] }, context) {
    const now = at ?? context.now
    if (person !== undefined && !(await (await context.store()).get('person', person))) {
      return refuse('--person', person, 'mã của một người (xem: qcdc people list)', 'the id of a person (see: qcdc people list)')
    }
    if (evaluate !== undefined) return { exit: 0, document: await evaluated(evaluate, now, context) }
    const [{ understandLine }, recognizer, memory] = await Promise.all([import('#app/understand.ts'), context.recognizer(), rememberedBy(person, context)])
    const said = { useUnits: () => {}, recognize: (one: Parameters<typeof recognizer.recognize>[0]) => recognizer.recognize({ ...one, ...(memory && { memory }) }) }
    const document: UnderstoodLine[] = []
    for (const [index, line] of lines.entries()) {
      document.push(await understandLine(said, line, now, () => performance.now()))
      if ((index + 1) % LINES_AT_ONCE > 0) continue
      context.progress?.(index + 1, lines.length)
      await tick()
    }
    context.progress?.(lines.length, lines.length)
    return { exit: 0, document, lines: document }
  },
  render(document, language) {
    if (isRefusal(document)) return refusal(document, language)
    return Array.isArray(document) ? understoodText(document, language) : evaluationText(document, language)
  },
})

/** The meanings of short words that a person has chosen in their latest conversation. */
async function rememberedBy(person: string | undefined, context: CommandContext): Promise<Record<string, string> | undefined> {
  if (person === undefined) return undefined
  const conversations = await (await context.store()).find('conversation', 'person', person)
  const focus = z.object({ memory: z.record(z.string(), z.string()) })
  return conversations.map(({ record }) => focus.safeParse(record.focus).data?.memory).findLast(memory => memory !== undefined)
}

async function evaluated(content: string, at: Instant, context: CommandContext): Promise<Evaluation> {
  const { evaluateUnderstanding, readEvaluation } = await import('#app/evaluateUnderstanding.ts')
  const read = readEvaluation(content)
  if (!read.ok) throw new Fault('import-invalid', read.problem)
  const recognizer = await context.recognizer()
  let done = 0
  const yielding = {
    useUnits: () => {},
    async recognize(said: Parameters<typeof recognizer.recognize>[0]) {
      if (++done % LINES_AT_ONCE === 0) await tick()
      return recognizer.recognize(said)
    },
  }
  return evaluateUnderstanding(yielding, read.lines, at, index => context.progress?.(index, read.lines.length))
}

function understoodText(lines: UnderstoodLine[], language: Language): string {
  const headings = language === 'vi' ? ['Câu', 'Ý định', 'Điểm', 'Ý thứ hai', 'Hỏi lại', 'Thông tin', 'ms'] : ['Line', 'Intent', 'Score', 'Runner-up', 'Asks', 'Entities', 'ms']
  return table(headings, lines.map(line => [
    line.text, line.intent, line.score.toFixed(2), `${line.runnerUp.intent} ${line.runnerUp.score.toFixed(2)}`, line.ask ? '?' : '', JSON.stringify(line.entities), line.ms.toFixed(2),
  ]))
}

const share = (value: number | null) => (value === null ? '–' : `${(value * 100).toFixed(1)} %`)

function evaluationText(found: Evaluation, language: Language): string {
  const vi = language === 'vi'
  const head = vi
    ? `${found.lines} câu: đúng ý ${share(found.accuracy)} (có dấu ${share(found.accented)}, không dấu ${share(found.bare)}), hỏi lại ${share(found.askedBack)}, ngoài phạm vi mà vẫn nhận ${share(found.outOfScopeAnswered)}.`
    : `${found.lines} lines: ${share(found.accuracy)} right (accented ${share(found.accented)}, bare ${share(found.bare)}), asked back ${share(found.askedBack)}, out of scope yet answered ${share(found.outOfScopeAnswered)}.`
  const intents = table(vi ? ['Ý định', 'Số câu', 'Chính xác', 'Đầy đủ'] : ['Intent', 'Lines', 'Precision', 'Recall'],
    Object.entries(found.perIntent).map(([intent, of]) => [intent, String(of.lines), share(of.precision), share(of.recall)]))
  const confusions = table(vi ? ['Phải là', 'Hiểu thành', 'Số câu', 'Ví dụ'] : ['Expected', 'Got', 'Lines', 'Example'],
    found.confusions.map(one => [one.expected, one.got, String(one.count), one.examples[0] ?? '']))
  const entities = table(vi ? ['Thông tin', 'Cần', 'Thấy', 'Đúng', 'F1'] : ['Entity', 'Expected', 'Found', 'Right', 'F1'],
    Object.entries(found.entities).map(([kind, of]) => [kind, String(of.expected), String(of.found), String(of.right), share(of.f1)]))
  return [head, intents, ...(found.confusions.length > 0 ? [confusions] : []), entities].join('\n\n')
}

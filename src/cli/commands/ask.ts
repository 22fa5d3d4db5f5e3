import { setImmediate as tick } from 'node:timers/promises'
import { z } from 'zod'
import type { Answer, Citation } from '#domain/provision/answer.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import { defineCommand, type Language } from '../command.ts'

/** A question with its answer; `notices` are what the answer has to say about itself. */
interface AskedLine extends Pick<Answer, 'answered' | 'source' | 'citations' | 'top' | 'notices' | 'campaignDeadline'> {
  q: string
  /** Milliseconds, to the microsecond; the first question of a process also waits until the texts are indexed. */
  ms: number
}

export const ask = defineCommand<{ at?: Instant; top?: number; lines: string[] }, AskedLine[]>({
  name: 'ask',
  summary: { vi: 'Trả lời từng câu hỏi về quy định, mỗi dòng một câu', en: 'Answer questions about the regulations, one a line of standard input' },
  options: [
    { name: 'at', kind: 'instant', summary: { vi: 'theo quy định có hiệu lực lúc này; không nêu: bây giờ', en: 'by what is in force at this instant; now unless given' } },
    { name: 'top', kind: 'count', summary: { vi: 'số điều tìm được cần nêu (không nêu: 5)', en: 'how many found articles to tell (5 unless given)' } },
  ],
  input: z.object({ at: z.number().optional(), top: z.number().optional(), lines: z.array(z.string()) }),
  prepare: async ({ at, top }, client) => ({ at, top, lines: await client.lines() }),
  async run({ at, top, lines }, context) {
    const [{ askProvision }, library] = await Promise.all([import('#app/askProvision.ts'), context.library()])
    // Indexing belongs to the start, not to the first question.
    await library.book(dayOf(at ?? context.now))
    const document: AskedLine[] = []
    for (const [index, q] of lines.entries()) {
      const before = performance.now()
      const { answered, source, citations, top: found, notices, campaignDeadline } = await askProvision(library, { text: q, at: at ?? context.now, ...(top !== undefined && { top }) })
      const ms = Math.round((performance.now() - before) * 1000) / 1000
      document.push({ q, answered, source, citations, top: top === undefined ? found : found.slice(0, top), notices, campaignDeadline, ms })
      context.progress?.(index + 1, lines.length)
      // A running service goes on answering meanwhile.
      await tick()
    }
    return { exit: 0, document, lines: document }
  },
  render: (lines, language) => lines.map(line => answerText(line, language)).join('\n\n'),
})

function answerText({ q, answered, source, citations, top, campaignDeadline }: AskedLine, language: Language): string {
  const vi = language === 'vi'
  const sources = { digest: vi ? 'tóm lược' : 'digest', official: vi ? 'văn bản chính thức' : 'official text', guidance: vi ? 'hướng dẫn của Tổ Thư ký' : 'the secretariat’s guidance' }
  if (campaignDeadline) return `${q}\n  ${vi ? 'Hạn nộp báo cáo lấy từ đợt báo cáo: qcdc campaign list' : 'Deadlines of reports come from the campaigns: qcdc campaign list'}`
  if (!answered) {
    const near = top.slice(0, 3).map(placeText).join('; ')
    return `${q}\n  ${vi ? 'Chưa đủ căn cứ để trả lời.' : 'Not known well enough to answer.'}${near ? ` ${vi ? 'Gần nhất:' : 'Nearest:'} ${near}` : ''}`
  }
  return [q, ...citations.map(one => `  ${placeText(one)} (${sources[source]}${one.inForce ? '' : vi ? ', không còn hiệu lực' : ', not in force'}): ${one.quote.replaceAll('\n', '\n    ')}`)].join('\n')
}

const placeText = ({ document, article, clause, point }: Citation) =>
  [point && `điểm ${point}`, clause && `khoản ${clause}`, article && `Điều ${article}`, document].filter(Boolean).join(' ')

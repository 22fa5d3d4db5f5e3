import { join } from 'node:path'
import { z } from 'zod'
import type { CluProject } from '#app/exportPhrases.ts'
import { defineCommand } from '../command.ts'
import { isRefusal, refusal, refuse, type Refusal } from '../render.ts'

export const phrasesExport = defineCommand<{ format: string }, CluProject | Refusal>({
  name: 'phrases export',
  summary: { vi: 'Xuất mẫu câu để huấn luyện ở nơi khác', en: 'Export the phrases to be learnt elsewhere' },
  options: [{ name: 'format', kind: 'text', required: true, summary: { vi: 'clu: dự án của Azure AI Language', en: 'clu: a project of Azure AI Language' } }],
  input: z.object({ format: z.string() }),
  async run({ format }, { data }) {
    if (format !== 'clu') return refuse('--format', format, 'clu', 'clu')
    const [{ exportPhrases }, { parsePhrases }, { loadPhrases }] = await Promise.all([
      import('#app/exportPhrases.ts'), import('#domain/language/phrases.ts'), import('#adapters/recognizer/loadPhrases.ts'),
    ])
    return { exit: 0, document: exportPhrases(parsePhrases(loadPhrases(join(data, 'phrases')))) }
  },
  // The file is for another program in either case.
  render: (document, language) => (isRefusal(document) ? refusal(document, language) : JSON.stringify(document, null, 2)),
})

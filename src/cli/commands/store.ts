import { z } from 'zod'
import type { Soundness } from '#ports/store.ts'
import { defineCommand } from '../command.ts'

export const storeCheck = defineCommand<object, Soundness>({
  name: 'store check',
  summary: { vi: 'Kiểm tra kho dữ liệu và nhật ký', en: 'Check the store and its journal' },
  input: z.object({}),
  async run(_, context) {
    const document = await context.check()
    return { exit: document.ok ? 0 : 1, document }
  },
  render({ ok, records, journal, problems }, language) {
    const vi = language === 'vi'
    const broken = journal.broken && (vi ? `Nhật ký hỏng từ bút toán ${journal.broken.seq} (${journal.broken.problem}).` : `The journal is broken from entry ${journal.broken.seq} (${journal.broken.problem}).`)
    return [
      ok ? (vi ? 'Kho dữ liệu nguyên vẹn.' : 'The store is sound.') : vi ? 'Kho dữ liệu KHÔNG nguyên vẹn.' : 'The store is NOT sound.',
      vi ? `Bản ghi: ${records}. Nhật ký: ${journal.entries} bút toán, mã cuối ${journal.head || '–'}.` : `Records: ${records}. Journal: ${journal.entries} entries, head ${journal.head || '–'}.`,
      ...(broken ? [broken] : []),
      ...problems.map(problem => `  ${problem}`),
    ].join('\n')
  },
})

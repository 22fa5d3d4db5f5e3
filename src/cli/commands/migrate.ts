import { z } from 'zod'
import type { Migrated } from '#adapters/store-postgres/migrate.ts'
import { defineCommand } from '../command.ts'
import { isRefusal, refusal, refuse, type Refusal } from '../render.ts'

const migrateInput = z.object({ role: z.string().optional() })

export const storeMigrate = defineCommand<z.output<typeof migrateInput>, Migrated | Refusal>({
  name: 'store migrate',
  summary: { vi: 'Tạo hoặc nâng cấp các bảng trong PostgreSQL (bằng STORE_URL của chủ sở hữu)', en: 'Create or upgrade the tables in PostgreSQL (with the STORE_URL of their owner)' },
  options: [{ name: 'role', kind: 'text', summary: { vi: 'vai trò mà dịch vụ đăng nhập (không nêu: qcdc_app)', en: 'role that the service logs in with (qcdc_app unless said)' } }],
  input: migrateInput,
  async run({ role }, { whereabouts }) {
    if (!whereabouts) return refuse('store migrate', 'đang chạy / running', 'dịch vụ trên máy này đã dừng', 'the service of this machine stopped')
    if (whereabouts.STORE_URL.startsWith('lowdb:')) return refuse('STORE_URL', whereabouts.STORE_URL, 'postgres://…', 'postgres://…')
    const { migrate } = await import('#adapters/store-postgres/migrate.ts')
    return { exit: 0, document: await migrate(whereabouts.STORE_URL, role === undefined ? {} : { application: role }) }
  },
  render(document, language) {
    if (isRefusal(document)) return refusal(document, language)
    const { applied, reindexed, grantedTo } = document
    const vi = language === 'vi'
    return [
      applied.length === 0 ? (vi ? 'Các bảng đã đúng phiên bản.' : 'The tables are of this version already.') : `${vi ? 'Đã áp dụng' : 'Applied'}: ${applied.join(', ')}.`,
      ...(reindexed > 0 ? [vi ? `Đã lập lại chỉ mục cho ${reindexed} bản ghi.` : `Indexed ${reindexed} records anew.`] : []),
      grantedTo === null
        ? vi ? 'Không có vai trò riêng cho dịch vụ: dịch vụ phải đăng nhập bằng chủ sở hữu (xem docs/postgres.md).' : 'There is no role for the service: it has to log in as the owner (see docs/postgres.md).'
        : vi ? `Đã cấp quyền cho vai trò ${grantedTo}.` : `Rights were given to the role ${grantedTo}.`,
    ].join('\n')
  },
})

import type { Role } from '#domain/person.ts'

/** Roles inside a sentence. */
export const ROLE_NAMES: Record<Role, { vi: string; en: string }> = {
  reporter: { vi: 'cán bộ đầu mối', en: 'reporter' },
  head: { vi: 'thủ trưởng', en: 'head' },
  secretariat: { vi: 'Tổ Thư ký', en: 'secretariat' },
  member: { vi: 'ủy viên theo dõi', en: 'monitoring member' },
  chair: { vi: 'Trưởng ban', en: 'chair' },
  admin: { vi: 'quản trị hệ thống', en: 'administrator' },
}

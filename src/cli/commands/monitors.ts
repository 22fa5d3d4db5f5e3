import { importDelegations, importMonitors } from '#app/importMonitors.ts'
import { importCommand } from './importing.ts'

export const monitorsImport = importCommand(
  'monitors import', { vi: 'Nhập phân công theo dõi địa bàn', en: 'Import who follows which units' },
  { vi: 'cột: person, unit, from, to', en: 'columns person, unit, from, to' }, importMonitors,
)

export const delegationsImport = importCommand(
  'delegations import', { vi: 'Nhập ủy quyền', en: 'Import delegations' },
  { vi: 'cột: from, to, role, unit, start, end', en: 'columns from, to, role, unit, start, end' }, importDelegations,
)

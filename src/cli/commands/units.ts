import { z } from 'zod'
import { importUnits } from '#app/importUnits.ts'
import { dayOf, type Instant } from '#domain/time/instant.ts'
import { existsOn, type Unit } from '#domain/unit.ts'
import { defineCommand } from '../command.ts'
import { plainDay, table } from '../render.ts'
import { importCommand } from './importing.ts'

export const unitsList = defineCommand<{ at?: Instant; level?: string }, Unit[]>({
  name: 'units list',
  summary: { vi: 'Liệt kê đơn vị', en: 'List units' },
  options: [
    { name: 'at', kind: 'instant', summary: { vi: 'chỉ đơn vị tồn tại lúc này; không có thì liệt kê cả đơn vị đã kết thúc', en: 'only units that exist then; without it those that ended too' } },
    { name: 'level', kind: 'text', summary: { vi: 'chỉ cấp này, ví dụ cap-tinh', en: 'only this level, such as cap-tinh' } },
  ],
  input: z.object({ at: z.number().optional(), level: z.string().optional() }),
  async run({ at, level }, { store }) {
    const units: Unit[] = []
    for await (const { record } of (await store()).all('unit')) {
      if ((at === undefined || existsOn(record, dayOf(at))) && (!level || record.level === level)) units.push(record)
    }
    return { exit: 0, document: units }
  },
  render: (units, language) =>
    table(language === 'vi' ? ['Mã', 'Tên', 'Cấp', 'Cấp trên', 'Từ', 'Đến', 'Kế thừa bởi'] : ['Id', 'Name', 'Level', 'Parent', 'From', 'To', 'Successor'],
      units.map(unit => [unit.id, unit.name, unit.level, unit.parent ?? '–', plainDay(unit.from), plainDay(unit.to), unit.successor ?? '–'])),
})

export const unitsImport = importCommand(
  'units import', { vi: 'Nhập đơn vị từ tệp CSV hoặc JSON', en: 'Import units from a CSV or JSON file' },
  { vi: 'cột: id, name, level, parent, from, to, predecessors, successor, short, codes, reports', en: 'columns id, name, level, parent, from, to, predecessors, successor, short, codes, reports' }, importUnits,
)

import { z } from 'zod'
import { importPeople } from '#app/importPeople.ts'
import { ROLES, type Person } from '#domain/person.ts'
import { defineCommand } from '../command.ts'
import { plainDay, table } from '../render.ts'
import { importCommand } from './importing.ts'

export const peopleList = defineCommand<{ unit?: string; role?: string }, Person[]>({
  name: 'people list',
  summary: { vi: 'Liệt kê người dùng và vai trò', en: 'List people and their roles' },
  options: [
    { name: 'unit', kind: 'text', summary: { vi: 'chỉ người có vai trò tại đơn vị này (mã)', en: 'only people with a role in this unit (id)' } },
    { name: 'role', kind: 'text', summary: { vi: `chỉ vai trò này: ${ROLES.join(', ')}`, en: `only this role: ${ROLES.join(', ')}` } },
  ],
  input: z.object({ unit: z.string().optional(), role: z.string().optional() }),
  async run({ unit, role }, { store }) {
    const people: Person[] = []
    for await (const { record } of (await store()).all('person')) {
      const fits = (!unit && !role) || record.roles.some(holding => (!unit || holding.unit === unit) && (!role || holding.role === role))
      if (fits) people.push(record)
    }
    return { exit: 0, document: people }
  },
  render: (people, language) =>
    table(language === 'vi' ? ['Mã', 'Tên', 'Vai trò'] : ['Id', 'Name', 'Roles'], people.map(person => [
      person.id, person.name,
      person.roles.map(({ role, unit, from, to }) => `${role}@${unit} ${plainDay(from)}–${to ? plainDay(to) : ''}`).join('; ') || '–',
    ])),
})

export const peopleImport = importCommand(
  'people import', { vi: 'Nhập người dùng từ tệp CSV hoặc JSON', en: 'Import people from a CSV or JSON file' },
  { vi: 'cột: id, aadObjectId, name, role, unit, from, to (mỗi vai trò một dòng)', en: 'columns id, aadObjectId, name, role, unit, from, to (one row a role)' }, importPeople,
)

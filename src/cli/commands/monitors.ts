import type { z } from 'zod'
import { importDelegations, importMonitors } from '#app/importMonitors.ts'
import { defineCommand } from '../command.ts'
import { refusal } from '../render.ts'
import { fileInput, importedText, prepareFile, type ImportDocument } from './importing.ts'

export const monitorsImport = defineCommand<z.output<typeof fileInput>, ImportDocument>({
  name: 'monitors import',
  summary: { vi: 'Nhập phân công theo dõi địa bàn', en: 'Import who follows which units' },
  arguments: [{ name: 'file', summary: { vi: 'cột: person, unit, from, to', en: 'columns person, unit, from, to' } }],
  input: fileInput,
  prepare: prepareFile,
  run: async ({ rows }, { store, now }) => {
    const result = await importMonitors(await store(), rows, { at: now, by: 'import' })
    return { exit: result.ok ? 0 : 1, document: result }
  },
  render: (document, language) => (document.ok ? importedText(document, language) : refusal(document, language)),
})

export const delegationsImport = defineCommand<z.output<typeof fileInput>, ImportDocument>({
  name: 'delegations import',
  summary: { vi: 'Nhập ủy quyền', en: 'Import delegations' },
  arguments: [{ name: 'file', summary: { vi: 'cột: from, to, role, unit, start, end', en: 'columns from, to, role, unit, start, end' } }],
  input: fileInput,
  prepare: prepareFile,
  run: async ({ rows }, { store, now }) => {
    const result = await importDelegations(await store(), rows, { at: now, by: 'import' })
    return { exit: result.ok ? 0 : 1, document: result }
  },
  render: (document, language) => (document.ok ? importedText(document, language) : refusal(document, language)),
})

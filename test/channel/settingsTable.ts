import type * as z from 'zod'
import { SETTINGS } from '#config'

const fallback = (schema: z.ZodType): string => {
  const absent = schema.safeParse(undefined)
  if (!absent.success || absent.data === undefined) return ''
  return Array.isArray(absent.data) ? '' : `\`${String(absent.data)}\``
}

/** The table of docs/configuration.md: one line a setting, in the order of the schema. */
export function settingsTable(): string {
  const rows = Object.entries(SETTINGS.shape).map(([name, schema]) => `| \`${name}\` | ${fallback(schema)} | ${(schema.description ?? '').replaceAll('|', '\\|')} |`)
  return ['| name | default | meaning |', '|---|---|---|', ...rows].join('\n')
}

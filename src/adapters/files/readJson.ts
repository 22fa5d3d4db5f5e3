import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import { Fault } from '#domain/fault.ts'

/** A JSON file checked by a schema. Throws Fault 'data-invalid' that says which file, where in it, and what was expected. */
export async function readJson<S extends z.ZodType>(path: string, schema: S): Promise<z.infer<S>> {
  let value: unknown
  try {
    value = JSON.parse(await readFile(path, 'utf8'))
  } catch (cause) {
    throw new Fault('data-invalid', `${path}: ${cause instanceof SyntaxError ? `not JSON (${cause.message})` : 'cannot be read'}`, { cause })
  }
  const checked = schema.safeParse(value)
  if (checked.success) return checked.data
  const places = checked.error.issues.slice(0, 10).map(issue => `${issue.path.join('.') || 'the document'}: ${issue.message}`)
  throw new Fault('data-invalid', `${path}: ${places.join('; ')}`)
}

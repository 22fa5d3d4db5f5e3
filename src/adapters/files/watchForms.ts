import { watch } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '#domain/fault.ts'
import type { Form } from '#domain/form/form.ts'
import { parseForms } from '#domain/form/parseForm.ts'

/** Report types as the folder has them now. */
export interface FormFolder {
  forms(): ReadonlyMap<string, Form>
  /** Reads the folder again; what is not right in it is told and the forms read before stay. */
  reload(): Promise<void>
  /** Resolves when the forms, now or after a later reading, are as wanted. */
  when(wanted: (forms: ReadonlyMap<string, Form>) => boolean): Promise<void>
  close(): void
}

/** Reads every form file of a folder. Throws Fault 'form-invalid' naming the file and what is wrong with it. */
export async function readForms(folder: string): Promise<Map<string, Form>> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.json') && name !== 'versions.json').sort()
  return parseForms(await Promise.all(names.map(async name => ({ name, json: parse(name, await readFile(join(folder, name), 'utf8')) }))))
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Fault('form-invalid', `${name}: not JSON`, { cause })
  }
}

/** Follows a folder of forms: a file dropped in adds a report type while the service runs. The first reading must succeed. */
export async function watchForms(folder: string, wrong: (problem: Error) => void): Promise<FormFolder> {
  let forms = await readForms(folder)
  let reading: Promise<void> | undefined
  let again = false
  const waiting = new Set<() => void>()
  const reload = async (): Promise<void> => {
    if (reading) {
      again = true
      return reading
    }
    reading = readForms(folder).then(read => {
      forms = read
      for (const look of waiting) look()
    }, (problem: Error) => wrong(problem))
    await reading
    reading = undefined
    if (again) {
      again = false
      await reload()
    }
  }
  const watcher = watch(folder, { persistent: false }, () => { void reload() })
  watcher.on('error', wrong)
  const when: FormFolder['when'] = wanted => new Promise(resolve => {
    const look = () => {
      if (!wanted(forms)) return
      waiting.delete(look)
      resolve()
    }
    waiting.add(look)
    look()
  })
  return { forms: () => forms, reload, when, close: () => watcher.close() }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

/** Each layer: where it lives, which layers it may import, and which packages (a prefix allows what lies under it). Nothing else. */
const LAYERS: Record<string, { folder: string; layers: string[]; packages: string[] }> = {
  domain: { folder: 'src/domain', layers: ['domain'], packages: ['zod', 'node:crypto'] },
  ports: { folder: 'src/ports', layers: ['domain', 'ports'], packages: [] },
  app: { folder: 'src/app', layers: ['domain', 'ports', 'app'], packages: ['zod', 'node:crypto'] },
  dialogs: { folder: 'dialogs', layers: ['domain', 'ports', 'app', 'dialogs'], packages: ['zod'] },
  adapters: { folder: 'src/adapters', layers: ['domain', 'ports', 'adapters'], packages: [
    'node:', 'zod', 'botbuilder', 'botbuilder-core', 'botframework-connector', 'restify', 'ws', 'undici', 'pino', 'lowdb', 'csv-parse', 'openai', '@azure/', 'pg', 'mammoth', 'fflate', 'adaptivecards', 'rate-limiter-flexible',
  ] },
}
/** Wiring may import everything; it is listed so that nothing else escapes the table. */
const WIRING = ['src/main.ts', 'src/service.ts', 'src/sending.ts', 'src/openStore.ts', 'src/openRecognizer.ts', 'src/openModels.ts', 'src/config.ts', 'src/cli.ts', 'src/cli/']

const files = (folder: string): string[] => readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
  .map(entry => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'))

/** Every module a file imports, statically or not, with types; comments and the word “from” in quotes do not count. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '$1')
  return [...source.matchAll(/(?:(?<!['"])\bfrom\s*|\bimport\s*\(\s*|\bimport\s+)(['"])([^'"\n]+)\1/g)].map(match => match[2]!)
}

/** The layer a specifier leads to, or the package it names. */
function target(file: string, specifier: string): { layer?: string; outside?: string } {
  const alias = /^#(domain|ports|app|adapters|dialogs)\//.exec(specifier)
  if (alias) return { layer: alias[1]! }
  if (specifier.startsWith('#')) return { outside: specifier }
  if (!specifier.startsWith('.')) return { outside: specifier }
  const path = join(file, '..', specifier).split(sep).join('/')
  const layer = Object.entries(LAYERS).find(([, { folder }]) => path.startsWith(`${folder}/`))?.[0]
  return layer ? { layer } : { outside: path }
}

describe('the house', () => {
  it.each(Object.entries(LAYERS))('%s imports only what it may', (_name, { folder, layers, packages }) => {
    const own = files(folder).filter(file => !file.includes('/page/client/'))
    expect(own.length, `${folder} is empty`).toBeGreaterThan(0)
    const wrong = own.flatMap(file => importsOf(file).filter(specifier => {
      const { layer, outside } = target(file, specifier)
      return layer ? !layers.includes(layer) : !packages.some(allowed => outside === allowed || outside!.startsWith(allowed.endsWith('/') || allowed.endsWith(':') ? allowed : `${allowed}/`))
    }).map(specifier => `${file} → ${specifier}`))
    expect(wrong).toEqual([])
  })

  it('has no file outside its layers but the wiring', () => {
    const known = [...Object.values(LAYERS).map(({ folder }) => `${folder}/`), ...WIRING]
    expect([...files('src'), ...files('dialogs')].filter(file => !known.some(place => file.startsWith(place)))).toEqual([])
  })

  it('takes time, randomness and the environment from outside', () => {
    const forbidden = /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bprocess\.|\bconsole\.|\brandomUUID\b|\brandomBytes\b|\bperformance\.now\b|\bsetTimeout\b|\bsetInterval\b/
    const code = (file: string) => readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    const wrong = [...files('src/domain'), ...files('src/app'), ...files('dialogs'), ...files('src/ports')].filter(file => forbidden.test(code(file)))
    expect(wrong).toEqual([])
    const environment = [...files('src'), ...files('dialogs')].filter(file => /\bprocess\.env\b/.test(code(file)) && file !== 'src/config.ts' && file !== 'src/cli.ts')
    expect(environment).toEqual([])
  })

  it('throws faults with a code, never a bare error', () => {
    // The page's own scripts run in a browser and know nothing of the server's faults.
    const wrong = [...files('src'), ...files('dialogs')].filter(file => !file.includes('/page/client/') && /throw new Error\(/.test(readFileSync(join(ROOT, file), 'utf8')))
    expect(wrong).toEqual([])
  })
})

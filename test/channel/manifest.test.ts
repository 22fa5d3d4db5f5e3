import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { manifestFor, packManifest } from '../../manifest/pack.ts'
import { testFolder } from '../testFolder.ts'

const require = createRequire(import.meta.url)
// Both packages come as CommonJS with the class as the module itself.
const Ajv = require('ajv-draft-04') as new (options: object) => { compile(schema: unknown): ((data: unknown) => boolean) & { errors?: unknown } }
const addFormats = require('ajv-formats') as (ajv: unknown) => void

const DEPLOYMENT = { appId: '11111111-2222-4333-8444-555555555555', domain: 'qcdc.example.vn' }
const here = (name: string) => new URL(`../../manifest/${name}`, import.meta.url)
const json = async (path: string | URL) => JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>

async function wrongIn(schema: string, data: unknown): Promise<unknown> {
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
  addFormats(ajv)
  const home = require.resolve('@microsoft/app-manifest/package.json').replace(/package\.json$/, '')
  const validate = ajv.compile(await json(`${home}build/json-schemas/teams/v1.30/${schema}`))
  return validate(data) ? null : validate.errors
}

/** Width, height and colour type of a PNG (6: colours with transparency). */
async function png(name: string): Promise<{ width: number; height: number; colours: number }> {
  const bytes = await readFile(here(name))
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), colours: bytes[25] ?? 0 }
}

describe('the Teams manifest', () => {
  test('is valid against schema v1.30, as it lies there and for a deployment', async () => {
    expect(await wrongIn('MicrosoftTeams.schema.json', await json(here('manifest.json')))).toBeNull()
    expect(await wrongIn('MicrosoftTeams.schema.json', await manifestFor(DEPLOYMENT))).toBeNull()
    expect(await wrongIn('MicrosoftTeams.schema.json', { ...await manifestFor(DEPLOYMENT), accentColor: 'blue' })).not.toBeNull()
  })
  test('its English texts are valid and cover every text that Vietnamese has', async () => {
    const english = await json(here('en.json'))
    expect(await wrongIn('MicrosoftTeams.Localization.schema.json', english)).toBeNull()
    const { bots } = await json(here('manifest.json')) as unknown as { bots: { commandLists: { commands: object[] }[] }[] }
    const keys = bots.flatMap((bot, b) => bot.commandLists.flatMap((list, l) => list.commands.flatMap((_command, c) => ['title', 'description'].map(member => `bots[${b}].commandLists[${l}].commands[${c}].${member}`))))
    expect(Object.keys(english).filter(key => key.startsWith('bots')).toSorted()).toEqual(keys.toSorted())
  })
  test('its icons have the sizes that Teams asks for', async () => {
    expect(await png('color.png')).toMatchObject({ width: 192, height: 192 })
    expect(await png('outline.png')).toEqual({ width: 32, height: 32, colours: 6 })
  })
})

describe('the package', () => {
  test('holds the manifest of the deployment and every file it names', async () => {
    const files = unzipSync(await packManifest(DEPLOYMENT))
    expect(Object.keys(files).toSorted()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png'])
    expect(JSON.parse(Buffer.from(files['manifest.json'] ?? []).toString())).toMatchObject({ id: DEPLOYMENT.appId, bots: [{ botId: DEPLOYMENT.appId }], validDomains: [DEPLOYMENT.domain] })
  })
  test('is the same each time', async () => {
    expect(await packManifest(DEPLOYMENT)).toEqual(await packManifest(DEPLOYMENT))
  })
  test('is not made from wrong values, and says which', async () => {
    await expect(packManifest({ appId: 'x', domain: 'https://qcdc' })).rejects.toMatchObject({ code: 'config-invalid', message: expect.stringMatching(/--app-id[^]*--domain/) as unknown })
  })
  test('is packed without any option too, and says what is still a placeholder', async () => {
    const folder = await testFolder()
    const { stderr } = await promisify(execFile)(process.execPath, [fileURLToPath(here('pack.ts')), '--out', join(folder, 'a.zip')], { env: { PATH: process.env['PATH'] } })
    expect(stderr).toMatch(/--app-id and --domain/)
    expect(Object.keys(unzipSync(await readFile(join(folder, 'a.zip'))))).toContain('manifest.json')
  })
  test('the command refuses wrong usage with exit code 2', async () => {
    const run = promisify(execFile)
    await expect(run(process.execPath, [fileURLToPath(here('pack.ts')), '--domain', 'qcdc.example.vn', '--app-id', 'nonsense'])).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('--app-id') as unknown })
    await expect(run(process.execPath, [fileURLToPath(here('pack.ts')), '--nonsense'])).rejects.toMatchObject({ code: 2 })
  })
})

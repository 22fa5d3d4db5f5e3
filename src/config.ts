import { isAbsolute, resolve } from 'node:path'
import * as z from 'zod'
import { Fault } from '#domain/fault.ts'

/** Addresses that only this machine can reach: `localhost`, 127.0.0.0/8 and ::1. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.(25[0-5]|2[0-4]\d|1?\d?\d)){3}$/.test(host)
}

const words = <const T extends [string, ...string[]]>(...choices: T) => z.enum(choices, { error: `one of: ${choices.join(', ')}` })
const whole = (from: number, to: number) => z.string()
  .regex(/^\d+$/, { error: `a whole number from ${from} to ${to}`, abort: true })
  .transform(Number)
  .refine(n => n >= from && n <= to, { error: `a whole number from ${from} to ${to}` })
const webAddress = z.string().refine(text => {
  const url = URL.parse(text)
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:')
}, { error: 'an http or https address' })
const guid = z.guid({ error: 'a GUID such as 00000000-0000-0000-0000-000000000000' })
const instant = z.string()
  .refine(text => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text) && !Number.isNaN(Date.parse(text)),
    { error: 'an ISO 8601 instant with its offset, such as 2026-06-10T09:00:00+07:00' })
  .transform(text => Date.parse(text))
const text = z.string()

const settings = {
  PORT: whole(0, 65535).default(3978).describe('TCP port of the server; 0 takes a free one.'),
  HOST: text.default('127.0.0.1').describe('Address the server listens on. Without MicrosoftAppId only a loopback address is accepted.'),
  DATA_DIR: text.default('data/local').describe('Folder of the embedded store and of whatever else the running service keeps.'),
  STORE_URL: z.union([z.literal('lowdb:'), text.regex(/^postgres(ql)?:\/\/.+/, 'lowdb: or postgres://…')]).default('lowdb:')
    .describe('Where entries are kept: `lowdb:` (in DATA_DIR) or `postgres://…`.'),
  LOG_LEVEL: words('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent').default('info').describe('Least level that is logged, to standard error.'),
  CLOCK: instant.optional().describe('Local mode only: instant at which the process\'s clock starts; it ticks from there. Token lifetimes always use real time.'),
  MicrosoftAppType: words('MultiTenant', 'SingleTenant', 'UserAssignedMSI').optional().describe('Kind of the bot\'s app registration; MultiTenant unless said.'),
  MicrosoftAppId: guid.optional().describe('App id of the bot. Absent: local mode (loopback only, chat page and Direct Line on).'),
  MicrosoftAppPassword: text.optional().describe('Client secret of the app; not used by UserAssignedMSI.'),
  MicrosoftAppTenantId: guid.optional().describe('Tenant of the app; required by SingleTenant and UserAssignedMSI.'),
  ALLOWED_TENANTS: text.default('').transform(list => list.split(/[\s,;]+/).filter(Boolean).map(id => id.toLowerCase()))
    .pipe(z.array(guid, { error: 'GUIDs separated by commas' })).describe('Tenants whose people are answered, separated by commas; empty: every tenant the app is installed in.'),
  RECOGNIZER: words('local', 'clu', 'openai').default('local').describe('What understands messages.'),
  CLU_ENDPOINT: webAddress.optional().describe('Azure AI Language endpoint; required by RECOGNIZER=clu.'),
  CLU_KEY: text.optional().describe('Key of that endpoint; required by RECOGNIZER=clu.'),
  CLU_PROJECT: text.optional().describe('CLU project; required by RECOGNIZER=clu.'),
  CLU_DEPLOYMENT: text.optional().describe('CLU deployment; required by RECOGNIZER=clu.'),
  OPENAI_BASE_URL: webAddress.optional().describe('Base address of an OpenAI-compatible service; the public service unless said.'),
  OPENAI_API_KEY: text.optional().describe('Key of that service; required by RECOGNIZER=openai unless OPENAI_BASE_URL is set.'),
  OPENAI_MODEL: text.optional().describe('Chat model; required by RECOGNIZER=openai. With one, answers about the regulations may be worded by it, from retrieved clauses only.'),
  OPENAI_EMBEDDING_MODEL: text.optional().describe('Embedding model that may improve the order of what is found in the regulations.'),
  TENANT_RPS: whole(1, 1000).default(30).describe('Most requests a second to the connector for one tenant.'),
  SENDS: words('on', 'off').default('on').describe('Whether what is owed to people on the service\'s own initiative is sent.'),
  ToChannelFromBotLoginUrl: webAddress.optional().describe('Other clouds only, with the five below: where the bot gets its tokens.'),
  ToChannelFromBotOAuthScope: text.optional().describe('Other clouds only: scope of those tokens.'),
  ToBotFromChannelTokenIssuer: text.optional().describe('Other clouds only: issuer of the tokens that channels send.'),
  ToBotFromChannelOpenIdMetadataUrl: webAddress.optional().describe('Other clouds only: OpenID metadata of that issuer.'),
  ToBotFromEmulatorOpenIdMetadataUrl: webAddress.optional().describe('Other clouds only: OpenID metadata for tokens of the Emulator.'),
  OAuthUrl: webAddress.optional().describe('Other clouds only: the token service.'),
}

/** The settings of the running service, one per environment variable; the table of docs/configuration.md is generated from it. */
export const SETTINGS = z.object(settings)
export type SettingName = keyof typeof settings

const OTHER_CLOUD = ['ToChannelFromBotLoginUrl', 'ToChannelFromBotOAuthScope', 'ToBotFromChannelTokenIssuer',
  'ToBotFromChannelOpenIdMetadataUrl', 'ToBotFromEmulatorOpenIdMetadataUrl', 'OAuthUrl'] as const satisfies SettingName[]
const CREDENTIALS = ['MicrosoftAppType', 'MicrosoftAppPassword', 'MicrosoftAppTenantId'] as const satisfies SettingName[]

/** Checked settings. `local` says that there are no app credentials: loopback only, chat page and Direct Line on. DATA_DIR is absolute. */
export type Config = z.output<typeof SETTINGS> & { local: boolean }

type Given = Partial<Record<SettingName, string>>

function taken(env: Record<string, string | undefined>): { given: Given; wrong: string[] } {
  const given: Given = {}
  const wrong: string[] = []
  const loose = new Map(Object.keys(env).map(name => [name.toLowerCase(), name]))
  for (const name of Object.keys(settings) as SettingName[]) {
    const value = env[name]?.trim()
    if (value) given[name] = value
    // A misspelt app id would start the service without authentication, so it is an error and not an unknown name.
    const other = loose.get(name.toLowerCase())
    if (name.startsWith('MicrosoftApp') && !value && other && other !== name && env[other]?.trim()) wrong.push(`${other}: expected this name to be written ${name}`)
  }
  return { given, wrong }
}

function inconsistent(given: Given): string[] {
  const wrong: string[] = []
  const needs = (name: SettingName, why: string) => {
    if (!given[name]) wrong.push(`${name}: expected a value (${why})`)
  }
  if (given.MicrosoftAppId) {
    const type = given.MicrosoftAppType ?? 'MultiTenant'
    if (type !== 'UserAssignedMSI') needs('MicrosoftAppPassword', 'MicrosoftAppId is set')
    if (type !== 'MultiTenant') needs('MicrosoftAppTenantId', `MicrosoftAppType is ${type}`)
    if (given.CLOCK) wrong.push('CLOCK: expected no value (MicrosoftAppId is set; only local mode may move its clock)')
    const some = OTHER_CLOUD.filter(name => given[name])
    if (some.length > 0) for (const name of OTHER_CLOUD) needs(name, `${some[0]} is set; the six addresses of another cloud go together`)
  } else {
    const lone = [...CREDENTIALS, ...OTHER_CLOUD].filter(name => given[name])
    for (const name of lone) wrong.push(`${name}: expected no value without MicrosoftAppId, or MicrosoftAppId as well`)
    if (given.HOST && !isLoopback(given.HOST)) wrong.push(`HOST: expected a loopback address (127.0.0.1, ::1, localhost), got "${given.HOST}": without MicrosoftAppId anyone who reaches the server could write in anyone's name`)
  }
  if (given.RECOGNIZER === 'clu') for (const name of ['CLU_ENDPOINT', 'CLU_KEY', 'CLU_PROJECT', 'CLU_DEPLOYMENT'] as const) needs(name, 'RECOGNIZER is clu')
  if (given.RECOGNIZER === 'openai') {
    needs('OPENAI_MODEL', 'RECOGNIZER is openai')
    if (!given.OPENAI_BASE_URL) needs('OPENAI_API_KEY', 'RECOGNIZER is openai')
  }
  return wrong
}

const SECRET: readonly SettingName[] = ['MicrosoftAppPassword', 'CLU_KEY', 'OPENAI_API_KEY', 'STORE_URL']

/**
 * Reads and checks every setting. An empty variable counts as absent; a relative DATA_DIR is taken from `root`.
 * Throws Fault 'config-invalid' whose message has one line for each wrong setting, by name, with what was expected; secrets are not repeated in it.
 */
export function readConfig(env: Record<string, string | undefined> = process.env, root: string = process.cwd()): Config {
  const { given, wrong } = taken(env)
  const parsed = SETTINGS.safeParse(given)
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const name = String(issue.path[0]) as SettingName
      wrong.push(`${name}: expected ${issue.message}${SECRET.includes(name) ? '' : `, got "${given[name] ?? ''}"`}`)
    }
  }
  wrong.push(...inconsistent(given))
  if (!parsed.success || wrong.length > 0) throw new Fault('config-invalid', [...new Set(wrong)].toSorted().join('\n'))
  const dataDir = parsed.data.DATA_DIR
  return { ...parsed.data, DATA_DIR: isAbsolute(dataDir) ? dataDir : resolve(root, dataDir), local: !parsed.data.MicrosoftAppId }
}

/** The settings that botbuilder reads, under its own names: who the bot is, and the addresses of another cloud. */
export function botSettings(config: Config): Partial<Record<typeof CREDENTIALS[number] | typeof OTHER_CLOUD[number] | 'MicrosoftAppId', string>> {
  const names = ['MicrosoftAppId', ...CREDENTIALS, ...OTHER_CLOUD] as const
  return Object.fromEntries(names.flatMap(name => (config[name] === undefined ? [] : [[name, config[name]]])))
}

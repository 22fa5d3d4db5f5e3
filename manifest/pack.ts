import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { Command } from 'commander'
import { zipSync } from 'fflate'
import * as z from 'zod'
import { readConfig } from '#config'
import { Fault } from '#domain/fault.ts'

/** What differs between deployments; what is left out stays as in manifest.json, which is a placeholder for app id and domain. */
export interface Deployment {
  /** App id of the bot; also the id of the Teams app. */
  appId?: string
  /** Host name under which the organisation publishes its pages about the app. */
  domain?: string
  /** Name of the organisation, at most 32 characters. */
  developer?: string
  version?: string
}

const DEPLOYMENT = z.object({
  appId: z.guid({ error: '--app-id: expected a GUID, or MicrosoftAppId in the environment' }).optional(),
  domain: z.string({ error: '--domain: expected a host name' }).regex(/^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)+$/i, { error: '--domain: expected a host name such as qcdc.example.vn' }).optional(),
  developer: z.string().min(1).max(32, { error: '--developer: expected at most 32 characters' }).optional(),
  version: z.string().regex(/^\d+\.\d+\.\d+$/, { error: '--app-version: expected three numbers such as 1.2.0' }).optional(),
})

const file = (name: string) => readFile(new URL(name, import.meta.url))

/** The manifest of one deployment, from manifest.json. Throws Fault 'config-invalid' with a line for each wrong value. */
export async function manifestFor(deployment: Deployment): Promise<Record<string, unknown>> {
  const checked = DEPLOYMENT.safeParse(deployment)
  if (!checked.success) throw new Fault('config-invalid', checked.error.issues.map(issue => issue.message).join('\n'))
  const { appId, domain, developer, version } = checked.data
  const manifest = JSON.parse((await file('manifest.json')).toString('utf8')) as Record<string, unknown> & { developer: { name: string }; bots: object[] }
  const site = domain === undefined ? {} : { websiteUrl: `https://${domain}`, privacyUrl: `https://${domain}/privacy`, termsOfUseUrl: `https://${domain}/terms` }
  return {
    ...manifest,
    ...(version ? { version } : {}),
    ...(appId ? { id: appId, bots: manifest.bots.map(bot => ({ ...bot, botId: appId })) } : {}),
    ...(domain ? { validDomains: [domain] } : {}),
    developer: { ...manifest.developer, ...(developer ? { name: developer } : {}), ...site },
  }
}

/** The app package that Teams takes: manifest, icons and the English texts in one zip. The same deployment gives the same bytes. */
export async function packManifest(deployment: Deployment): Promise<Uint8Array> {
  const manifest = await manifestFor(deployment)
  const names = ['color.png', 'outline.png', 'en.json'] as const
  const rest = await Promise.all(names.map(async name => [name, new Uint8Array(await file(name))] as const))
  // A fixed date: two packages differ only where their contents do. The zip format begins in 1980, local time.
  return zipSync({ 'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), ...Object.fromEntries(rest) }, { level: 9, mtime: '1980-01-02T00:00:00' })
}

async function run(): Promise<void> {
  const command = new Command('npm run manifest --').description('Packs the Teams app: manifest, icons and texts in one zip.')
    .option('--app-id <guid>', 'app id of the bot (otherwise MicrosoftAppId)')
    .option('--domain <host>', 'host name under which the organisation publishes its pages about the app')
    .option('--developer <name>', 'name of the organisation, at most 32 characters')
    .option('--app-version <version>', 'version of the package, such as 1.2.0')
    .option('--out <file>', 'where to write it', 'manifest/qcdc.zip')
    // 2 is the command line's code for wrong usage; help asked for is none.
    .exitOverride(stop => { process.exit(stop.exitCode === 0 ? 0 : 2) })
  const options = command.parse().opts<{ appId?: string; domain?: string; developer?: string; appVersion?: string; out: string }>()
  const { out, domain, developer, appVersion: version } = options
  try {
    const appId = options.appId ?? readConfig().MicrosoftAppId
    const zip = await packManifest({ ...(domain ? { domain } : {}), ...(appId ? { appId } : {}), ...(developer ? { developer } : {}), ...(version ? { version } : {}) })
    const path = resolve(out)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, zip)
    process.stdout.write(`${path}\n`)
    const missing = [appId ? '' : '--app-id', domain ? '' : '--domain'].filter(Boolean)
    if (missing.length > 0) process.stderr.write(`Placeholders remain: give ${missing.join(' and ')} before this package is uploaded to Teams.\n`)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 2
  }
}

if (import.meta.main) await run()

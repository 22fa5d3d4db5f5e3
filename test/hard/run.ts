/** `npm run test:hard`: runs every other script of this folder, one after another, and fails when one of them does. Names as arguments choose among them. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const chosen = process.argv.slice(2)
const scripts = readdirSync(import.meta.dirname).filter(name => name.endsWith('.ts') && name !== 'run.ts')
const failed = scripts.filter(name => chosen.length === 0 || chosen.includes(name.replace(/\.ts$/, ''))).filter(name => {
  process.stdout.write(`── ${name}\n`)
  const from = performance.now()
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, name)], { stdio: 'inherit' })
  process.stdout.write(`── ${name}: ${status === 0 ? 'passed' : 'FAILED'} after ${((performance.now() - from) / 1000).toFixed(0)} s\n`)
  return status !== 0
})
process.exit(failed.length === 0 ? 0 : 1)

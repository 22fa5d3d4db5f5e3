import { enableCompileCache } from 'node:module'

// Before anything else is loaded: what Node compiled at an earlier start, types stripped, is taken over.
enableCompileCache()
const [{ readConfig }, { start }, { Fault }] = await Promise.all([import('./config.ts'), import('./service.ts'), import('./domain/fault.ts')])

/** Exit code 2 says that the settings are wrong, 1 that the service could not start. */
function failed(error: unknown): never {
  process.stderr.write(`${error instanceof Fault ? error.message : String(error)}\n`)
  process.exit(error instanceof Fault && error.code === 'config-invalid' ? 2 : 1)
}

try {
  const running = await start(readConfig())
  process.stdout.write(`Trợ lý QCDC: ${running.url}\n`)
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    running.close().then(() => process.exit(0), failed)
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
} catch (error) {
  failed(error)
}

import { readConfig } from '#config'
import { start } from '#service'

// The service on a prepared store, as a process of its own that can be killed: it plans and sends by itself, and says when it is ready.
await start(readConfig(process.env))
process.stdout.write('ready\n')

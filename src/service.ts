import { createHmac, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { dayOf } from '#domain/time/instant.ts'
import type { Clock } from '#ports/clock.ts'
import type { Incoming } from '#ports/channel.ts'
import { codeOf } from '#ports/log.ts'
import type { Recognizer } from '#ports/recognizer.ts'
import type { Store } from '#ports/store.ts'
import { createDirectoryCache } from '#app/directoryCache.ts'
import { createForesight } from '#app/foresight.ts'
import { identify } from '#app/identify.ts'
import { createLanes } from '#app/lanes.ts'
import { isUntouched, loadSample } from '#app/loadSample.ts'
import { openProvisionLibrary } from '#app/provisionLibrary.ts'
import { takeTurn } from '#app/takeTurn.ts'
import type { Work } from '#app/work.ts'
import { createBot, type Receive } from '#adapters/bot/bot.ts'
import { createOpenFile } from '#adapters/bot/openFile.ts'
import { createConversations } from '#adapters/directline/conversations.ts'
import { createDirectLine } from '#adapters/directline/directLine.ts'
import { openFileStore } from '#adapters/file-store/openFileStore.ts'
import { readSample } from '#adapters/files/readSample.ts'
import { readCalendar } from '#adapters/files/readCalendar.ts'
import { readPolicy } from '#adapters/files/readPolicy.ts'
import { watchForms, type FormFolder } from '#adapters/files/watchForms.ts'
import { createHttpServer } from '#adapters/http/server.ts'
import { createLog } from '#adapters/log/log.ts'
import { createMessenger, type Credentials } from '#adapters/messenger/messenger.ts'
import type { AppSettings } from '#adapters/messenger/credentials.ts'
import { createPage } from '#adapters/page/page.ts'
import { loadShippedFrom } from '#adapters/provisions/loadShipped.ts'
import { serveControl } from '#adapters/control/control.ts'
import { createConverse } from '#dialogs/converse.ts'
import { readWord } from '#adapters/word/readWord.ts'
import { createStatements } from '#adapters/files/readStatements.ts'
import type { Surroundings } from '#dialogs/turn.ts'
import { performCommand, telling } from './cli/performCommand.ts'
import { openModels } from './openModels.ts'
import { openLocalRecognizer, openRecognizer } from './openRecognizer.ts'
import { clockOf, DATA, newId, openStore } from './openStore.ts'
import { createSending, readSettings } from './sending.ts'
import { botSettings, type Config } from './config.ts'

/** Milliseconds a reply may take to be taken by the connector: a channel waits 15 s for its answer. */
const REPLY_DEADLINE = 10_000
/** Milliseconds between looks at what is owed by the clock and what could not be sent before. */
const SWEEP_EVERY = 30_000

/** The SDK's credentials, loaded only where there are any: local mode starts without them. */
async function loadCredentials(settings: AppSettings): Promise<Credentials> {
  const { createCredentials } = await import('#adapters/messenger/credentials.ts')
  return createCredentials(settings)
}

/** What a running service can be asked for. */
export interface Running {
  url: string
  store: Store
  recognizer: Recognizer
  /** Resolves when the report types read from data/forms are as wanted. */
  formsRead: FormFolder['when']
  /** Resolves when no turn is being taken and nothing is being sent. */
  idle(): Promise<void>
  /** Plans and sends what is due by the clock, as the service does by itself from time to time; resolves when it is done. */
  tick(): Promise<void>
  close(): Promise<void>
}

/** Wires everything and listens. Rejects with a Fault, or the system's error when the port is taken. Only a caller in the same process can bring its own clock and folder of forms. */
export async function start(config: Config, { clock: given, forms = join(DATA, 'forms') }: { clock?: Clock; forms?: string } = {}): Promise<Running> {
  const clock = given ?? clockOf(config)
  const log = createLog(config.LOG_LEVEL)
  const [store, calendar, formFolder, settings, policy, files] = await Promise.all([
    openStore(config, clock, () => log.warn('checkpoint not written')),
    readCalendar(join(DATA, 'holidays')),
    watchForms(forms, problem => log.error('forms not read', { code: codeOf(problem), problem: problem.message })),
    readSettings(),
    readPolicy(DATA),
    openFileStore(join(config.DATA_DIR, 'files')),
  ])
  // A clone that was never configured shows itself with the sample; a store that holds anything, or a configured service, is left alone.
  if (config.local) {
    // Two instances may be started at once.
    await store.exclusively('first-start', async () => {
      if (await isUntouched(store)) await loadSample(store, { sample: await readSample(DATA), forms: formFolder.forms(), at: clock(), reset: false, mode: 'first-start' })
    })
  }
  const recognizer = await openRecognizer(config, clock, openLocalRecognizer(config), reason => log.warn('answered locally', { reason }))
  const models = await openModels(config)
  const provisions = openProvisionLibrary(store, loadShippedFrom(pathToFileURL(join(DATA, 'provisions/'))))
  const directory = createDirectoryCache(store, known => recognizer.useUnits(known.units()))
  const statements = createStatements(join(forms, 'statements'))
  const surroundings = async (work?: Work): Promise<Surroundings> => ({ store, directory: await directory(work), calendar, forms: formFolder.forms(), settings, provisions, policy, newId, ...models, documents: { files, read: readWord, statements } })

  const directLine = createDirectLine({ conversations: createConversations(clock, Date.now()), take: activity => bot.take(activity), log })
  const credentials = config.MicrosoftAppId === undefined ? undefined : await loadCredentials({ ...config, MicrosoftAppId: config.MicrosoftAppId })
  const messenger = createMessenger({ local: config.local, log, inProcess: directLine, ...(credentials ? { credentials } : {}) })
  const sending = createSending({ config, store, clock, messenger, calendar, policy, directory, surroundings, log, paced: given === undefined })
  const { outbox } = sending
  // The key lives only as long as the process: a hash of a text can't be tried against guesses afterwards.
  const key = randomBytes(32)
  const taker = {
    store, clock, lanes: createLanes(), foresight: createForesight(),
    converse: createConverse({ surroundings, recognizer, hash: text => createHmac('sha256', key).update(text).digest('base64url') }),
    identify: async (incoming: Incoming, work: Work) => identify(await directory(work), incoming, config.local),
    forget: (incoming: Incoming) => directLine.forget(incoming.reference.conversation, incoming.id),
  }
  const underWay = new Set<Promise<void>>()
  /** Work that nobody waits for, but that a stop and a test do. */
  const aside = (work: Promise<void>, event: string): void => {
    const done = work.catch(error => log.fault(event, error)).finally(() => underWay.delete(done))
    underWay.add(done)
  }
  const receive: Receive = async incoming => {
    const { person, locale, reply, to, notices, awaited } = await takeTurn(taker, incoming)
    const replied = reply ? outbox.send(reply, to) : Promise.resolve()
    if (person && awaited) aside(outbox.sendTo(person, replied), 'notice not sent')
    await replied
    await sending.learn(incoming.reference)
    for (const notice of notices) aside(outbox.send(notice), 'notice not sent')
    return locale
  }
  const idle = async (): Promise<void> => {
    await taker.lanes.idle()
    while (underWay.size > 0) await Promise.all(underWay)
  }
  const bot = createBot({
    settings: botSettings(config),
    allowedTenants: config.ALLOWED_TENANTS, receive, clock, log,
    openFile: createOpenFile({ local: config.local, deadline: REPLY_DEADLINE, uploaded: directLine.uploaded, ...(credentials ? { token: () => credentials(false) } : {}) }),
  })
  const page = createPage({
    people: async () => {
      const known = await directory()
      const day = dayOf(clock())
      return known.people().map(({ id, aadObjectId, name }) => ({
        id, aadObjectId, name, roles: known.holdings(id, day).map(({ role, unit }) => ({ role, unit, unitName: known.unit(unit)?.name ?? unit })),
      }))
    },
  })
  const server = createHttpServer({
    local: config.local, post: bot.post, sections: [directLine, page], log,
    readiness: async () => ({ store: true, recognizer: true, directory: (await directory()) !== undefined }),
  })
  // The store has one writer: while the service runs, the command line reaches it through here.
  const control = await serveControl({
    dir: config.DATA_DIR,
    run: (request, tell) => performCommand(request, { ...telling(tell), recognizer: () => directory().then(() => recognizer), library: async () => provisions, store: async () => store, check: () => store.check(), forms: async () => formFolder.forms(), now: clock(), local: config.local, data: DATA, sending: async () => sending }),
  })
  // Ready is when nothing is left to load: the SDK holds everything else up for a moment, the first answers and the sends left over by a stop.
  await Promise.all([directory(), sending.open(), bot.warm()])
  const { url } = await server.listen(config.PORT, config.HOST)
  const tick = () => {
    // Whoever brings a clock also says when its time has come for what is owed by the clock.
    aside(given === undefined ? sending.tick() : outbox.sweep().then(() => {}), 'sweep failed')
    aside(files.sweep(clock()), 'files not swept')
  }
  tick()
  const timer = setInterval(tick, SWEEP_EVERY)
  timer.unref()
  return {
    url, store, recognizer, idle, formsRead: formFolder.when,
    async tick() {
      await sending.tick(true)
      await idle()
    },
    async close() {
      clearInterval(timer)
      await sending.close()
      await server.close(5000)
      await idle()
      await control.close()
      formFolder.close()
      await messenger.close()
      await store.close()
    },
  }
}

/**
 * What the Bot Framework costs by itself, to measure against: a stock bot on restify as its own samples build one. `node bareBot.ts waterfall` asks and confirms in a
 * waterfall of two steps over MemoryStorage, one reply a message; `node bareBot.ts echo` only echoes.
 */
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication, ConversationState, MemoryStorage } from 'botbuilder'
import { DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs'
import restify from 'restify'
import type { TurnContext } from 'botbuilder'

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}))
adapter.onTurnError = async (_context, error) => void process.stderr.write(`${String(error)}\n`)

function waterfallBot(): (context: TurnContext) => Promise<void> {
  const state = new ConversationState(new MemoryStorage())
  const dialogs = new DialogSet(state.createProperty('dialogs'))
  dialogs.add(new TextPrompt('text'))
  dialogs.add(new WaterfallDialog('filing', [
    step => step.prompt('text', 'Xin anh/chị cho biết số hội nghị, tọa đàm.'),
    async step => {
      await step.context.sendActivity(`Đã lưu: ${String(step.result)}`)
      return step.endDialog()
    },
  ]))
  return async context => {
    if (context.activity.type !== 'message') return
    const dialog = await dialogs.createContext(context)
    const { status } = await dialog.continueDialog()
    if (status === DialogTurnStatus.empty) await dialog.beginDialog('filing')
    await state.saveChanges(context)
  }
}

function echoBot(): (context: TurnContext) => Promise<void> {
  const bot = new ActivityHandler()
  bot.onMessage(async (context, next) => {
    await context.sendActivity(`Đã lưu: ${context.activity.text}`)
    await next()
  })
  return context => bot.run(context)
}

const turn = process.argv[2] === 'waterfall' ? waterfallBot() : echoBot()
const server = restify.createServer()
server.use(restify.plugins.bodyParser())
server.post('/api/messages', async (request: restify.Request, response: restify.Response) => {
  await adapter.process(request, response as never, turn)
})
server.get('/readyz', (_request: restify.Request, response: restify.Response, next: restify.Next) => {
  response.send(200)
  next()
})
server.listen(Number(process.env['PORT'] ?? 3978), '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${server.address().port}\n`))
process.on('SIGTERM', () => process.exit(0))

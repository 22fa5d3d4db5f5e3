import { TurnContext } from 'botbuilder-core'
import type { Activity, InvokeResponse } from 'botbuilder-core'
// The package's index also loads the dialog and streaming parts that are not used here: a third of its start time.
import { CloudAdapter } from 'botbuilder/lib/cloudAdapter.js'
import { AuthenticationError } from 'botframework-connector/lib/auth/authenticationError.js'
import { ConfigurationBotFrameworkAuthentication } from 'botbuilder-core/lib/configurationBotFrameworkAuthentication.js'
import type { AuthenticateRequestResult } from 'botframework-connector/lib/auth/authenticateRequestResult.js'
import { Refusal } from './refusal.ts'

/** Errors of a network read: the issuer could not be asked, which says nothing about the token. */
const UNREACHED = new Set(['FetchError', 'AbortError'])

function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof AuthenticationError) {
    const status: number = error.statusCode
    if (status >= 500) return new Refusal(503, 'The keys of the token\'s issuer could not be read.', error)
    return new Refusal(status === 403 ? 403 : 401, 'The request is not authorized.', error)
  }
  if (error instanceof Error && UNREACHED.has(error.name)) return new Refusal(503, 'The keys of the token\'s issuer could not be read.', error)
  // The stock adapter lets every error of the token library through as its own fault; all of them mean: not a good token.
  return new Refusal(401, 'The request is not authorized.', error)
}

/**
 * The Bot Framework's adapter with two differences: a bad token is refused as such (401, 403) instead of counting as a fault of the server, and a turn
 * is given no connector and user-token clients, since every message leaves through the messenger (they are most of a stock turn's cost).
 */
export class BotAdapter extends CloudAdapter {
  /** No app id: nobody is authenticated. */
  private readonly open: boolean
  private anyone: Promise<AuthenticateRequestResult> | undefined

  constructor(settings: Record<string, string | undefined>) {
    super(new ConfigurationBotFrameworkAuthentication(settings))
    this.open = !settings['MicrosoftAppId']
  }

  protected override async processActivity(
    authorization: string | AuthenticateRequestResult, activity: Activity, logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const result = typeof authorization === 'string' ? await this.authenticate(authorization, activity) : authorization
    const context = new TurnContext(this, activity)
    context.turnState.set(this.BotIdentityKey, result.claimsIdentity)
    await this.runMiddleware(context, logic)
    return undefined
  }

  /** Lets an activity in and runs `logic`; throws {@link Refusal} when it may not come in, and whatever `logic` throws. */
  async admit(authorization: string, activity: Activity, logic: (context: TurnContext) => Promise<void>): Promise<void> {
    await this.processActivity(authorization, activity, logic)
  }

  private async authenticate(authorization: string, activity: Activity): Promise<AuthenticateRequestResult> {
    try {
      // Where everyone is let in nobody has claims, so what was made for the first serves all.
      if (this.open && authorization === '') return await (this.anyone ??= this.botFrameworkAuthentication.authenticateRequest(activity, authorization))
      return await this.botFrameworkAuthentication.authenticateRequest(activity, authorization)
    } catch (error) {
      throw refusalOf(error)
    }
  }
}

/** The adapter for the Bot Framework's own settings; without an app id it lets everyone in. */
export function createBotAdapter(settings: Record<string, string | undefined>): BotAdapter {
  return new BotAdapter(settings)
}

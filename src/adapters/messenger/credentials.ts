import { ConfigurationServiceClientCredentialFactory } from 'botbuilder-core/lib/configurationServiceClientCredentialFactory.js'
import type { Credentials } from './messenger.ts'

const PUBLIC_LOGIN = 'https://login.microsoftonline.com/botframework.com'
const PUBLIC_SCOPE = 'https://api.botframework.com'

/** The Bot Framework's own settings that say who the bot is. */
export interface AppSettings {
  MicrosoftAppId: string
  MicrosoftAppType?: string | undefined
  MicrosoftAppPassword?: string | undefined
  MicrosoftAppTenantId?: string | undefined
  ToChannelFromBotLoginUrl?: string | undefined
  ToChannelFromBotOAuthScope?: string | undefined
}

/** Tokens by botbuilder's AppCredentials, which keep one until five minutes before its end. Rejects when the login service gives none. */
export function createCredentials(settings: AppSettings): Credentials {
  const { MicrosoftAppId, MicrosoftAppType, MicrosoftAppPassword, MicrosoftAppTenantId } = settings
  const factory = new ConfigurationServiceClientCredentialFactory({ MicrosoftAppId, MicrosoftAppType, MicrosoftAppPassword, MicrosoftAppTenantId })
  const made = factory.createCredentials(
    MicrosoftAppId, settings.ToChannelFromBotOAuthScope ?? PUBLIC_SCOPE, settings.ToChannelFromBotLoginUrl ?? PUBLIC_LOGIN, true)
  made.catch(() => {})
  return async fresh => {
    const credentials: unknown = await made
    if (typeof credentials !== 'object' || credentials === null || !('getToken' in credentials) || typeof credentials.getToken !== 'function') throw new TypeError('no credentials for a connector')
    return String(await credentials.getToken(fresh))
  }
}

import { createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** App id of the bot in tests of authentication. */
export const APP_ID = '11111111-2222-4333-8444-555555555555'
const ISSUER = 'https://issuer.example'
const SCOPE = 'https://scope.example'

/** An issuer of channel tokens over real HTTP: OpenID metadata and keys. */
export interface Issuer {
  /** Settings by which the bot trusts this issuer and no other. */
  settings: Record<string, string>
  /** A token as a channel would send it; claims and header given take the place of the right ones, undefined ones are left out. */
  token(serviceUrl: string, changes?: { claims?: Record<string, unknown>; header?: Record<string, unknown>; key?: KeyObject }): string
  /** A key that the issuer does not know. */
  foreignKey: KeyObject
  close(): Promise<void>
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Starts an issuer on a free loopback port. */
export async function startIssuer(): Promise<Issuer> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const { privateKey: foreignKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' })
  const server = createServer((request, response) => {
    const url = `http://${request.headers.host}`
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(request.url === '/keys'
      ? { keys: [{ ...jwk, use: 'sig', kid: 'key-1', endorsements: ['msteams', 'webchat'] }] }
      : { issuer: ISSUER, jwks_uri: `${url}/keys`, id_token_signing_alg_values_supported: ['RS256'] }))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    foreignKey,
    settings: {
      MicrosoftAppId: APP_ID, MicrosoftAppPassword: 'mat-khau', MicrosoftAppType: 'MultiTenant',
      ToChannelFromBotLoginUrl: `${url}/login`, ToChannelFromBotOAuthScope: SCOPE, ToBotFromChannelTokenIssuer: ISSUER,
      ToBotFromChannelOpenIdMetadataUrl: `${url}/channel`, ToBotFromEmulatorOpenIdMetadataUrl: `${url}/emulator`, OAuthUrl: `${url}/oauth`, ValidateAuthority: 'false',
    },
    token(serviceUrl, { claims = {}, header = {}, key = privateKey } = {}) {
      const now = Math.floor(Date.now() / 1000)
      const head = { alg: 'RS256', typ: 'JWT', kid: 'key-1', ...header }
      const signed = `${encoded(head)}.${encoded({ iss: ISSUER, aud: APP_ID, serviceurl: serviceUrl, nbf: now - 60, exp: now + 600, ...claims })}`
      if (head.alg === 'none') return `${signed}.`
      if (head.alg === 'HS256') return `${signed}.${createHmac('sha256', JSON.stringify(jwk)).update(signed).digest('base64url')}`
      return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), key).toString('base64url')}`
    },
    close: () => new Promise(resolve => {
      server.close(() => resolve())
      server.closeAllConnections()
    }),
  }
}

import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { activityOf, post } from './activities.ts'
import { startEcho } from './echo.ts'
import type { EchoServer } from './echo.ts'
import { APP_ID, startIssuer } from './issuer.ts'
import type { Issuer } from './issuer.ts'

const SERVICE = 'https://smba.example/vn/'
const TENANT = '00000000-0000-4000-8000-00000000000a'
const minutes = (n: number) => Math.floor(Date.now() / 1000) + n * 60

let issuer: Issuer
let server: EchoServer
beforeAll(async () => {
  // The token library of the Bot Framework writes every bad token to the console.
  vi.spyOn(console, 'error').mockImplementation(() => {})
  issuer = await startIssuer()
  server = await startEcho({ local: false, settings: issuer.settings, allowedTenants: [TENANT] })
  server.onReceive(async () => {})
})
afterAll(async () => {
  await server.close()
  await issuer.close()
})
beforeEach(() => { server.received.length = 0 })

const send = (authorization: string | undefined, members: Record<string, unknown> = {}) =>
  post(server.url, activityOf(SERVICE, { recipient: { id: `28:${APP_ID}` }, ...members }), authorization === undefined ? {} : { authorization })

test('a channel with its token is let in', async () => {
  expect((await send(`Bearer ${issuer.token(SERVICE)}`)).status).toBe(200)
  expect(server.received).toMatchObject([{ kind: 'text' }])
})

describe('everyone else is refused with 401, and nothing reaches the application', () => {
  test.each<[string, () => string | undefined]>([
    ['no token', () => undefined],
    ['an empty one', () => ''],
    ['no token at all', () => 'Bearer'],
    ['another scheme', () => 'Basic YTpi'],
    ['something that is no token', () => 'Bearer abc.def.ghi'],
    ['a bad signature', () => `Bearer ${issuer.token(SERVICE).slice(0, -6)}AAAAAA`],
    ['a key the issuer does not know, under its name', () => `Bearer ${issuer.token(SERVICE, { key: issuer.foreignKey })}`],
    ['an unknown key id', () => `Bearer ${issuer.token(SERVICE, { header: { kid: 'key-2' } })}`],
    ['no signature', () => `Bearer ${issuer.token(SERVICE, { header: { alg: 'none' } })}`],
    ['the public key used as a secret', () => `Bearer ${issuer.token(SERVICE, { header: { alg: 'HS256' } })}`],
    ['a token that has run out', () => `Bearer ${issuer.token(SERVICE, { claims: { exp: minutes(-30) } })}`],
    ['a token for later', () => `Bearer ${issuer.token(SERVICE, { claims: { nbf: minutes(30) } })}`],
    ['another issuer', () => `Bearer ${issuer.token(SERVICE, { claims: { iss: 'https://api.botframework.com' } })}`],
    ['a token for another bot', () => `Bearer ${issuer.token(SERVICE, { claims: { aud: '99999999-2222-4333-8444-555555555555' } })}`],
    ['a token for another service address', () => `Bearer ${issuer.token('https://evil.example/')}`],
    ['a token without a service address', () => `Bearer ${issuer.token(SERVICE, { claims: { serviceurl: undefined } })}`],
    ['another bot calling as a skill', () => `Bearer ${issuer.token(SERVICE, { claims: { ver: '1.0', appid: '99999999-2222-4333-8444-555555555555' } })}`],
  ])('%s', async (_name, authorization) => {
    const answer = await send(authorization())
    expect(answer.status).toBe(401)
    expect(answer.body).toMatchObject({ error: { code: 'Unauthorized' } })
    expect(server.received).toEqual([])
  })
  test('a token of another channel', async () => {
    expect((await send(`Bearer ${issuer.token(SERVICE)}`, { channelId: 'telegram' })).status).toBe(401)
  })
})

describe('tenants', () => {
  test('another tenant is refused with 403', async () => {
    const other = { conversation: { id: 'c', tenantId: '99999999-0000-4000-8000-00000000000b' } }
    expect((await send(`Bearer ${issuer.token(SERVICE)}`, other)).status).toBe(403)
    expect((await send(`Bearer ${issuer.token(SERVICE)}`, { conversation: { id: 'c' } })).status).toBe(403)
    expect(server.received).toEqual([])
  })
  test('the tenant may be named by the channel data, in any case', async () => {
    expect((await send(`Bearer ${issuer.token(SERVICE)}`, { conversation: { id: 'c' }, channelData: { tenant: { id: TENANT.toUpperCase() } } })).status).toBe(200)
  })
})

test('when the issuer cannot be asked, the channel is told to come again', async () => {
  const gone = await startIssuer()
  const token = gone.token(SERVICE)
  await gone.close()
  const cut = await startEcho({ local: false, settings: gone.settings })
  const answer = await post(cut.url, activityOf(SERVICE), { authorization: `Bearer ${token}` })
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('5')
  await cut.close()
})

test('outside local mode there is no page, no list of people and no Direct Line', async () => {
  for (const path of ['/', '/local/people', '/page/main.ts', '/directline/conversations']) {
    expect((await fetch(server.url + path)).status).toBe(404)
  }
  expect((await fetch(`${server.url}/directline/conversations`, { method: 'POST' })).status).toBe(404)
})

import { readFile } from 'node:fs/promises'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { botSettings, isLoopback, readConfig } from '#config'
import { Fault } from '#domain/fault.ts'
import { settingsTable } from './settingsTable.ts'

const APP = { MicrosoftAppId: '11111111-2222-4333-8444-555555555555', MicrosoftAppPassword: 'mat-khau' }

function complaints(env: Record<string, string>): string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof Fault && error.code === 'config-invalid') return error.message.split('\n')
    throw error
  }
  return []
}
const named = (env: Record<string, string>) => complaints(env).map(line => line.split(':')[0])

describe('without any setting', () => {
  test('the service runs in local mode on its usual port', () => {
    expect(readConfig({}, '/srv/qcdc')).toMatchObject({ local: true, PORT: 3978, HOST: '127.0.0.1', DATA_DIR: '/srv/qcdc/data/local', STORE_URL: 'lowdb:', LOG_LEVEL: 'info', RECOGNIZER: 'local', TENANT_RPS: 30, SENDS: 'on', ALLOWED_TENANTS: [] })
  })
  test('an empty variable counts as absent', () => {
    expect(readConfig({ PORT: '', MicrosoftAppId: ' ' })).toMatchObject({ local: true, PORT: 3978 })
  })
})

describe('wrong settings', () => {
  test('are reported all at once, by name, with what was expected', () => {
    const lines = complaints({ PORT: 'abc', LOG_LEVEL: 'loud', CLOCK: 'yesterday', RECOGNIZER: 'clu', CLU_KEY: 'k', TENANT_RPS: '0', SENDS: 'maybe', HOST: '0.0.0.0' })
    expect(lines.map(line => line.split(':')[0])).toEqual(['CLOCK', 'CLU_DEPLOYMENT', 'CLU_ENDPOINT', 'CLU_PROJECT', 'HOST', 'LOG_LEVEL', 'PORT', 'SENDS', 'TENANT_RPS'])
    for (const line of lines) expect(line).toMatch(/^\w+: expected .{5,}/)
  })
  test('never repeat a secret', () => {
    expect(complaints({ STORE_URL: 'mysql://qcdc:bi-mat@db' }).join()).not.toContain('bi-mat')
    expect(complaints({ STORE_URL: 'mysql://qcdc:bi-mat@db' })).toEqual(['STORE_URL: expected lowdb: or postgres://…'])
  })
  test.each(['0.0.0.0', '::', '10.1.2.3', 'qcdc.example.vn', '127.0.0.1.example.vn', '127.0.0.256'])('without app credentials the address %s is refused', HOST => {
    expect(named({ HOST })).toEqual(['HOST'])
  })
  test.each(['127.0.0.1', '127.8.9.10', '::1', 'localhost'])('without app credentials the address %s is taken', HOST => {
    expect(readConfig({ HOST }).HOST).toBe(HOST)
  })
  test('with app credentials any address may be listened on', () => {
    expect(readConfig({ ...APP, HOST: '0.0.0.0' })).toMatchObject({ local: false, HOST: '0.0.0.0' })
  })
  test('half of the credentials is no local mode', () => {
    expect(named({ MicrosoftAppPassword: 'x', MicrosoftAppTenantId: APP.MicrosoftAppId })).toEqual(['MicrosoftAppPassword', 'MicrosoftAppTenantId'])
    expect(named({ MicrosoftAppId: APP.MicrosoftAppId })).toEqual(['MicrosoftAppPassword'])
    expect(named({ ...APP, MicrosoftAppType: 'SingleTenant' })).toEqual(['MicrosoftAppTenantId'])
  })
  test('a misspelt app id does not silently start without authentication', () => {
    expect(named({ MICROSOFTAPPID: APP.MicrosoftAppId })).toEqual(['MICROSOFTAPPID'])
  })
  test('the clock can be moved in local mode only', () => {
    expect(readConfig({ CLOCK: '2026-06-10T09:00:00+07:00' }).CLOCK).toBe(Date.UTC(2026, 5, 10, 2))
    expect(named({ ...APP, CLOCK: '2026-06-10T09:00:00+07:00' })).toEqual(['CLOCK'])
    expect(named({ CLOCK: '2026-06-10T09:00:00' })).toEqual(['CLOCK'])
  })
  test('the addresses of another cloud go together', () => {
    expect(named({ ...APP, ToBotFromChannelTokenIssuer: 'https://issuer.example' })).toHaveLength(5)
  })
  test('whatever the environment holds, it is read or refused by name', () => {
    const names = ['PORT', 'HOST', 'CLOCK', 'STORE_URL', 'ALLOWED_TENANTS', 'MicrosoftAppId', 'OPENAI_BASE_URL', 'TENANT_RPS'] as const
    fc.assert(fc.property(fc.record(Object.fromEntries(names.map(name => [name, fc.string()])), { requiredKeys: [] }), env => {
      for (const name of named(env as Record<string, string>)) expect(name).toMatch(/^[A-Za-z_]+$/)
    }))
  })
})

test('botbuilder is given its own settings and no others', () => {
  expect(botSettings(readConfig({ ...APP, PORT: '1', OPENAI_API_KEY: 'k' }))).toEqual(APP)
  expect(botSettings(readConfig({}))).toEqual({})
})

test('allowed tenants are a list', () => {
  expect(readConfig({ ALLOWED_TENANTS: 'AAAAAAAA-2222-4333-8444-555555555555, 11111111-2222-4333-8444-555555555555' }).ALLOWED_TENANTS)
    .toEqual(['aaaaaaaa-2222-4333-8444-555555555555', '11111111-2222-4333-8444-555555555555'])
})

test('only loopback addresses are loopback', () => {
  const byte = fc.integer({ min: 0, max: 255 })
  fc.assert(fc.property(fc.oneof(byte, fc.constant(127)), byte, byte, byte, (...bytes) => {
    expect(isLoopback(bytes.join('.'))).toBe(bytes[0] === 127)
  }))
})

test('docs/configuration.md shows every setting as it is', async () => {
  const text = await readFile(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
  expect(/<!-- settings -->\n([^]*)\n<!-- \/settings -->/.exec(text)?.[1]).toBe(settingsTable())
})

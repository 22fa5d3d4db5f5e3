import { expect, test } from 'vitest'
import { createLog } from '#adapters/log/log.ts'
import type { LogFields } from '#ports/log.ts'
import { Fault } from '#domain/fault.ts'

function lines(level: string): { log: ReturnType<typeof createLog>; written: string[] } {
  const written: string[] = []
  return { written, log: createLog(level, { write: line => { written.push(line) } }) }
}

test('a line carries its event, codes and ids', () => {
  const { log, written } = lines('info')
  log.warn('message not delivered', { conversation: 'c1', outcome: 'unsure', ms: 12 })
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ level: 'warn', msg: 'message not delivered', conversation: 'c1', outcome: 'unsure', ms: 12 })
})

test('what is no code or id does not get in, whoever tries', () => {
  const { log, written } = lines('trace')
  const careless: Record<string, unknown> = { text: 'TỐI MẬT', activity: { text: 'TỐI MẬT' }, name: 'Nguyễn Văn A', code: 'x' }
  log.error('turn failed', careless as LogFields)
  expect(written.join()).not.toMatch(/TỐI MẬT|Nguyễn/)
  expect(written.join()).toContain('"code":"x"')
})

test('a sentence in the place of an id is not readable', () => {
  const { log, written } = lines('info')
  log.info('activity passed over', { type: 'Tài liệu tối mật', channel: 'msteams' })
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ type: 'T?i?li?u?t?i?m?t', channel: 'msteams' })
})

test('a fault is logged by code and place, never by its message', () => {
  const { log, written } = lines('info')
  log.fault('turn failed', new Fault('disk-failed', 'câu hỏi: Độ mật: Tuyệt mật\n    at Tuyệt mật'))
  log.fault('turn failed', new SyntaxError('Unexpected token in "họp kín"'))
  log.fault('turn failed', 'một chuỗi của người dùng')
  expect(written.join()).not.toMatch(/mật|họp kín|người dùng/i)
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ code: 'disk-failed', stack: expect.stringContaining('log.test.ts') as unknown })
  expect(JSON.parse(written[1] ?? '')).toMatchObject({ code: 'SyntaxError' })
  expect(JSON.parse(written[2] ?? '')).toMatchObject({ code: 'unknown' })
})

test('below its level nothing is written', () => {
  const { log, written } = lines('error')
  log.info('listening', { port: 3978 })
  expect(written).toEqual([])
})

test('what is wrong with a file of the deployer is told, in our own words only', () => {
  const { log, written } = lines('error')
  log.error('forms not read', { code: 'form-invalid', problem: 'khao-sat.json: rules.0.id: expected string' })
  log.error('forms not read', { code: 'form-invalid', problem: 'TỐI MẬT' })
  expect(JSON.parse(written[0] ?? '')).toMatchObject({ code: 'form-invalid', problem: 'khao-sat.json: rules.0.id: expected string' })
  expect(written.join()).not.toContain('TỐI MẬT')
})

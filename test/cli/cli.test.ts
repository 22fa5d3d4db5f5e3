import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { DELEGATION_COLUMNS, MONITORING_COLUMNS } from '#domain/importing/monitoringRows.ts'
import { PERSON_COLUMNS } from '#domain/importing/personRows.ts'
import { UNIT_COLUMNS } from '#domain/importing/unitRows.ts'
import { COMMANDS } from '../../src/cli/commands.ts'
import { DATA } from '../../src/openStore.ts'
import { useTerminal } from './terminal.ts'

const terminal = useTerminal()
const { qcdc, json, file, withSample, service } = terminal

describe('sample and what can be asked of it', () => {
  it('answers who is late, as JSON of the shape other programs rely on', async () => {
    await withSample()
    const { exit, document } = await json('late', '--campaign', 'sk-2026', '--at', '2026-06-15T09:00', '--level', 'cap-tinh')
    expect(exit).toBe(0)
    expect(document).toMatchObject({ campaign: 'sk-2026', at: '2026-06-15T09:00:00+07:00' })
    expect(Object.keys(document.counts)).toEqual(expect.arrayContaining(['owed', 'onTime', 'onTimeByExtension', 'lateFiled', 'missing', 'waitingAtHead', 'returned', 'waived', 'merged']))
    expect(document.rows).toContainEqual(expect.objectContaining({
      obligation: 'sk-2026.son-la', unit: 'son-la', name: 'VKSND tỉnh Sơn La', state: 'missing', due: '2026-06-12T16:00:00+07:00', submittedAt: null, daysLate: 3,
    }))
    expect((await json('late', '--campaign', 'sk-2026', '--receiver', 'bac-ninh')).document.counts.owed).toBe(6)
  })

  it('shows a report with its history', async () => {
    await withSample()
    const { document } = await json('report', 'show', '--obligation', 'sk-2026.bac-ninh')
    expect(document).toMatchObject({ obligation: 'sk-2026.bac-ninh', unit: 'bac-ninh', campaign: 'sk-2026', version: 1, state: 'accepted', receipt: 'SK-2026/BAC-NINH/01', submittedAt: '2026-06-12T14:02:00+07:00' })
    expect(document.answers['civil-servants']).toBeGreaterThan(0)
    expect(document.history.map((event: { kind: string }) => event.kind)).toEqual(['opened', 'started', 'sent-for-approval', 'submitted', 'accepted'])
    expect(document.history[3].at).toBe('2026-06-12T14:02:00+07:00')
    expect((await json('report', 'show', '--obligation', 'sk-2026.bac-ninh', '--version', '2'))).toMatchObject({ exit: 1, document: { ok: false, problems: [{ column: '--version', got: '2' }] } })
    expect((await json('report', 'show', '--obligation', 'sk-2026.son-la')).document).toMatchObject({ version: null, receipt: null, answers: {} })
  })

  it('lists people, units of a day and campaigns', async () => {
    await withSample()
    expect((await json('people', 'list', '--unit', 'bac-ninh', '--role', 'reporter')).document).toEqual([
      { id: 'reporter.bac-ninh', aadObjectId: expect.any(String), name: 'Cán bộ đầu mối, VKSND tỉnh Bắc Ninh', roles: [{ role: 'reporter', unit: 'bac-ninh', from: '2025-07-01', to: null }] },
    ])
    const units = async (at: string) => Object.entries(Object.groupBy((await json('units', 'list', '--at', at)).document as { level: string }[], unit => unit.level)).map(([level, found]) => `${level} ${found!.length}`).sort()
    expect(await units('2022-06-01')).toEqual(['cap-cao 3', 'cap-tinh 63', 'toi-cao 3', 'trung-uong 25'])
    expect(await units('2026-06-01')).toEqual(['cap-tinh 34', 'khu-vuc 18', 'toi-cao 3', 'trung-uong 25'])
    expect((await json('campaign', 'list')).document[0]).toEqual({
      id: 'sk-2026', form: 'so-ket-6-thang', title: expect.any(Object), window: { from: '2025-12-01', to: '2026-05-31' }, due: '2026-06-12T16:00:00+07:00', units: 77,
      openedAt: '2025-12-15T08:00:00+07:00', closedAt: null,
    })
  })

  it('is told in Vietnamese, or in English when asked', async () => {
    await withSample()
    expect((await qcdc('late', '--campaign', 'sk-2026')).out).toContain('chờ thủ trưởng duyệt')
    expect((await qcdc('late', '--campaign', 'sk-2026', '--lang', 'en')).out).toContain('waiting at the head')
    expect((await qcdc('--lang', 'en', 'store', 'check')).out).toContain('The store is sound.')
  })

  it('is loaded only into an empty store unless told to begin anew, and never into a deployed one', async () => {
    await withSample()
    expect(await json('sample')).toMatchObject({ exit: 1, document: { problems: [{ column: '--reset' }] } })
    expect(await json('sample', '--reset', '--at', '2022-10-20')).toMatchObject({ exit: 0, document: { campaigns: ['cd-2022'] } })
    terminal.env = { DATA_DIR: terminal.env.DATA_DIR!, MicrosoftAppId: '0b1f3a52-9c1d-4b6e-8a77-2f1f5e3c9d01', MicrosoftAppPassword: 'x' }
    expect((await qcdc('sample', '--reset')).exit).toBe(1)
    expect((await json('campaign', 'list')).document).toHaveLength(1)
  })
})

describe('imports', () => {
  it('names the row and column of each mistake and changes nothing', async () => {
    await withSample()
    const path = await file('people.csv', 'id,aadObjectId,name,role,unit,from\np1,0b1f3a52-9c1d-4b6e-8a77-2f1f5e3c9d01,P,reporter,ha-noi,2026-01-01\np2,zzz,Q,boss,ha-noi,2026-13-01\n')
    const { exit, document } = await json('people', 'import', path)
    expect(exit).toBe(1)
    expect(document.problems).toMatchObject([{ row: 3, column: 'aadObjectId', got: 'zzz' }, { row: 3, column: 'role', got: 'boss' }, { row: 3, column: 'from', got: '2026-13-01' }])
    expect((await json('people', 'list')).document).toHaveLength(44)
    expect((await qcdc('people', 'import', path)).out).toContain('dòng 3, role: cần một trong các vai trò: reporter')
    expect((await qcdc('people', 'import', path, '--lang', 'en')).out).toContain('row 3, from: expected a day, written 2026-06-12 or 12/6/2026; got "2026-13-01"')
  })

  it('takes back what it listed', async () => {
    await withSample()
    const people = await file('people.json', (await qcdc('people', 'list', '--json')).out)
    const units = await file('units.json', (await qcdc('units', 'list', '--json')).out)
    expect((await json('people', 'import', people)).document).toEqual({ ok: true, added: 0, changed: 0, unchanged: 44 })
    expect((await json('units', 'import', units)).document).toEqual({ ok: true, added: 0, changed: 0, unchanged: 156 })
  })

  it('takes monitors, delegations and past campaigns', async () => {
    await withSample()
    expect((await json('monitors', 'import', await file('m.csv', 'person,unit,from,to\nmember1.toi-cao,van-phong,1/6/2026,\n'))).document).toMatchObject({ added: 1 })
    expect((await json('delegations', 'import', await file('d.csv', 'from,to,role,unit,start,end\nhead.hue,deputy.hai-phong,head,hue,2026-06-20,2026-06-30\n'))).document).toMatchObject({ added: 1 })
    const past = { id: 'tkt-2024', form: 'tu-kiem-tra', title: { vi: 'Tự kiểm tra 2024', en: 'Self-inspection 2024' }, window: { from: '2024-01-01', to: '2024-11-30' }, due: '2024-12-05', openedAt: '2024-10-01T08:00', units: ['ha-noi'] }
    expect((await json('campaign', 'import', await file('c.json', JSON.stringify(past)))).document).toMatchObject({ ok: true, added: 1 })
    const wrong = { ...past, id: 'x-1', history: [{ unit: 'ha-noi', events: [{ kind: 'started', at: 'yesterday' }] }] }
    expect(await json('campaign', 'import', await file('w.json', JSON.stringify(wrong)))).toMatchObject({ exit: 1, document: { problems: [{ row: 1, column: 'events.0.at', got: 'yesterday' }] } })
  })
})

describe('campaigns', () => {
  const open = ['campaign', 'open', '--id', 'tkt-2026', '--form', 'tu-kiem-tra', '--from', '2026-01-01', '--to', '2026-06-30', '--due', '2026-07-03']

  it('open once, for levels and units, due at 16:00 where no time is said, and close once', async () => {
    await withSample()
    const { exit, document } = await json(...open, '--level', 'khu-vuc', '--unit', 'ha-noi', '--unit', 'hue', '--by', 'secretariat.toi-cao')
    expect({ exit, document }).toMatchObject({ exit: 0, document: { id: 'tkt-2026', due: '2026-07-03T16:00:00+07:00', units: 20, closedAt: null } })
    expect(await json(...open)).toMatchObject({ exit: 1, document: { problems: [{ column: '--id', got: 'tkt-2026' }] } })
    expect((await json('campaign', 'close', 'tkt-2026')).document).toMatchObject({ outcome: 'closed', closedAt: expect.stringMatching(/^2026-06-20T08:00:/) })
    expect((await json('campaign', 'close', 'tkt-2026')).document).toMatchObject({ outcome: 'again' })
    expect((await json('campaign', 'close', 'nothing')).exit).toBe(1)
    expect((await json(...open, '--by', 'a-stranger')).document.problems[0].column).toBe('--by')
  })
})

describe('usage', () => {
  it.each([
    [[], /Usage: qcdc/],
    [['late'], /--campaign/],
    [['people'], /Usage: qcdc people/],
    [['nonsense'], /unknown command/],
    [['late', '--campaign', 'x', '--at', 'yesterday'], /một thời điểm, ví dụ/],
    [['late', '--campaign', 'x', '--colour'], /unknown option/],
    [['people', 'import'], /missing required argument/],
    [['people', 'list', '--lang', 'fr'], /Allowed choices/],
    [['report', 'show', '--obligation', 'x', '--version', '0'], /một số nguyên từ 1/],
  ])('%j is wrong usage: exit 2, said on standard error', async (argv, said) => {
    const { exit, out, err } = await qcdc(...argv)
    expect({ exit, out }).toEqual({ exit: 2, out: '' })
    expect(err).toMatch(said)
  })

  it('exits 2 on wrong settings, saying which', async () => {
    terminal.env.HOST = '0.0.0.0'
    expect(await qcdc('people', 'list')).toMatchObject({ exit: 2, err: expect.stringContaining('HOST: expected a loopback address') })
  })

  it('exits 1 on a file that is not there, also as JSON', async () => {
    expect(await qcdc('units', 'import', join(terminal.dir, 'none.csv'))).toMatchObject({ exit: 1, err: expect.stringContaining('none.csv: there is no such file') })
    expect((await json('units', 'import', join(terminal.dir, 'none.csv'))).document).toMatchObject({ ok: false, fault: { code: 'import-invalid' } })
  })

  it.each(COMMANDS.map(command => command.name))('qcdc %s --help explains every option in both languages', async name => {
    const command = COMMANDS.find(one => one.name === name)!
    for (const language of ['vi', 'en'] as const) {
      const { exit, out } = await qcdc(...name.split(' '), '--help', '--lang', language)
      expect(exit).toBe(0)
      const flat = out.replace(/\s+/g, ' ')
      expect(flat).toContain(command.summary[language])
      for (const option of command.options ?? []) expect(flat).toContain(option.summary[language])
      for (const argument of command.arguments ?? []) expect(flat).toContain(argument.summary[language])
    }
  })
})

describe('beside a running service', () => {
  it('has the service do it, files being read here', async () => {
    await withSample()
    const running = await service(true)
    const path = await file('m.csv', 'person,unit,from\nmember1.toi-cao,van-phong,2026-06-01\n')
    expect((await json('monitors', 'import', path)).document).toMatchObject({ ok: true, added: 1 })
    expect((await running.store.get('monitoring', 'member1.toi-cao|van-phong|2026-06-01'))?.record.person).toBe('member1.toi-cao')
    expect((await json('store', 'check')).document).toMatchObject({ ok: true })
    expect(await json('late', '--campaign', 'none')).toMatchObject({ exit: 1 })
    expect(running.commands).toHaveLength(3)
    await running.close()
    expect((await json('store', 'check')).document).toMatchObject({ ok: true })
    expect(running.commands).toHaveLength(3)
  })

  it('says who is in the way when the store is held and nobody answers', async () => {
    await withSample()
    const running = await service(false)
    const { exit, err } = await qcdc('people', 'list')
    expect(exit).toBe(1)
    expect(err).toContain('Kho dữ liệu đang do tiến trình khác giữ')
    await running.close()
  })
})

it('runs as a program: output piped whole, exit code told', async () => {
  await withSample()
  const program = spawn(process.execPath, [join(DATA, '../src/cli.ts'), 'units', 'list', '--json'], { env: { ...process.env, ...terminal.env } })
  let out = ''
  program.stdout.on('data', chunk => { out += String(chunk) })
  const exit = await new Promise(resolve => program.on('close', resolve))
  expect(exit).toBe(0)
  expect(JSON.parse(out)).toHaveLength(156)
})

it('is documented: every command and every column of the tables', async () => {
  const page = await readFile(join(DATA, '../docs/command-line.md'), 'utf8')
  for (const { name, options = [] } of COMMANDS) {
    const line = page.split('\n').find(one => one.startsWith(`| \`${name}`))
    expect(line, name).toBeDefined()
    for (const option of options) expect(line, name).toContain(`--${option.name}`)
  }
  for (const columns of [UNIT_COLUMNS, PERSON_COLUMNS, MONITORING_COLUMNS, DELEGATION_COLUMNS]) for (const name of Object.keys(columns)) expect(page).toMatch(new RegExp(`\\b${name}\\b`))
})

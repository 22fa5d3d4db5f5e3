import { describe, expect, it } from 'vitest'
import { useTerminal } from './terminal.ts'

const terminal = useTerminal()
const { qcdc, json, typing, file, withSample, service } = terminal
const records = (out: string) => out.trimEnd().split('\n').map(line => JSON.parse(line))

/** The same with the store to ourselves and with a service holding it. */
describe.each([['by itself', false], ['beside a running service', true]])('%s', (_, served) => {
  const beside = async (work: () => Promise<void>) => {
    const running = served ? await service(true) : undefined
    await work()
    if (running) expect(running.commands.length).toBeGreaterThan(0)
    await running?.close()
  }

  it('says what is understood, a record a line', async () => {
    await withSample()
    await beside(async () => {
      const { exit, out } = await typing('nộp báo cáo sơ kết của Bắc Ninh\n\ndon vi nao tre han\n', 'understand', '--at', '2026-06-10T09:00', '--json')
      expect(exit).toBe(0)
      const [filing, nothing, late] = records(out)
      expect(filing).toMatchObject({ text: 'nộp báo cáo sơ kết của Bắc Ninh', intent: 'file-report', recognizer: 'local', entities: { reportType: 'so-ket-6-thang', unit: { id: 'bac-ninh', name: 'VKSND tỉnh Bắc Ninh', said: 'Bắc Ninh' } } })
      expect(Object.keys(filing)).toEqual(expect.arrayContaining(['text', 'intent', 'score', 'runnerUp', 'ask', 'entities', 'recognizer', 'ms']))
      expect(filing.ms).toBeGreaterThan(0)
      expect(nothing.text).toBe('')
      expect(late.intent).toBe('late-units')
    })
  })

  it('measures understanding on a file', async () => {
    await withSample()
    await beside(async () => {
      const path = await file('lines.jsonl', '{"text":"nộp báo cáo","intent":"file-report"}\n{"text":"nop bao cao","intent":"late-units"}\n')
      const { exit, document } = await json('understand', '--evaluate', path)
      expect(exit).toBe(0)
      expect(document).toMatchObject({ lines: 2, accuracy: 0.5, confusions: [{ expected: 'late-units', got: 'file-report', count: 1 }] })
      expect(Object.keys(document)).toEqual(expect.arrayContaining(['askedBack', 'perIntent', 'entities']))
    })
    expect(await qcdc('understand', '--evaluate', await file('bad.jsonl', '{"text":1}'))).toMatchObject({ exit: 1, err: expect.stringContaining('line 1') })
  })

  it('answers about the regulations with what it rests on', async () => {
    await beside(async () => {
      const { exit, out } = await typing('hội nghị cán bộ công chức họp mấy lần một năm\nHôm nay trời có mưa không?\n', 'ask', '--at', '2026-06-10T09:00', '--top', '3', '--json')
      expect(exit).toBe(0)
      const [known, unknown] = records(out)
      expect(known).toMatchObject({ q: 'hội nghị cán bộ công chức họp mấy lần một năm', answered: true, source: 'digest' })
      expect(known.citations[0]).toMatchObject({ document: '10/2022/QH15', article: expect.any(String), quote: expect.any(String), inForce: true })
      expect(Object.keys(known.citations[0])).toEqual(expect.arrayContaining(['clause', 'point']))
      expect(known.top).toHaveLength(3)
      expect(unknown).toMatchObject({ answered: false, citations: [] })
    })
  })

  it('imports a text, finds it again and lists it', async () => {
    await beside(async () => {
      const path = await file('qd.txt', 'Số: 99/QĐ-THU\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Quy định thử nghiệm về con tem bưu chính nội bộ.\n2. Áp dụng:\na) Văn thư;\nb) Thủ quỹ.\nĐiều 2. Hiệu lực\nQuyết định có hiệu lực từ ngày ký.\n')
      const looked = await json('provisions', 'import', path, '--number', '99/QĐ-THU', '--from', '2026-01-01', '--dry-run')
      expect(looked).toMatchObject({ exit: 0, document: { document: '99/QĐ-THU', found: { chapters: 1, articles: 2, clauses: 2, points: 2 }, gaps: [], changed: null, outcome: 'looked-at' } })
      expect((await json('provisions', 'list')).document.map((one: { document: string }) => one.document)).not.toContain('99/QĐ-THU')
      expect((await json('provisions', 'import', path, '--number', '99/QĐ-THU', '--from', '2026-01-01')).document.outcome).toBe('added')
      expect((await json('provisions', 'list', '--at', '2026-06-01')).document).toContainEqual(expect.objectContaining({ document: '99/QĐ-THU', source: 'official', found: { chapters: 1, articles: 2, clauses: 2, points: 2 } }))
      expect(await json('provisions', 'gaps')).toEqual({ exit: 0, document: [] })
      expect(await json('provisions', 'import', await file('none.txt', 'Không có điều nào.'))).toMatchObject({ exit: 1, document: { problems: [{ column: 'file' }] } })
      expect(await json('provisions', 'import', path, '--by', 'nobody')).toMatchObject({ exit: 1, document: { problems: [{ column: '--by' }] } })
    })
  })
})

it('reads unit names before anything was imported', async () => {
  const { out } = await typing('báo cáo của VKSND tỉnh Bắc Giang\n', 'understand', '--at', '2022-06-10T09:00', '--json')
  expect(records(out)[0].entities.unit.id).toMatch(/^bac-giang/)
})

it('exports the phrases as a project that Azure AI Language takes', async () => {
  const { exit, document } = await json('phrases', 'export', '--format', 'clu')
  expect(exit).toBe(0)
  expect(document).toMatchObject({ projectFileVersion: '2023-04-01', assets: { projectKind: 'Conversation' } })
  expect(document.assets.utterances.length).toBeGreaterThan(500)
  expect((await json('phrases', 'export', '--format', 'rasa')).document.problems[0]).toMatchObject({ column: '--format', got: 'rasa' })
})

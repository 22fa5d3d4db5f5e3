import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readDirectory } from '#app/readDirectory.ts'
import type { Service } from '../app/service.ts'
import { actionsIn } from '../transcripts/play.ts'
import { chatOf, openService, unitsToWrite, wordsOf, type Chat } from './chat.ts'
import { docx, p } from './docx.ts'
import { SIX } from './reports/six.ts'

const REPORT = SIX[0]!
let service: Service
let chat: Chat
let units: string[] = []
beforeAll(async () => {
  service = await openService()
  units = await unitsToWrite(service, 'sk-2026')
})
afterAll(() => service.close())
const nextUnit = async (): Promise<void> => {
  chat = await chatOf(service, 'reporter', units.shift()!)
}

const draft = async () => (await service.running().store.get('draft', `sk-2026.${chat.unit}`))?.record
const shortOf = async (): Promise<string> => (await readDirectory(service.running().store)).unit(chat.unit)!.short
const everything = async (): Promise<string> => {
  const out: unknown[] = []
  for (const table of ['draft', 'conversation', 'owed', 'version', 'obligation', 'setting'] as const) for await (const { record } of service.running().store.all(table)) out.push(record)
  for await (const entry of service.running().store.journal()) out.push(entry)
  return JSON.stringify(out)
}

describe('a review from a Word file', () => {
  beforeEach(nextUnit)

  it('is with the head after three messages, and the file is its attachment', async () => {
    const before = await draft()
    const shown = wordsOf(await chat.drop('bao cao so ket.docx', REPORT.bytes))
    expect(shown).toContain('86 (mục I, đoạn 1)')
    expect(shown).toContain('đủ các mục bắt buộc')
    expect(await draft()).toEqual(before)
    const reviewed = wordsOf(await chat.press('Lấy vào báo cáo'))
    expect(reviewed).toContain('Đã đủ nội dung')
    const answers = (await draft())!.answers
    expect(answers).toMatchObject(REPORT.expected)
    expect(answers['annexes']).toMatchObject({ name: 'bao cao so ket.docx', bytes: REPORT.bytes.length })
    expect(wordsOf(await chat.press('Trình thủ trưởng'))).toMatch(/^Đã trình/)
    expect(chat.sent()).toBe(3)
  })

  it('shows every value it takes', async () => {
    const shown = wordsOf(await chat.drop('bc.docx', REPORT.bytes)).replace(/\s+/g, ' ')
    await chat.press('Lấy vào báo cáo')
    for (const [field, value] of Object.entries((await draft())!.answers)) {
      if (typeof value === 'number') expect(shown, field).toContain(`${value} (`)
      else if (typeof value === 'string' && !['yes', 'no', 'none'].includes(value) && !/^\d{4}-/.test(value)) expect(shown, field).toContain(value.split('\n')[0]!.slice(0, 60))
    }
  })

  it('can be taken in words, and pressing twice changes nothing', async () => {
    await chat.drop('bc.docx', REPORT.bytes)
    await chat.say('1')
    const taken = await draft()
    expect(wordsOf(await chat.press('Lấy vào báo cáo'))).toContain('đã có đủ trong bản nháp')
    expect(await draft()).toEqual(taken)
  })

  it('can be left: nothing is saved, and the file is let go of', async () => {
    const before = await draft()
    await chat.drop('bc.docx', REPORT.bytes)
    expect(wordsOf(await chat.press('Không lấy'))).toContain('không giữ tệp')
    expect(await draft()).toEqual(before)
  })

  it('expires with its holding time', async () => {
    await chat.drop('bc.docx', docx(['**I. ĐẶC ĐIỂM TÌNH HÌNH**', 'Đơn vị có 61 công chức.']))
    service.at(service.now() + 61 * 60_000)
    expect(wordsOf(await chat.press('Lấy vào báo cáo'))).toContain('gửi lại tệp')
  })

  it('asks only what is missing', async () => {
    const shown = wordsOf(await chat.drop('bc.docx', docx(['**BÁO CÁO SƠ KẾT 6 THÁNG ĐẦU NĂM 2026**', '**I. ĐẶC ĐIỂM TÌNH HÌNH**', 'Đơn vị có 86 công chức, 4 viên chức và 9 người lao động.'])))
    expect(shown).toMatch(/Còn thiếu trong tệp: Số đơn vị trực thuộc; Công đoàn/)
    const asked = wordsOf(await chat.press('Lấy vào báo cáo'))
    expect(asked).toContain('Đã lấy 3 mục từ tệp')
    expect(asked).toContain('Số đơn vị trực thuộc')
  })

  it('never replaces what the draft has without being told to', async () => {
    await chat.say('nộp báo cáo sơ kết')
    await chat.say('công chức 80, viên chức 4')
    const activities = await chat.drop('bc.docx', REPORT.bytes)
    expect(wordsOf(activities)).toMatch(/Số công chức: tệp khác với bản nháp[\s\S]*80 \(giữ bản nháp\)/)
    await chat.press('Lấy vào báo cáo', { 'word-civil-servants': 'draft' })
    expect((await draft())!.answers['civil-servants']).toBe(80)
    await chat.drop('bc.docx', REPORT.bytes)
    await chat.press('Lấy vào báo cáo', { 'word-civil-servants': '0' })
    expect((await draft())!.answers['civil-servants']).toBe(86)
  })

  it('takes one of two contradicting values only when it is chosen', async () => {
    const file = docx(['**III.9. THI ĐUA, KHEN THƯỞNG**', 'Đã khen thưởng 3 tập thể và 7 cá nhân.', 'Phụ lục: khen thưởng 4 tập thể.'])
    expect(wordsOf(await chat.drop('bc.docx', file))).toMatch(/Số tập thể được khen thưởng: trong tệp có giá trị khác nhau/)
    await chat.press('Lấy vào báo cáo')
    expect((await draft())!.answers).toMatchObject({ 'commended-individuals': 7 })
    expect((await draft())!.answers['commended-collectives']).toBeUndefined()
  })

  it('shows anew what was shown before somebody changed the draft', async () => {
    await chat.drop('bc.docx', REPORT.bytes)
    const head = await chatOf(service, 'head', await shortOf())
    await head.say('nộp báo cáo sơ kết')
    await head.say('công chức 80')
    expect(wordsOf(await chat.press('Lấy vào báo cáo'))).toContain('Bản nháp đã được sửa')
    expect((await draft())!.answers['civil-servants']).toBe(80)
  })

  it('says when the file is of another period or another unit', async () => {
    const shown = wordsOf(await chat.drop('bc.docx', docx(['**VIỆN KIỂM SÁT NHÂN DÂN TỈNH CAO BẰNG**', '**BÁO CÁO SƠ KẾT 6 THÁNG ĐẦU NĂM 2025**', '**I. ĐẶC ĐIỂM TÌNH HÌNH**', 'Đơn vị có 86 công chức.'])))
    expect(shown).toContain('Tệp ghi kỳ “6 tháng đầu năm 2025”')
    expect(shown).toContain('Tệp ghi đơn vị “VKSND tỉnh Cao Bằng”')
  })
})

describe('files that are not taken', () => {
  beforeAll(nextUnit)

  it.each<[string, string, Uint8Array, RegExp]>([
    ['a PDF', 'bc.pdf', new Uint8Array([37, 80, 68, 70]), /chỉ đọc được tệp Word/],
    ['an old .doc', 'bc.doc', new Uint8Array(20), /kiểu cũ/],
    ['a file with a password', 'bc.docx', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]), /đặt mật khẩu/],
    ['macros', 'bc.docx', docx(['Có 5 công chức.'], { parts: { 'word/vbaProject.bin': new Uint8Array(4) } }), /macro/],
    ['no report at all', 'thu moi.docx', docx(['Kính mời quý vị dự buổi gặp mặt.']), /không đọc được mục nào/],
  ])('%s', async (_name, name, bytes, said) => {
    const before = await draft()
    expect(wordsOf(await chat.drop(name, bytes))).toMatch(said)
    expect(await draft()).toEqual(before)
  })

  it.each<[string, Uint8Array]>([
    ['at its head', docx(['MẬT', 'Kế hoạch Hoa Ban giao cho 12 công chức.'])],
    ['in its header', docx(['Kế hoạch Hoa Ban giao cho 12 công chức.'], { header: 'TỐI MẬT' })],
    ['in a text box', docx([`<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>${p('TUYỆT MẬT')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`, 'Kế hoạch Hoa Ban giao cho 12 công chức.'])],
  ])('a secrecy marking %s: refused, and nothing of it is kept', async (_where, bytes) => {
    expect(wordsOf(await chat.drop('ke hoach Hoa Ban.docx', bytes))).toContain('dấu chỉ độ mật')
    expect(await everything()).not.toContain('Hoa Ban')
    expect(actionsIn((await chat.say('nộp báo cáo sơ kết')).at(-1)!).map(one => one.title)).not.toContain('Lấy vào báo cáo')
  })

  it('a person in a case under way is asked about first; the same file is taken once that is denied', async () => {
    const file = docx(['**I. ĐẶC ĐIỂM TÌNH HÌNH**', 'Đơn vị có 86 công chức.', 'Vụ án Trần Văn Bình tham ô đang điều tra tại Công an tỉnh.'])
    expect(wordsOf(await chat.drop('bc.docx', file))).toContain('chưa nhận và chưa lưu gì')
    expect(await everything()).not.toContain('Trần Văn Bình')
    await chat.press('Không phải vụ việc cụ thể')
    // The word holds for exactly that file.
    expect(wordsOf(await chat.drop('bc.docx', docx(['**I. TÌNH HÌNH**', 'Có 86 công chức.', 'Vụ án Lê Thị Hoa tham ô đang điều tra tại Công an tỉnh.'])))).toContain('chưa nhận')
    expect(wordsOf(await chat.drop('bc.docx', file))).toContain('Đã đọc tệp')
  })

  it('files in a group, from somebody who files nothing, and several at once', async () => {
    const group = await chatOf(service, 'reporter', await shortOf(), 'groupChat')
    expect(wordsOf(await group.drop('bc.docx', REPORT.bytes))).toContain('nhắn riêng')
    const one = { name: 'a.docx', contentType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', contentUrl: 'data:;base64,AA==' }
    expect(wordsOf(await chat.send([one, one]))).toContain('từng tệp một')
  })
})

describe('a file in Teams', () => {
  beforeAll(nextUnit)

  let server: Server
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/mat') response.writeHead(404)
      response.end(request.url === '/lon' ? new Uint8Array(10_000_001) : REPORT.bytes)
    })
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done))
  })
  afterAll(() => server.close())

  it('is fetched from where file.download.info says, up to ten megabytes', async () => {
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const dropped = (downloadUrl: string) => chat.send([{ contentType: 'application/vnd.microsoft.teams.file.download.info', name: 'bao cao.docx', contentUrl: 'https://example.org/bao%20cao.docx', content: { downloadUrl, uniqueId: '1', fileType: 'docx' } }])
    expect(wordsOf(await dropped(`${at}/tep`))).toContain('Đã đọc tệp “bao cao.docx”')
    expect(wordsOf(await dropped(`${at}/lon`))).toContain('lớn hơn 10 MB')
    expect(wordsOf(await dropped(`${at}/mat`))).toContain('chưa tải được')
  })
})

describe('several reports owed', () => {
  it('asks which, and reads the file for the one chosen', async () => {
    const winter = await openService('2026-11-20 09:00')
    try {
      const reporter = await chatOf(winter, 'reporter', 'Sơn La')
      expect(wordsOf(await reporter.drop('bc.docx', REPORT.bytes))).toContain('Tệp “bc.docx” là của báo cáo nào?')
      const shown = wordsOf(await reporter.say('báo cáo sơ kết 6 tháng'))
      expect(shown).toContain('cho **Báo cáo sơ kết 6 tháng đầu năm 2026**')
      await reporter.press('Lấy vào báo cáo', { 'word-civil-servants': '0' })
      expect((await winter.running().store.get('draft', 'sk-2026.son-la'))?.record.answers['civil-servants']).toBe(86)
      expect(reporter.sent()).toBe(3)
    } finally {
      await winter.close()
    }
  })
})

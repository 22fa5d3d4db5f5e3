import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFileStore } from '#adapters/file-store/openFileStore.ts'
import { readWord } from '#adapters/word/readWord.ts'
import { carriesMarking } from '#domain/text/secrets.ts'
import type { Files } from '#ports/files.ts'
import { docx, p, table } from './docx.ts'

const compound = (name: string): Uint8Array => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600), Buffer.from(name, 'utf16le'), Buffer.alloc(600)])
const problemOf = async (bytes: Uint8Array): Promise<string> => {
  const read = await readWord(bytes)
  return read.ok ? 'read' : read.problem
}
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PROSE = 'Đơn vị có 12 công chức.'

describe('files that are refused', () => {
  it.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'not-word'],
    ['a PDF', strToU8('%PDF-1.7 …'), 'not-word'],
    ['a workbook', zipSync({ '[Content_Types].xml': strToU8('<Types><Override ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>') }), 'not-word'],
    ['a .doc of before 2007', compound('WordDocument'), 'legacy'],
    ['a file with a password', compound('EncryptedPackage'), 'encrypted'],
    ['a document with macros', docx([PROSE], { parts: { 'word/vbaProject.bin': new Uint8Array(9) } }), 'macros'],
    ['a macro document under another name', docx([PROSE], { main: 'application/vnd.ms-word.document.macroEnabled.main+xml' }), 'macros'],
    ['a template from the web', docx([PROSE], { parts: { 'word/_rels/settings.xml.rels': `<Relationships><Relationship Id="r" Type="${OFFICE}/attachedTemplate" Target="https://example.org/x.dotm" TargetMode="External"/></Relationships>` } }), 'macros'],
    ['a field that starts a program', docx(['<w:p><w:r><w:instrText> DDEAUTO c:\\\\x.exe </w:instrText></w:r></w:p>']), 'macros'],
    ['an embedded object', docx([PROSE], { parts: { 'word/embeddings/oleObject1.bin': new Uint8Array(9) } }), 'embedded'],
    ['a chunk of another format', docx([PROSE], { parts: { 'word/afchunk1.mht': 'x' } }), 'embedded'],
    ['a document type', docx([PROSE], { parts: { 'word/footnotes.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>' } }), 'broken'],
    ['a path that leads outside', docx([PROSE], { parts: { '../../evil.xml': '<x/>' } }), 'broken'],
    ['the same part twice', docx([PROSE], { parts: { 'word/Document.xml': '<x/>' } }), 'broken'],
    ['half a file', docx([PROSE]).slice(0, 700), 'broken'],
    ['a part of 7 MB', docx([PROSE], { parts: { 'word/footnotes.xml': `<x>${' '.repeat(6_100_000)}</x>` } }), 'too-large'],
    ['thousands of parts', docx([PROSE], { parts: Object.fromEntries(Array.from({ length: 2100 }, (_, at) => [`word/x${at}.xml`, '<x/>'])) }), 'too-large'],
    ['only a picture', docx([''], { parts: { 'word/media/image1.png': new Uint8Array(99) } }), 'scanned'],
  ])('%s', async (_name, bytes, problem) => expect(await problemOf(bytes)).toBe(problem))

  it('a bomb is refused from its directory, without unpacking it', async () => {
    const bomb = zipSync({ 'word/document.xml': [new Uint8Array(20_000_000), { level: 1 }] })
    expect(bomb.length).toBeLessThan(300_000)
    expect(await problemOf(bomb)).toBe('too-large')
  })

  it('a bomb that lies about its size is cut at the size it claims', async () => {
    const bytes = docx([PROSE], { parts: { 'word/footnotes.xml': `<x>${' '.repeat(500_000)}</x>` } })
    // The size in the central directory becomes small; what is unpacked is no more than that.
    const name = Buffer.from(bytes).lastIndexOf('word/footnotes.xml')
    Buffer.from(bytes.buffer).writeUInt32LE(10, name - 46 + 24)
    expect(['broken', 'read']).toContain(await problemOf(bytes))
  })
})

describe('a secrecy marking anywhere in the file', () => {
  const marked = async (bytes: Uint8Array): Promise<boolean> => {
    const read = await readWord(bytes)
    return read.ok && read.texts.some(carriesMarking)
  }
  it.each<[string, Uint8Array]>([
    ['at the head', docx(['MẬT', PROSE])],
    ['in runs of one letter', docx(['<w:p><w:r><w:t>T</w:t></w:r><w:r><w:t>Ố</w:t></w:r><w:r><w:t>I M</w:t></w:r><w:r><w:t>Ậ</w:t></w:r><w:r><w:t>T</w:t></w:r></w:p>', PROSE])],
    ['in the header', docx([PROSE], { header: 'TUYỆT MẬT' })],
    ['in the footer', docx([PROSE], { footer: 'Độ mật: Tối mật' })],
    ['in a cell', docx([table([['Độ mật', 'Mật'], ['Số', '12']]), PROSE])],
    ['in a text box', docx([`<w:p><w:r><w:t>Viện kiểm sát</w:t></w:r><w:r><w:pict><v:shape><v:textbox><w:txbxContent>${p('TỐI MẬT')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>`, PROSE])],
    ['as a watermark', docx([PROSE], { header: '<w:p><w:r><w:pict><v:shape><v:textpath style="font-size:1pt" string="MẬT"/></v:shape></w:pict></w:r></w:p>' })],
    ['in deleted text', docx(['<w:p><w:del><w:r><w:delText>TỐI MẬT</w:delText></w:r></w:del></w:p>', PROSE])],
    ['in a note', docx([PROSE], { parts: { 'word/footnotes.xml': '<w:footnotes xmlns:w="w"><w:footnote><w:p><w:r><w:t>TUYỆT MẬT</w:t></w:r></w:p></w:footnote></w:footnotes>' } })],
    ['in a comment', docx([PROSE], { parts: { 'word/comments.xml': '<w:comments xmlns:w="w"><w:comment><w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p></w:comment></w:comments>' } })],
    ['in the properties', docx([PROSE], { parts: { 'docProps/core.xml': '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>TỐI MẬT</dc:title></cp:coreProperties>' } })],
    ['in a workbook inside', docx([PROSE], { parts: { 'word/embeddings/sheet.xlsx': zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'xl/sharedStrings.xml': strToU8('<sst><si><t>TỐI MẬT</t></si></sst>') }) } })],
    ['decomposed', docx(['TỐI MẬT'.normalize('NFD'), PROSE])],
  ])('%s', async (_name, bytes) => expect(await marked(bytes)).toBe(true))

  it('ordinary prose about secrets carries none', async () => {
    expect(await marked(docx(['BÁO CÁO', 'Thực hiện tốt công tác bảo vệ bí mật nhà nước; quan hệ mật thiết với cấp ủy.', table([['Có mặt', 'Vắng mặt'], ['50', '3']])], { header: 'Độ mật: Thường' }))).toBe(false)
  })
})

describe('the file store', () => {
  let dir: string
  let files: Files
  const bytes = strToU8('nội dung')
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'qcdc-files-'))
    files = await openFileStore(dir)
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  it('holds a file until its time is over, and a kept one for good', async () => {
    const sha256 = await files.hold(bytes, 2_000_000)
    expect(sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(await files.read(sha256, 1_999_999)).toEqual(Buffer.from(bytes))
    expect(await files.read(sha256, 2_000_000)).toBeUndefined()
    await files.sweep(2_000_000)
    expect(await files.keep(sha256)).toBe(false)
    expect(await files.hold(bytes, 3_000_000)).toBe(sha256)
    expect(await files.keep(sha256)).toBe(true)
    expect(await files.keep(sha256)).toBe(true)
    await files.sweep(9_000_000)
    await files.release(sha256)
    expect(await files.read(sha256, 9_000_000)).toEqual(Buffer.from(bytes))
    expect(await files.hold(bytes, 9_500_000)).toBe(sha256)
    expect(await readdir(join(dir, 'held'))).toEqual([])
  })

  it('lets go, and erases so that nothing is left', async () => {
    const other = await files.hold(strToU8('khác'), 2_000_000)
    await files.release(other)
    expect(await files.read(other, 1)).toBeUndefined()
    const kept = await files.hold(bytes, 1)
    await files.erase(kept)
    expect([...(await readdir(join(dir, 'held'))), ...(await readdir(join(dir, 'kept')))]).toEqual([])
  })

  it('never reads outside its folder', async () => {
    expect(await files.read('../../etc/passwd', 0)).toBeUndefined()
    expect(await files.keep('..')).toBe(false)
  })
})

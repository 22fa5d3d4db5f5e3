import { z } from 'zod'
import { changeUnits } from '#app/changeUnits.ts'
import { readTable, recordsOf } from '#app/upsertRecords.ts'
import type { Row } from '#domain/importing/rows.ts'
import { unitsFromRows } from '#domain/importing/unitRows.ts'
import type { ChangePlan, ChangeProblem, UnitChange } from '#domain/unitChange/change.ts'
import { toIso, type Day } from '#domain/time/instant.ts'
import type { Unit } from '#domain/unit.ts'
import { defineCommand, type AnyCommand, type CommandContext, type Given, type Language, type Option, type Outcome } from '../command.ts'
import { isRefusal, moment, plainDay, refusal, strangerIn, table, type Refusal } from '../render.ts'
import { fileInput, prepareFile } from './importing.ts'

/** What a change of units prints: all that it does, or would do until `--yes` is given. */
type ChangeDocument = (Omit<ChangePlan, 'written' | 'obligations'> & { ok: true; done: boolean; obligations: Record<string, unknown>[] }) | Refusal

const PROBLEMS: Record<ChangeProblem['problem'], { column: string; vi: string; en: string }> = {
  'unknown-unit': { column: 'unit', vi: 'mã của một đơn vị trong danh bạ (đơn vị mới ghi kèm tên: MÃ=TÊN)', en: 'the id of a unit in the directory (a new one with its name: ID=NAME)' },
  'ended': { column: 'unit', vi: 'một đơn vị còn tồn tại', en: 'a unit that still exists' },
  'too-young': { column: '--from', vi: 'một ngày sau ngày thành lập của đơn vị này', en: 'a day after the one on which this unit began' },
  'twice': { column: 'unit', vi: 'mỗi đơn vị một lần', en: 'each unit once' },
  'taken': { column: '--into', vi: 'mã chưa dùng cho đơn vị nào', en: 'an id that no unit has' },
  'into-itself': { column: '--into', vi: 'một đơn vị khác với đơn vị kết thúc', en: 'another unit than one that ends' },
  'nothing': { column: 'unit', vi: 'đơn vị kết thúc và đơn vị kế thừa', en: 'units that end and units that carry them on' },
  'future': { column: '--from', vi: 'ngày đã đến: việc thay đổi được thực hiện từ ngày có hiệu lực', en: 'a day that has come: a change is done from its day on' },
  'unknown-parent': { column: '--parent', vi: 'mã của một đơn vị trong danh bạ', en: 'the id of a unit in the directory' },
}

const common: Option[] = [
  { name: 'from', kind: 'day', required: true, summary: { vi: 'ngày đầu tiên của tổ chức mới', en: 'first day of the new structure' } },
  { name: 'yes', kind: 'flag', summary: { vi: 'thực hiện; không có thì chỉ xem sẽ thay đổi những gì', en: 'do it; without it what will change is only shown' } },
  { name: 'by', kind: 'text', summary: { vi: 'người thực hiện (mã), để ghi nhật ký', en: 'who does it (person id), for the journal' } },
]
const INTO = { vi: 'đơn vị kế thừa: MÃ của đơn vị đang có, hoặc "MÃ=TÊN" của đơn vị mới', en: 'what carries on: the ID of a unit there is, or "ID=NAME" of a new one' }
const PARENT: Option = { name: 'parent', kind: 'text', summary: { vi: 'đơn vị cấp trên của đơn vị mới (không nêu: như trước)', en: 'the new unit’s parent (as before unless given)' } }

const changeInput = z.object({
  ending: z.array(z.string()), into: z.array(z.string()), parent: z.string().optional(),
  from: z.string(), yes: z.boolean().optional(), by: z.string().optional(),
})
type ChangeInput = z.output<typeof changeInput>

function changing(name: string, summary: AnyCommand['summary'], options: Option[], args: NonNullable<AnyCommand['arguments']>, ending: (given: Given) => unknown): AnyCommand {
  return defineCommand<ChangeInput, ChangeDocument>({
    name, summary, arguments: args, options: [...options, ...common], input: changeInput,
    async prepare(given) {
      const { from, yes, by, parent } = given
      const ids = ending(given)
      return { ending: ids, into: given.into ?? [`${String([ids].flat()[0])}-${String(from).slice(0, 4)}`], from, yes, by, parent }
    },
    async run({ ending, into, parent, ...options }, context) {
      const units = recordsOf(await readTable(await context.store(), 'unit'))
      const like = units.get(ending[0] ?? '')
      const made = newUnits(into, like, units, { from: options.from, parent: parent ?? like?.parent ?? null, keepsName: name === 'units move' })
      return 'exit' in made ? made : perform([{ ending, into: made.into }], options, context)
    },
    render: changeText,
  })
}

/** Units named as "ID=NAME" begin, of the level of the one that ends; checked as an import would. */
function newUnits(
  into: readonly string[], like: Unit | undefined, known: ReadonlyMap<string, Unit>, { from, parent, keepsName }: { from: Day; parent: string | null; keepsName: boolean },
): { into: UnitChange['into'] } | Outcome<Refusal> {
  const rows: Row[] = into.flatMap((text, index) => {
    const [id = '', ...rest] = text.split('=')
    const name = rest.join('=').trim()
    if (!name && (!keepsName || known.has(id))) return []
    const names = name ? { name } : { name: like?.name, short: like?.short, codes: like?.codes }
    return [{ row: index + 1, cells: { id: id.trim(), ...names, level: like?.level ?? '', parent, reports: like?.reports ?? true, from } }]
  })
  const { units, problems } = unitsFromRows(rows, known)
  if (problems.length > 0 && like) return { exit: 1, document: { ok: false, problems: problems.map(({ column, expected, got }) => ({ column: column === 'parent' ? '--parent' : '--into', expected, got })) } }
  const fresh = new Map(units.map(unit => [unit.id, unit]))
  return { into: into.map(text => fresh.get(text.split('=')[0]!.trim()) ?? text.trim()) }
}

async function perform(changes: UnitChange[], { from, yes = false, by }: { from: Day; yes?: boolean | undefined; by?: string | undefined }, { store: open, now }: CommandContext): Promise<Outcome<ChangeDocument>> {
  const store = await open()
  const stranger = await strangerIn(store, by)
  if (stranger) return stranger
  const changed = await changeUnits(store, changes, { from, at: now, by: by ?? 'import', apply: yes })
  if (!changed.ok) {
    return { exit: 1, document: { ok: false, problems: changed.problems.map(({ problem, unit }) => ({ column: PROBLEMS[problem].column, got: unit, expected: PROBLEMS[problem] })) } }
  }
  const { written: _, obligations, ...plan } = changed.plan
  return { exit: 0, document: { ok: true, done: changed.done, ...plan, obligations: obligations.map(one => ({ ...one, due: toIso(one.due) })) } }
}

const UNIT = { name: 'unit', summary: { vi: 'mã đơn vị', en: 'unit id' } }

export const unitsMerge = changing('units merge', { vi: 'Sáp nhập đơn vị', en: 'Merge units' }, [
  { name: 'unit', kind: 'text', many: true, required: true, summary: { vi: 'đơn vị kết thúc (mã), nêu từng đơn vị', en: 'a unit that ends (id); once for each' } },
  { name: 'into', kind: 'text', many: true, required: true, summary: INTO }, PARENT,
], [], given => given.unit)

export const unitsSplit = changing('units split', { vi: 'Chia tách đơn vị', en: 'Split a unit' }, [
  { name: 'into', kind: 'text', many: true, required: true, summary: { vi: `${INTO.vi}; nêu từng đơn vị, đơn vị chính trước`, en: `${INTO.en}; once for each, the principal one first` } }, PARENT,
], [UNIT], given => [given.unit])

export const unitsRename = changing('units rename', { vi: 'Đổi tên đơn vị', en: 'Rename a unit' }, [
  { name: 'into', kind: 'text', many: true, required: true, summary: { vi: '"MÃ=TÊN" mới', en: 'the new "ID=NAME"' } },
], [UNIT], given => [given.unit])

export const unitsMove = changing('units move', { vi: 'Chuyển đơn vị sang đơn vị cấp trên khác', en: 'Move a unit to another parent' }, [
  { ...PARENT, required: true },
  { name: 'into', kind: 'text', many: true, summary: { vi: 'mã mới hoặc "MÃ=TÊN" (không nêu: mã cũ thêm năm)', en: 'the new id or "ID=NAME" (the old id with the year unless given)' } },
], [UNIT], given => [given.unit])

const reorganiseInput = fileInput.extend({ from: z.string(), yes: z.boolean().optional(), by: z.string().optional() })

export const unitsReorganise = defineCommand<z.output<typeof reorganiseInput>, ChangeDocument>({
  name: 'units reorganise',
  summary: { vi: 'Sắp xếp lại nhiều đơn vị cùng lúc, theo tệp', en: 'Reorganise many units at once, from a file' },
  arguments: [{ name: 'file', summary: { vi: 'bảng đơn vị mới như units import, cột predecessors là các đơn vị kết thúc', en: 'a table of new units as for units import; predecessors are those that end' } }],
  options: common,
  input: reorganiseInput,
  prepare: async (given, client) => ({ ...(await prepareFile(given, client)), from: given.from, yes: given.yes, by: given.by }),
  async run({ rows, from, yes, by }, context) {
    const known = recordsOf(await readTable(await context.store(), 'unit'))
    const { units, problems } = unitsFromRows(rows, known)
    if (problems.length > 0) return { exit: 1, document: { ok: false, problems } }
    return perform(changesOf(units.filter(unit => unit.from === from && unit.predecessors.length > 0)), { from, yes, by }, context)
  },
  render: changeText,
})

/** New units that share a predecessor are parts of one split. */
function changesOf(units: readonly Unit[]): UnitChange[] {
  const changes: UnitChange[] = []
  for (const unit of units) {
    const shared = changes.find(change => change.ending.some(id => unit.predecessors.includes(id)))
    if (!shared) changes.push({ ending: [...unit.predecessors], into: [unit] })
    else {
      shared.into.push(unit)
      shared.ending.push(...unit.predecessors.filter(id => !shared.ending.includes(id)))
    }
  }
  return changes
}

function changeText(document: ChangeDocument, language: Language): string {
  if (isRefusal(document)) return refusal(document, language)
  const vi = language === 'vi'
  const part = (title: string, headings: string[], rows: string[][]) => (rows.length === 0 ? [] : [`${title}\n${table(headings, rows)}`])
  const becomes: Record<string, string> = vi
    ? { merged: 'đóng do sáp nhập', stays: 'giữ nguyên ở đơn vị cũ', opened: 'mở cho đơn vị kế thừa', extended: 'lùi hạn', unchanged: 'giữ nguyên' }
    : { merged: 'closes as merged', stays: 'stays with the old unit', opened: 'opened for what carries on', extended: 'due later', unchanged: 'unchanged' }
  return [
    document.done ? (vi ? `Đã thực hiện, từ ${plainDay(document.from)}.` : `Done, from ${plainDay(document.from)}.`)
      : vi ? `Sẽ thay đổi từ ${plainDay(document.from)} (chưa ghi gì; thêm --yes để thực hiện):` : `What will change from ${plainDay(document.from)} (nothing written yet; add --yes to do it):`,
    ...part(vi ? 'Đơn vị' : 'Units', vi ? ['Mã', 'Tên', 'Kết thúc', 'Bắt đầu', 'Kế thừa bởi'] : ['Id', 'Name', 'Ends', 'Begins', 'Carried on by'],
      document.units.map(unit => [unit.id, unit.name, plainDay(unit.ends), plainDay(unit.begins), unit.into.join(', ')])),
    ...part(vi ? 'Nghĩa vụ báo cáo' : 'Obligations', vi ? ['Nghĩa vụ', 'Đang', 'Thành', 'Hạn'] : ['Obligation', 'Is', 'Becomes', 'Due'],
      document.obligations.map(one => [String(one.obligation), String(one.phase), becomes[String(one.becomes)] ?? '', moment(String(one.due))])),
    ...part(vi ? 'Bản nháp' : 'Drafts', vi ? ['Của', 'Cho', ''] : ['Of', 'For', ''],
      document.drafts.map(one => [one.from, one.to, one.outcome === 'moved' ? (vi ? 'chuyển sang' : 'moves') : vi ? 'cán bộ đơn vị mới chọn lấy' : 'may be taken over'])),
    ...part(vi ? 'Người' : 'People', vi ? ['Người', 'Vai trò', 'Từ', 'Sang'] : ['Person', 'Role', 'From', 'To'], document.people.map(one => [one.person, one.role, one.from, one.to.join(', ')])),
    ...part(vi ? 'Theo dõi địa bàn' : 'Monitoring', vi ? ['Người', 'Từ', 'Sang'] : ['Person', 'From', 'To'], document.monitorings.map(one => [one.person, one.from, one.to.join(', ')])),
    ...part(vi ? 'Ủy quyền' : 'Delegations', vi ? ['Từ', 'Cho', 'Vai trò', 'Tại', 'Sang'] : ['From', 'To', 'Role', 'In', 'Into'],
      document.delegations.map(one => [one.from, one.to, one.role, one.unit, one.into.join(', ')])),
    ...part(vi ? 'Cần quyết định' : 'To be decided', ['', '', ''], document.notes.map(note => [NOTES[note.kind][language], note.subject, note.detail.join(', ')])),
  ].join('\n\n')
}

const NOTES: Record<ChangePlan['notes'][number]['kind'], { vi: string; en: string }> = {
  'several-with-role': { vi: 'Nhiều người cùng giữ vai trò', en: 'Several people hold the role' },
  'people-of-split': { vi: 'Người của đơn vị chia tách tạm theo đơn vị chính', en: 'People of a split unit go with its principal part for now' },
  'already-filed': { vi: 'Đơn vị kế thừa đã nộp; phần của đơn vị cũ cần bổ sung thì trả lại hoặc đính chính', en: 'The successor has filed; return or correct it if the old units’ part is missing' },
  'does-not-report': { vi: 'Đơn vị kế thừa không có nghĩa vụ báo cáo', en: 'The successor owes no reports' },
  'drafts-to-take-over': { vi: 'Bản nháp để đơn vị kế thừa chọn lấy', en: 'Drafts that the successor may take over' },
  'below-follows': { vi: 'Đơn vị trực thuộc chuyển theo (mã mới, cấp trên mới)', en: 'A unit below follows (new id, new parent)' },
  'extension-dropped': { vi: 'Đề nghị gia hạn chưa xử lý bị bỏ', en: 'An extension asked for lapses' },
}

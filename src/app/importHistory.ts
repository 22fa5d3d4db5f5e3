import { canonicalJson } from '#domain/canonicalJson.ts'
import type { Campaign } from '#domain/campaign.ts'
import { judge } from '#domain/form/judge.ts'
import type { Form } from '#domain/form/form.ts'
import type { History, HistoryEvent, PastCampaign } from '#domain/importing/history.ts'
import type { ImportProblem } from '#domain/importing/rows.ts'
import type { Event, Obligation } from '#domain/obligation.ts'
import type { Draft, Version } from '#domain/report.ts'
import { mayFollow, receiptOf, standing, withEvent } from '#domain/standing.ts'
import { dayOf, toIso } from '#domain/time/instant.ts'
import type { Unit } from '#domain/unit.ts'
import type { Act, Store, Write } from '#ports/store.ts'
import { versionId } from './formContext.ts'
import { obligationsOf, unitsAsked } from './openCampaign.ts'
import { readTable, type Imported, type ImportOptions } from './upsertRecords.ts'

interface Built {
  obligation: Obligation
  versions: Version[]
  draft: Draft | null
}

/**
 * Takes in a campaign with what happened in it, marked as imported and with the instants at which it became known, all or nothing. A campaign that is
 * already known is `unchanged` when it is the same, else refused: history that somebody may have asked about is not rewritten.
 * Problems name the place in the list of histories as `row` (0: the campaign itself).
 */
export async function importHistory(store: Store, forms: ReadonlyMap<string, Form>, past: PastCampaign, { at, by }: ImportOptions): Promise<Imported> {
  const problems: ImportProblem[] = []
  const problem = (row: number, column: string, got: string, vi: string, en: string) => problems.push({ row, column, got, expected: { vi, en } })
  const form = forms.get(past.form)
  if (!form) problem(0, 'form', past.form, `một trong các biểu mẫu: ${[...forms.keys()].join(', ')}`, `one of the forms ${[...forms.keys()].join(', ')}`)
  const units = new Map<string, Unit>()
  for (const [id, { record }] of await readTable(store, 'unit')) units.set(id, record)
  const { id, title, window, due, openedAt, closedAt } = past
  const campaign: Campaign = { id, form: past.form, title, window, due, openedAt, closedAt }
  const owing = new Map(
    obligationsOf(campaign, unitsAsked(past, units, dayOf(openedAt)), { at: openedAt, recordedAt: openedAt, by: 'import', imported: true }).map(one => [one.unit, one]),
  )
  for (const unit of past.units ?? []) {
    if (!owing.has(unit)) problem(0, 'units', unit, `một đơn vị có nghĩa vụ báo cáo vào ngày ${dayOf(openedAt)}`, `a unit that reports on ${dayOf(openedAt)}`)
  }
  if (owing.size === 0) problem(0, 'units', '', `ít nhất một đơn vị có nghĩa vụ báo cáo vào ngày ${dayOf(openedAt)}`, `at least one unit that reports on ${dayOf(openedAt)}`)
  const built: Built[] = []
  past.history.forEach((history, index) => {
    const row = index + 1
    const obligation = owing.get(history.unit)
    if (!obligation) return problem(row, 'unit', history.unit, 'một đơn vị được yêu cầu báo cáo trong đợt này, mỗi đơn vị một lần', 'a unit that this campaign was asked of, once each')
    owing.delete(history.unit)
    if (form) built.push(build(obligation, history, form, campaign, (column, got, vi, en) => problem(row, column, got, vi, en)))
  })
  if (problems.length > 0) return { ok: false, problems }
  const all: Built[] = [...built, ...[...owing.values()].map(obligation => ({ obligation, versions: [], draft: null }))]

  const known = await store.get('campaign', id)
  if (known) {
    const stored = await store.find('obligation', 'campaign', id)
    const now = new Map(stored.map(({ record }) => [record.id, canonicalJson(record)]))
    const same = canonicalJson(known.record) === canonicalJson(campaign) && now.size === all.length && all.every(({ obligation }) => now.get(obligation.id) === canonicalJson(obligation))
    if (same) return { ok: true, added: 0, changed: 0, unchanged: all.length }
    return { ok: false, problems: [{ row: 0, column: 'id', got: id, expected: { vi: 'mã chưa dùng cho đợt báo cáo nào', en: 'an id that no campaign has' } }] }
  }
  const writes: Write[] = [{ table: 'campaign', id, record: campaign, expect: 0 }]
  const acts: Act[] = [{ at, by, action: 'campaign-opened', subject: `campaign/${id}`, content: campaign }]
  for (const { obligation, versions, draft } of all) {
    writes.push({ table: 'obligation', id: obligation.id, record: obligation, expect: 0 })
    if (draft) writes.push({ table: 'draft', id: draft.id, record: draft, expect: 0 })
    for (const version of versions) {
      writes.push({ table: 'version', id: version.id, record: version, expect: 0 })
      acts.push({ at: version.submittedAt, by, action: 'submitted', subject: `version/${version.id}`, version: version.number, content: version.answers })
    }
  }
  if (closedAt !== null) acts.push({ at: closedAt, by, action: 'campaign-closed', subject: `campaign/${id}`, content: campaign })
  const committed = await store.commit({ writes, acts })
  if (committed.ok) return { ok: true, added: all.length, changed: 0, unchanged: 0 }
  return importHistory(store, forms, past, { at, by })
}

type Tell = (column: string, got: string, vi: string, en: string) => void

function build(opened: Obligation, history: History, form: Form, campaign: Campaign, tell: Tell): Built {
  const given = new Map(history.versions.map(version => [version.number, version]))
  const versions: Version[] = []
  let obligation = opened
  let latest = campaign.openedAt
  let next = 1
  for (const [index, told] of history.events.entries()) {
    const column = `events[${index}]`
    const recordedAt = told.recordedAt ?? told.at
    const { phase } = standing(obligation, latest)
    if (recordedAt < latest) tell(`${column}.recordedAt`, toIso(recordedAt), `không sớm hơn ${toIso(latest)}`, `not before ${toIso(latest)}`)
    if (!mayFollow(phase, told.kind)) tell(`${column}.kind`, told.kind, `một việc có thể xảy ra sau trạng thái "${phase}"`, `something that can follow "${phase}"`)
    if (told.kind === 'submitted' && told.version !== next) tell(`${column}.version`, String(told.version), `phiên bản ${next}`, `version ${next}`)
    const event = eventOf(told, recordedAt, obligation, form, campaign, given.get(next)?.answers ?? {})
    if (told.kind === 'submitted') {
      const preparedBy = given.get(next)?.preparedBy ?? told.by
      versions.push({
        id: versionId(opened.id, next), obligation: opened.id, number: next, form: form.id, formVersion: form.version,
        answers: given.get(next)?.answers ?? {}, skipped: [], submittedAt: told.at, submittedBy: told.by, preparedBy,
      })
      given.delete(next)
      next++
    }
    obligation = withEvent(obligation, event)
    latest = Math.max(latest, recordedAt)
  }
  for (const number of given.keys()) tell('versions', String(number), 'phiên bản đã được gửi theo events', 'a version that events say was submitted')
  const draft: Draft | null = history.draft
    ? { id: opened.id, form: form.id, formVersion: form.version, confirmed: [], ...history.draft }
    : null
  return { obligation, versions, draft }
}

function eventOf(told: HistoryEvent, recordedAt: number, obligation: Obligation, form: Form, campaign: Campaign, answers: Version['answers']): Event {
  const happened = { at: told.at, recordedAt, by: told.by, ...(told.for === undefined ? {} : { for: told.for }), imported: true as const }
  if (told.kind !== 'submitted') return { ...told, ...happened }
  const { version, selfApproved, correction } = told
  return {
    kind: 'submitted', version, ...happened,
    receipt: told.receipt ?? receiptOf(obligation, version),
    complete: told.complete ?? judge(form, answers, { window: campaign.window }).complete,
    ...(selfApproved ? { selfApproved } : {}),
    ...(correction === undefined ? {} : { correction }),
  }
}

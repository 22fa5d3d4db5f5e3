import type { Campaign } from '#domain/campaign.ts'
import type { Form } from '#domain/form/form.ts'
import type { Bilingual } from '#domain/importing/rows.ts'
import type { Obligation } from '#domain/obligation.ts'
import { dayOf, type Day, type Instant } from '#domain/time/instant.ts'
import { existsOn, type Unit } from '#domain/unit.ts'
import type { Store, Write } from '#ports/store.ts'
import { readTable } from './upsertRecords.ts'

/** A campaign to be opened. Without `levels` and `units` every unit that reports owes; with both, the units named and all of those levels. */
export interface NewCampaign {
  id: string
  form: string
  /** The form's title and the year the window ends in, unless given. */
  title?: Bilingual
  window: { from: Day; to: Day }
  due: Instant
  levels?: readonly string[]
  units?: readonly string[]
}

/** What is wrong with a campaign to be opened: the setting, what was expected and what was given. */
interface CampaignProblem {
  setting: 'id' | 'form' | 'window' | 'due' | 'levels' | 'units'
  expected: Bilingual
  got: string
}

export type OpenedCampaign = { ok: true; campaign: Campaign; obligations: Obligation[] } | { ok: false; problems: CampaignProblem[] }

/** Part of obligation ids and receipts. */
const CAMPAIGN_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/

/**
 * Opens a campaign: every unit asked that exists on the opening day and reports owes one obligation, received by the committee of the unit above it on that day.
 * All in one commit; everything wrong is told at once and nothing is written then.
 */
export async function openCampaign(
  store: Store, forms: ReadonlyMap<string, Form>, asked: NewCampaign, { at, now = at, by }: { at: Instant; now?: Instant; by: string },
): Promise<OpenedCampaign> {
  const units = new Map<string, Unit>()
  for (const [id, { record }] of await readTable(store, 'unit')) units.set(id, record)
  const problems = campaignProblems(asked, forms, units, at)
  const taken = { setting: 'id' as const, got: asked.id, expected: { vi: 'mã chưa dùng cho đợt báo cáo nào', en: 'an id that no campaign has' } }
  if (await store.get('campaign', asked.id)) problems.push(taken)
  if (problems.length > 0) return { ok: false, problems }

  const { id, form, window, due } = asked
  const campaign: Campaign = { id, form, title: asked.title ?? defaultTitle(forms.get(form)!, window.to), window, due, openedAt: at, closedAt: null }
  const obligations = obligationsOf(campaign, unitsAsked(asked, units, dayOf(at)), { at, recordedAt: now, by })
  const writes: Write[] = [
    { table: 'campaign', id, record: campaign, expect: 0 },
    ...obligations.map(obligation => ({ table: 'obligation', id: obligation.id, record: obligation, expect: 0 }) as const),
  ]
  const committed = await store.commit({ writes, acts: [{ at, by, action: 'campaign-opened', subject: `campaign/${id}`, content: { campaign, owing: obligations.map(one => one.id) } }] })
  // Only somebody who opened the same id a moment earlier can be in the way.
  return committed.ok ? { ok: true, campaign, obligations } : { ok: false, problems: [taken] }
}

/** The units a campaign is asked of, as they are on its opening day. */
export function unitsAsked({ levels, units: ids }: Pick<NewCampaign, 'levels' | 'units'>, units: ReadonlyMap<string, Unit>, day: Day): Unit[] {
  const all = !levels?.length && !ids?.length
  return [...units.values()].filter(
    unit => unit.reports && unit.parent !== null && existsOn(unit, day) && (all || (levels?.includes(unit.level) ?? false) || (ids?.includes(unit.id) ?? false)),
  )
}

/** The obligations of a campaign just opened: due when it is due, received by the unit above. */
export function obligationsOf(campaign: Campaign, units: readonly Unit[], opened: { at: Instant; recordedAt: Instant; by: string; imported?: true }): Obligation[] {
  return units.map(unit => ({
    id: `${campaign.id}.${unit.id}`,
    campaign: campaign.id,
    unit: unit.id,
    receiver: unit.parent!,
    level: unit.level,
    due: campaign.due,
    events: [{ kind: 'opened', ...opened }],
  }))
}

function defaultTitle(form: Form, lastDay: Day): Bilingual {
  const year = lastDay.slice(0, 4)
  return { vi: `${form.title.vi} năm ${year}`, en: `${form.title.en} ${year}` }
}

function campaignProblems(asked: NewCampaign, forms: ReadonlyMap<string, Form>, units: ReadonlyMap<string, Unit>, at: Instant): CampaignProblem[] {
  const problems: CampaignProblem[] = []
  const problem = (setting: CampaignProblem['setting'], got: string, vi: string, en: string) => problems.push({ setting, got, expected: { vi, en } })
  const { window, due, levels = [] } = asked
  const day = dayOf(at)
  if (!CAMPAIGN_ID.test(asked.id)) problem('id', asked.id, 'chữ thường không dấu, số, dấu gạch nối, ví dụ sk-2026', 'lower-case letters, digits and hyphens, such as sk-2026')
  if (!forms.has(asked.form)) problem('form', asked.form, `một trong các biểu mẫu: ${[...forms.keys()].join(', ')}`, `one of the forms ${[...forms.keys()].join(', ')}`)
  if (window.to < window.from) problem('window', `${window.from}..${window.to}`, 'ngày cuối kỳ không sớm hơn ngày đầu kỳ', 'a last day not before the first')
  if (due <= at) problem('due', dayOf(due), 'thời hạn sau lúc mở đợt', 'a due instant after the opening')
  const present = new Set([...units.values()].filter(unit => existsOn(unit, day) && unit.reports).map(unit => unit.level))
  for (const level of levels) if (!present.has(level)) problem('levels', level, `một trong các cấp: ${[...present].join(', ')}`, `one of the levels ${[...present].join(', ')}`)
  for (const id of asked.units ?? []) {
    const unit = units.get(id)
    if (!unit || !existsOn(unit, day)) problem('units', id, `mã của một đơn vị tồn tại vào ngày ${day}`, `the id of a unit that exists on ${day}`)
    else if (!unit.reports || unit.parent === null) problem('units', id, 'một đơn vị có nghĩa vụ báo cáo', 'a unit that reports')
  }
  if (problems.length === 0 && unitsAsked(asked, units, day).length === 0) problem('units', '', 'ít nhất một đơn vị có nghĩa vụ báo cáo', 'at least one unit that reports')
  return problems
}

import type { Answers, Form } from '#domain/form/form.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Campaign } from '#domain/campaign.ts'
import { standing } from '#domain/standing.ts'
import type { Work } from './work.ts'

/** What a report is judged against besides itself. */
export interface FormContext {
  window: Campaign['window']
  /** Last period's submitted answers of the same unit and form. */
  previous?: Answers
  /** The first half's answers, for a form that is cumulative over it. */
  firstHalf?: Answers
}

/** What was found in a piece of work, by obligation: it sees one state of the store, and a turn asks several times. */
const found = new WeakMap<Work, Map<string, Promise<FormContext>>>()

/** Window, last period and first half for an obligation, as far as the store has them. */
export function formContext(work: Work, obligation: Obligation, campaign: Campaign, form: Form): Promise<FormContext> {
  let ofWork = found.get(work)
  if (!ofWork) found.set(work, (ofWork = new Map()))
  let context = ofWork.get(obligation.id)
  if (!context) ofWork.set(obligation.id, (context = readContext(work, obligation, campaign, form)))
  return context
}

async function readContext(work: Work, obligation: Obligation, campaign: Campaign, form: Form): Promise<FormContext> {
  const context: FormContext = { window: campaign.window }
  const previous = await submittedBefore(work, form.id, obligation.unit, campaign, other => other.window.to < campaign.window.from)
  if (previous) context.previous = previous
  if (form.cumulativeOver) {
    const half = await submittedBefore(work, form.cumulativeOver, obligation.unit, campaign, other =>
      other.window.from === campaign.window.from && other.window.to < campaign.window.to)
    if (half) context.firstHalf = half
  }
  return context
}

/** Answers of the newest campaign of a form that fits, in the version in force or else the newest one submitted. */
async function submittedBefore(work: Work, form: string, unit: string, campaign: Campaign, fits: (other: Campaign) => boolean): Promise<Answers | undefined> {
  const earlier = (await work.find('campaign', 'form', form))
    .filter(other => other.id !== campaign.id && fits(other))
    .sort((a, b) => (a.window.to < b.window.to ? 1 : -1))
  for (const other of earlier) {
    const obligation = await work.get('obligation', `${other.id}.${unit}`)
    if (!obligation) continue
    const { accepted, version } = standing(obligation, work.now)
    const number = accepted ?? version
    if (number === null) continue
    const stored = await work.get('version', versionId(obligation.id, number))
    if (stored) return stored.answers
  }
  return undefined
}

/** "sk-2026.bac-ninh#1" */
export function versionId(obligation: string, number: number): string {
  return `${obligation}#${number}`
}

import type { Form } from '#domain/form/form.ts'
import { judge, type Judged } from '#domain/form/judge.ts'
import type { Campaign } from '#domain/campaign.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Draft } from '#domain/report.ts'
import { formContext, type FormContext } from './formContext.ts'
import type { Work } from './work.ts'

/** A draft with what it is judged against and what was found. */
export interface JudgedDraft {
  context: FormContext
  judged: Judged
}

/** Verdicts by draft, with what they rest on: a turn asks several times, and the next turn begins with the draft this one ends with. */
const verdicts = new WeakMap<Draft, JudgedDraft & { form: Form }>()

/** Judges a draft against its window, last period and first half, as far as the store has them; odd values confirmed in it count as confirmed. */
export async function judgeDraft(work: Work, obligation: Obligation, { campaign, form }: { campaign: Campaign; form: Form }, draft: Draft): Promise<JudgedDraft> {
  const context = await formContext(work, obligation, campaign, form)
  const known = verdicts.get(draft)
  // Records are never changed in place, so the same objects give the same verdict.
  if (known?.form === form && known.context.window === context.window && known.context.previous === context.previous && known.context.firstHalf === context.firstHalf) return known
  const verdict = { form, context, judged: judge(form, draft.answers, { ...context, confirmed: draft.confirmed }) }
  verdicts.set(draft, verdict)
  return verdict
}

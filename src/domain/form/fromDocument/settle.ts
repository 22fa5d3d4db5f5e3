import { fieldOf } from '../parseForm.ts'
import { wrongAnswer } from '../wrongAnswer.ts'
import type { Answer, Field, Form } from '../form.ts'
import type { Candidate, Doubt, Reading } from './reading.ts'

/** Below this a reading is not even offered; from {@link SURE} on it is taken. */
export const OFFERED = 0.3
const SURE = 0.6
/** Chances that were learnt are sure earlier, where nothing else comes near; and from {@link CERTAIN} on what comes near does less. */
const LIKELY = 0.5
const CERTAIN = 0.85

const isLearnt = (field: Field): boolean => field.kind === 'count' || field.kind === 'yes-no-none'

const bare = ({ field, value, said, place }: Candidate): Reading => ({ field, value, said, place })

/** What one field is given by all that was read for it: undefined when nothing was that could be offered. */
export function settle(field: Field, read: Candidate[]): { taken?: Reading; doubt?: Doubt; score: number } | undefined {
  const usable = together(field, read).filter(each => each.score >= OFFERED && wrongAnswer(field, each.value) === undefined).toSorted((a, b) => b.score - a.score)
  const best = usable[0]
  if (!best) return undefined
  const same = (a: Answer, b: Answer): boolean => JSON.stringify(a) === JSON.stringify(b)
  const others = usable.filter(each => !same(each.value, best.value))
  const agreeing = usable.filter(each => same(each.value, best.value))
  // A figure that text and table tell differently is asked, however much better one of them names it.
  // Choices named in several sentences add up; the fullest list holds the others.
  const close = isLearnt(field) ? (best.score >= CERTAIN ? 0.8 : 0.45) : 0.8
  const rivals = others.filter(each => (each.score > Math.max(OFFERED * 0.8, best.score * close) || (field.kind === 'count' && each.score >= 0.7 && each.place.kind !== best.place.kind)) && !holds(best.value, each.value))
  const distinct = rivals.filter((each, at) => rivals.findIndex(other => same(other.value, each.value)) === at).slice(0, 3)
  if (distinct.length > 0) return { doubt: { field: field.id, why: 'twice', options: [best, ...distinct].map(bare) }, score: best.score }
  if (best.why) return { doubt: { field: field.id, why: best.why, options: [bare(best)] }, score: best.score }
  const sure = best.score >= (isLearnt(field) ? LIKELY : SURE) || (agreeing.length > 1 && best.score >= SURE - 0.1)
  return { ...(sure ? { taken: bare(best) } : { doubt: { field: field.id, why: 'unsure', options: [bare(best)] } }), score: best.score }
}

/** Choices named one after another in a paragraph are one list. */
function together(field: Field, all: Candidate[]): Candidate[] {
  // Parts of one note in one place ("Giấy khen: 17; Bằng khen: 02") are that note.
  if (field.kind === 'text' && !field.long && !field.required && field.when === undefined) {
    return [...Map.groupBy(all, each => JSON.stringify([each.place, Math.round(each.score * 20)])).values()].map(group => {
      const value = [...new Set(group.map(each => String(each.value)))].join('; ')
      return group.length > 1 && value.length <= field.max ? { ...group[0]!, value, said: value } : group[0]!
    })
  }
  if (field.kind !== 'choice' || !field.many) return all
  return [...Map.groupBy(all.filter(each => each.score >= Math.max(0.48, Math.max(...all.map(one => one.score)) - 0.42)), each => JSON.stringify(each.place)).values()].map(group => {
    const best = group.toSorted((a, b) => b.score - a.score)[0]!
    const named = new Set(group.flatMap(each => each.value as string[]))
    return { ...best, value: field.choices.map(choice => choice.id).filter(id => named.has(id)), said: group.map(each => each.said).join('; ') }
  })
}

function holds(whole: Answer, part: Answer): boolean {
  return Array.isArray(whole) && Array.isArray(part) && part.every(each => whole.includes(each))
}

/** Totals that only add up their own parts ("Tổng số công chức, viên chức: 52, trong đó công chức 45 …") are nobody's own figure. */
export function partialSums(form: Form, candidates: Candidate[]): Set<Candidate> {
  const out = new Set<Candidate>()
  for (const one of candidates) {
    const field = fieldOf(form, one.field)
    if (field?.kind !== 'count' || typeof one.value !== 'number' || one.value === 0) continue
    const beside = candidates.filter(other => other !== one && other.field !== one.field && other.score >= SURE && JSON.stringify(other.place) === JSON.stringify(one.place) && typeof other.value === 'number')
    const own = candidates.find(other => other !== one && other.field === one.field && JSON.stringify(other.place) === JSON.stringify(one.place) && other.value !== one.value)
    const parts = [...beside, ...(own ? [own] : [])]
    if (own && /(?:tổng|cộng|toàn)/iu.test(one.said) && parts.reduce((sum, each) => sum + (each.value as number), 0) === one.value) out.add(one)
  }
  return out
}

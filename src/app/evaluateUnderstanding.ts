import { z } from 'zod'
import { canonicalJson } from '#domain/canonicalJson.ts'
import { fromIso } from '#domain/time/instant.ts'
import type { Instant } from '#domain/time/instant.ts'
import { INTENTS } from '#domain/language/intent.ts'
import type { Entities, EntityKind } from '#domain/language/understood.ts'
import { eachOf } from '#domain/language/understood.ts'
import type { Recognizer } from '#ports/recognizer.ts'

/** Kinds of entities that are scored whenever a line says what it mentions; the others only on lines that name them. */
const SCORED: readonly EntityKind[] = ['period', 'reportType', 'unit', 'level', 'date']
const SOMETIMES: readonly EntityKind[] = ['time', 'count', 'rolloutForm', 'format', 'provision']

/** One line of an evaluation file: what was said, what is meant, what it mentions (units by id), when it was said. */
export const EvaluationLine = z.object({
  text: z.string(),
  intent: z.enum(INTENTS),
  entities: z.record(z.string(), z.unknown()).optional(),
  at: z.string().optional(),
  tags: z.array(z.string()).optional(),
})
export type EvaluationLine = z.infer<typeof EvaluationLine>

/** What an evaluation found. Shares are 0 … 1; `null` where there was nothing to divide by. */
export interface Evaluation {
  lines: number
  accuracy: number | null
  /** Share of lines on which it would ask back; their top intent counts in `accuracy` all the same. */
  askedBack: number | null
  /** Accuracy by how the lines are written. */
  accented: number | null
  bare: number | null
  /** Share of lines meant as none that were taken for an intent, without asking. */
  outOfScopeAnswered: number | null
  perIntent: Record<string, { lines: number; right: number; precision: number | null; recall: number | null }>
  confusions: { expected: string; got: string; count: number; examples: string[] }[]
  entities: Record<string, { expected: number; found: number; right: number; precision: number | null; recall: number | null; f1: number | null }>
  /** Entity kinds that were missed or made up, by line. */
  entityErrors: { text: string; kind: string; expected: unknown[]; got: unknown[] }[]
}

/** The lines of an evaluation file (JSON lines), or which line is wrong and why. */
export function readEvaluation(content: string): { ok: true; lines: EvaluationLine[] } | { ok: false; problem: string } {
  const lines: EvaluationLine[] = []
  for (const [index, line] of content.split('\n').entries()) {
    if (line.trim() === '') continue
    try {
      lines.push(EvaluationLine.parse(JSON.parse(line)))
    } catch (error) {
      return { ok: false, problem: `line ${index + 1}: ${error instanceof z.ZodError ? z.prettifyError(error) : 'not JSON'}` }
    }
  }
  return { ok: true, lines }
}

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** Runs a recognizer over labelled lines; `at` is when lines that do not say were said, `progress` is told after every line. */
export async function evaluateUnderstanding(recognizer: Recognizer, lines: readonly EvaluationLine[], at: Instant, progress?: (done: number) => void): Promise<Evaluation> {
  const perIntent: Evaluation['perIntent'] = {}
  const confusions = new Map<string, Evaluation['confusions'][number]>()
  const got: Record<string, number> = {}
  const written = { accented: { lines: 0, right: 0 }, bare: { lines: 0, right: 0 } }
  const kinds: Record<string, { expected: number; found: number; right: number }> = {}
  const entityErrors: Evaluation['entityErrors'] = []
  let [right, asked, outside, outsideAnswered] = [0, 0, 0, 0]
  for (const [index, line] of lines.entries()) {
    const understood = await recognizer.recognize({ text: line.text, locale: 'vi', at: (line.at === undefined ? undefined : fromIso(line.at)) ?? at })
    const hit = understood.intent === line.intent
    right += hit ? 1 : 0
    asked += understood.ask ? 1 : 0
    const hand = written[/^[\x20-\x7e]*$/.test(line.text) ? 'bare' : 'accented']
    hand.lines++
    hand.right += hit ? 1 : 0
    const of = (perIntent[line.intent] ??= { lines: 0, right: 0, precision: null, recall: null })
    of.lines++
    of.right += hit ? 1 : 0
    got[understood.intent] = (got[understood.intent] ?? 0) + 1
    if (line.intent === 'none') {
      outside++
      if (!hit && !understood.ask) outsideAnswered++
    }
    if (!hit) {
      const key = `${line.intent} ${understood.intent}`
      const confusion = confusions.get(key) ?? { expected: line.intent, got: understood.intent, count: 0, examples: [] }
      confusion.count++
      if (confusion.examples.length < 5) confusion.examples.push(line.text)
      confusions.set(key, confusion)
    }
    if (line.entities) compare(line.text, line.entities, understood.entities, kinds, entityErrors)
    progress?.(index + 1)
  }
  for (const [intent, of] of Object.entries(perIntent)) {
    of.recall = share(of.right, of.lines)
    of.precision = share(of.right, got[intent] ?? 0)
  }
  return {
    lines: lines.length,
    accuracy: share(right, lines.length),
    askedBack: share(asked, lines.length),
    accented: share(written.accented.right, written.accented.lines),
    bare: share(written.bare.right, written.bare.lines),
    outOfScopeAnswered: share(outsideAnswered, outside),
    perIntent,
    confusions: [...confusions.values()].sort((a, b) => b.count - a.count),
    entities: Object.fromEntries(Object.entries(kinds).map(([kind, k]) => [kind, { ...k, precision: share(k.right, k.found), recall: share(k.right, k.expected), f1: share(2 * k.right, k.expected + k.found) }])),
    entityErrors,
  }
}

function compare(text: string, expected: Record<string, unknown>, got: Entities, kinds: Record<string, { expected: number; found: number; right: number }>, errors: Evaluation['entityErrors']): void {
  for (const kind of [...SCORED, ...SOMETIMES.filter(kind => kind in expected)]) {
    const wanted = eachOf(expected[kind] as unknown).map(keyOf)
    const found = eachOf(got[kind] as unknown).map(keyOf)
    const right = wanted.filter(value => found.includes(value)).length
    const of = (kinds[kind] ??= { expected: 0, found: 0, right: 0 })
    of.expected += wanted.length
    of.found += found.length
    of.right += right
    if (right < wanted.length || right < found.length) errors.push({ text, kind, expected: wanted, got: found })
  }
}

/** Units are compared by id, however much of them the file gives; provisions by what is named of them; everything else as it is. */
function keyOf(value: unknown): string {
  if (typeof value === 'object' && value !== null) return 'id' in value ? String(value.id) : canonicalJson(Object.fromEntries(Object.entries(value).filter(([, part]) => part !== null)))
  return String(value)
}

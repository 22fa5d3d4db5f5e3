/**
 * The local recognizer beside node-nlp trained on the same phrases, in one run: accuracy and time a message on the evaluation set, and the learning curve by
 * examples an intent. node-nlp gets the text as it is and, again, folded with units as one word: the same help that ours gives itself.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { loadAsked, loadPhrases } from '#adapters/recognizer/loadPhrases.ts'
import { readEvaluation } from '#app/evaluateUnderstanding.ts'
import type { EvaluationLine } from '#app/evaluateUnderstanding.ts'
import { askedPhrases } from '#domain/language/asked.ts'
import { entitiesOf } from '#domain/language/entities.ts'
import { wordsOf } from '#domain/language/features.ts'
import { learn, wordsOfPhrase } from '#domain/language/learn.ts'
import { parsePhrases, phrasesOf, spoken } from '#domain/language/phrases.ts'
import type { Phrase } from '#domain/language/phrases.ts'
import { read } from '#domain/language/reading.ts'
import { understand } from '#domain/language/recognize.ts'
import type { UnitNames } from '#domain/language/unitNames.ts'
import { unitNames } from '#domain/language/unitNames.ts'
import type { Unit } from '#domain/unit.ts'

const ON = '2026-06-10'

/** What one recognizer did: share right, in all and on the lines without diacritics, and milliseconds of one core a message. */
interface Row {
  name: string
  learnSeconds: number
  accuracy: number
  accented: number
  bare: number
  askedBack: number | null
  p50: number
  p99: number
}

interface Nlp {
  addDocument(locale: string, text: string, intent: string): void
  train(): Promise<void>
  process(locale: string, text: string): Promise<{ intent: string; classifications: { intent: string; score: number }[] }>
}

function evaluationLines(): EvaluationLine[] {
  return readdirSync('data/evaluation').filter(name => name.endsWith('.jsonl')).flatMap(name => {
    const content = readEvaluation(readFileSync(`data/evaluation/${name}`, 'utf8'))
    if (!content.ok) throw new Error(`${name}: ${content.problem}`)
    return content.lines
  })
}

/** A line's time is its best of so many passes after one that warms up: on a busy machine the clock also counts what others did meanwhile. */
const PASSES = 5

/** Runs a recognizer over the lines. */
async function measure(name: string, learnSeconds: number, lines: readonly EvaluationLine[], recognise: (text: string) => Promise<{ intent: string; ask?: boolean }> | { intent: string; ask?: boolean }): Promise<Row> {
  const times = lines.map(() => Infinity)
  const right = { accented: 0, bare: 0 }
  const count = { accented: 0, bare: 0 }
  let asked = 0
  for (let pass = 0; pass <= PASSES; pass++) {
    for (const [at, line] of lines.entries()) {
      const before = performance.now()
      const answer = recognise(line.text)
      const { intent, ask } = answer instanceof Promise ? await answer : answer
      const ms = performance.now() - before
      if (pass > 0) {
        times[at] = Math.min(times[at]!, ms)
        continue
      }
      const hand = /^[\x20-\x7e]*$/.test(line.text) ? 'bare' : 'accented'
      count[hand]++
      if (intent === line.intent) right[hand]++
      if (ask === true) asked++
    }
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => Number(times[Math.min(times.length - 1, Math.floor(times.length * share))]!.toFixed(3))
  return {
    name, learnSeconds: Number(learnSeconds.toFixed(2)), accuracy: share(right.accented + right.bare, lines.length), accented: share(right.accented, count.accented), bare: share(right.bare, count.bare),
    askedBack: name.startsWith('ours') ? share(asked, lines.length) : null, p50: at(0.5), p99: at(0.99),
  }
}

const share = (part: number, whole: number) => Number(((100 * part) / whole).toFixed(1))

async function nlpRow(name: string, phrases: readonly Phrase[], lines: readonly EvaluationLine[], prepare: (text: string) => string, preparePhrase: (text: string) => string): Promise<Row> {
  // Loaded here: it is a bench's dependency only, and slow to load.
  const { NlpManager } = createRequire(import.meta.url)('node-nlp') as { NlpManager: new (settings: object) => Nlp }
  const nlp = new NlpManager({ languages: ['vi'], forceNER: false, nlu: { log: false }, autoSave: false })
  for (const phrase of mixed(phrases)) nlp.addDocument('vi', preparePhrase(phrase.text), phrase.intent)
  const before = performance.now()
  await nlp.train()
  const seconds = (performance.now() - before) / 1000
  return measure(name, seconds, lines, async text => {
    const { intent } = await nlp.process('vi', prepare(text))
    return { intent: intent === 'None' ? 'none' : intent }
  })
}

/** The phrases in an order that says nothing of their intents: one intent after another, node-nlp forgets the first (18 % right instead of 87). */
function mixed(phrases: readonly Phrase[]): Phrase[] {
  const step = 7919
  return phrases.length % step === 0 ? [...phrases] : phrases.map((_, at) => phrases[(at * step) % phrases.length]!)
}

function foldedWords(units: UnitNames): (text: string) => string {
  return text => {
    const reading = read(text)
    return wordsOf(reading, entitiesOf(reading, units, ON).covered).join(' ')
  }
}

/** Measures both on one core and returns the table and the learning curve; tells its lines to `say` as it goes. */
export async function benchRecognizer({ say }: { say: (line: string) => void }): Promise<object> {
  const files = parsePhrases(loadPhrases('data/phrases'))
  const units = unitNames(JSON.parse(readFileSync('data/organisation/units.json', 'utf8')) as Unit[])
  const lines = evaluationLines()
  const all = [...phrasesOf(files), ...askedPhrases(loadAsked('data/provisions'))]
  const rows: Row[] = []
  const ours = async (name: string, phrases: readonly Phrase[]) => {
    const before = performance.now()
    const model = learn(phrases)
    return measure(name, (performance.now() - before) / 1000, lines, text => understand({ model, units }, text, ON))
  }
  say(`${lines.length} lines of data/evaluation, ${all.length} phrases`)
  say('recognizer                      learn s   all %  accented  bare   p50 ms  p99 ms')
  const tell = (row: Row) => {
    rows.push(row)
    say(`${row.name.padEnd(32)}${String(row.learnSeconds).padStart(7)}${String(row.accuracy).padStart(8)}${String(row.accented).padStart(9)}${String(row.bare).padStart(7)}${String(row.p50).padStart(8)}${String(row.p99).padStart(8)}`)
  }
  tell(await ours('ours, entities included', all))
  tell(await nlpRow('node-nlp as it is', all, lines, text => text, spoken))
  tell(await nlpRow('node-nlp on our folded words', all, lines, foldedWords(units), text => wordsOfPhrase(text).join(' ')))

  say('learning curve, by examples an intent (patterns counted by what of them is learnt)')
  const curve: { examples: number; phrases: number; accuracy: number }[] = []
  for (const examples of [5, 10, 20, 40, 80, 160, Infinity]) {
    const phrases = spread(all, examples)
    const row = await ours(`ours, ${examples}`, phrases)
    curve.push({ examples: examples === Infinity ? Math.round(all.length / files.length) : examples, phrases: phrases.length, accuracy: row.accuracy })
    say(`  ${examples === Infinity ? 'all' : examples} an intent: ${phrases.length} phrases, ${row.accuracy} %`)
  }
  return { lines: lines.length, rows, curve }
}

/** Up to `most` phrases of each intent, taken evenly from its whole list. */
function spread(phrases: readonly Phrase[], most: number): Phrase[] {
  const of = new Map<string, Phrase[]>()
  for (const phrase of phrases) of.set(phrase.intent, [...(of.get(phrase.intent) ?? []), phrase])
  return [...of.values()].flatMap(list => (list.length <= most ? list : Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)]!)))
}

/** The recognizer against 100,000 generated hostile lines: no throw, nothing slow, spans inside the text. Run with `node test/hard/recognizer.ts`. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { loadAsked, loadPhrases } from '#adapters/recognizer/loadPhrases.ts'
import { createLocalRecognizer } from '#adapters/recognizer/localRecognizer.ts'
import { fromIso } from '#domain/time/instant.ts'
import type { Unit } from '#domain/unit.ts'
import { hostileLines } from '../language/hostileLines.ts'

const LINES = 100_000
const SLOW = 20

/** Feeds the lines and returns what was wrong with them: none, it is hoped. Milliseconds a line are the best of up to 25 tries, so that a busy machine is not blamed on a line. */
export async function hardRecognizer(lines = LINES): Promise<{ lines: number; thrown: string[]; slow: string[]; wrongSpans: number; slowest: number }> {
  const recognizer = createLocalRecognizer({ phrases: loadPhrases('data/phrases'), asked: loadAsked('data/provisions'), units: JSON.parse(readFileSync('data/organisation/units.json', 'utf8')) as Unit[] })
  const at = fromIso('2026-06-10T09:00')!
  const thrown: string[] = []
  const slow: string[] = []
  let wrongSpans = 0
  let slowest = 0
  const time = async (text: string) => {
    const before = performance.now()
    const understood = await recognizer.recognize({ text, locale: 'vi', at })
    return { understood, ms: performance.now() - before }
  }
  for (const line of hostileLines(lines, 42)) {
    try {
      const { understood, ms } = await time(line)
      let best = ms
      for (let tries = 0; tries < 24 && best > SLOW; tries++) best = Math.min(best, (await time(line)).ms)
      slowest = Math.max(slowest, best)
      if (best > SLOW) slow.push(line.slice(0, 100))
      for (const span of understood.spans) if (line.slice(span.start, span.end) !== span.said) wrongSpans++
    } catch (error) {
      thrown.push(`${String(error)}: ${line.slice(0, 100)}`)
    }
  }
  return { lines, thrown, slow, wrongSpans, slowest: Number(slowest.toFixed(2)) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await hardRecognizer()
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n`)
  process.exitCode = result.thrown.length + result.slow.length + result.wrongSpans > 0 ? 1 : 0
}

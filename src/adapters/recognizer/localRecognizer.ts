import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Recognizer } from '#ports/recognizer.ts'
import type { Unit } from '#domain/unit.ts'
import { dayOf } from '#domain/time/instant.ts'
import { askedPhrases } from '#domain/language/asked.ts'
import { learn } from '#domain/language/learn.ts'
import type { Model } from '#domain/language/softmax.ts'
import { packModel, unpackModel } from '#domain/language/packModel.ts'
import { parsePhrases, phrasesOf } from '#domain/language/phrases.ts'
import type { PhraseText } from '#domain/language/phrases.ts'
import { understand } from '#domain/language/recognize.ts'
import { unitNames } from '#domain/language/unitNames.ts'

/** Raised whenever the code would learn something else from the same phrases, so that an older cache is not taken for this one. */
const LEARNT_BY = 'softmax-4'

/** What the local recognizer is made from. */
export interface LocalSettings {
  /** What {@link loadPhrases} read; checked before anything is learnt from it. */
  phrases: readonly PhraseText[]
  /** What {@link loadAsked} read: some of how people ask about the regulations is learnt beside the phrases. */
  asked: readonly Uint8Array[]
  /** The directory of all times: predecessors lead to successors. */
  units: readonly Unit[]
  /** Folder in which what was learnt is kept between starts; without it every start learns afresh. */
  cacheDir?: string
}

/** The recognizer that works without a network: learns from the phrases at start, or takes over what an earlier start learnt from the same ones. */
export function createLocalRecognizer({ phrases, asked, units, cacheDir }: LocalSettings): Recognizer {
  const model = modelFor(phrases, asked, cacheDir)
  let names = unitNames(units)
  return {
    recognize: said => Promise.resolve(understand({ model, units: names }, said.text, dayOf(said.at), said.memory)),
    useUnits(changed) {
      names = unitNames(changed)
    },
  }
}

function modelFor(texts: readonly PhraseText[], asked: readonly Uint8Array[], cacheDir: string | undefined): Model {
  const learnAll = () => learn([...phrasesOf(parsePhrases(texts)), ...askedPhrases(asked)])
  if (cacheDir === undefined) return learnAll()
  const hash = createHash('sha256').update(LEARNT_BY)
  for (const content of [...texts.map(text => text.content), ...asked]) hash.update(content)
  const key = hash.digest('hex').slice(0, 32)
  const file = join(cacheDir, 'recognizer.bin')
  const kept = readIfThere(file)
  const known = kept && unpackModel(kept, key)
  if (known) return known
  const learnt = learnAll()
  keep(cacheDir, file, packModel(learnt, key))
  return learnt
}

function readIfThere(file: string): Uint8Array | undefined {
  try {
    return readFileSync(file)
  } catch {
    // No cache yet, or not readable: learning again costs about a second and is always right.
    return undefined
  }
}

function keep(folder: string, file: string, content: Uint8Array): void {
  try {
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${file}.new`, content)
    renameSync(`${file}.new`, file)
  } catch {
    // A cache that cannot be written (read-only disk) only makes the next start slower.
  }
}

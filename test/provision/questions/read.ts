import { readFileSync } from 'node:fs'
import { placeOf, type Place } from '#domain/provision/document.ts'

/** A question of the question files with the places that answer it; none when the texts don't. */
export interface KnownQuestion {
  text: string
  places: Place[]
}

/** Reads one of the question files. */
export function readQuestions(name: 'phrasing' | 'calibration' | 'evaluation'): KnownQuestion[] {
  const lines = readFileSync(new URL(`${name}.txt`, import.meta.url), 'utf8').split('\n')
  return lines.filter(line => line !== '' && !line.startsWith('#')).map(line => {
    const [places = '', text = ''] = line.split(' | ')
    return { text, places: places === '-' ? [] : places.split(' or ').map(each => placeOf(each)!) }
  })
}

/** How answers to known questions did; shares are 0 to 1. */
export interface Score {
  questions: number
  unanswerable: number
  /** Right article first, and among the first three. */
  article1: number
  article3: number
  /** Right clause first, where the question has one. */
  clause1: number
  declinedUnanswerable: number
  declinedAnswerable: number
  /** Questions that went wrong, and how. */
  wrong: string[]
}

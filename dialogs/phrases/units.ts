import { phrase } from './phrase.ts'

/** Units that have become others. */
export const units = {
  /** A unit that has ended, with what carries it on. */
  nowPartOf: phrase<{ unit: string; now: string }>(p => `${p.unit} (nay là ${p.now})`, p => `${p.unit} (now ${p.now})`),
  /** One that ended and was carried on under the same name. */
  before: phrase<{ unit: string; until: string }>(p => `${p.unit} (trước sắp xếp, đến ${p.until})`, p => `${p.unit} (as it was until ${p.until})`),
}

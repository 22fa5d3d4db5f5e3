import type { Day } from '#domain/time/instant.ts'
import type { Intent } from './intent.ts'

export type ReportType = 'so-ket-6-thang' | 'tong-ket-nam' | 'tu-kiem-tra'
export type RolloutForm = 'hoi-nghi' | 'toa-dam' | 'sao-gui-tai-lieu'
export type FileFormat = 'docx' | 'xlsx'

/** A unit that was named; `successorOf` when the name said is a predecessor's, which the answer should mention. */
export interface UnitNamed {
  id: string
  name: string
  /** As it was written in the message. */
  said: string
  successorOf?: { id: string; name: string }
}

/** A provision that was named: "điểm c khoản 2 Điều 51" → article 51, clause 2, point c. `document` is null when none was named. */
export interface ProvisionNamed {
  /** "10/2022/QH15", "59/2023/NĐ-CP", "302/QĐ-VKSTC" … */
  document: string | null
  article: string | null
  clause: string | null
  point: string | null
}

/** One value, or all of them in the order said when there were several. */
export type OneOrMore<T> = T | T[]

/** What a message mentions, normalised; a kind is absent when nothing of it was said. */
export interface Entities {
  reportType?: OneOrMore<ReportType>
  /** "2026-H1" first half, "2026-H2", "2026-Y" whole year; no review is of a quarter. */
  period?: OneOrMore<string>
  unit?: OneOrMore<UnitNamed>
  level?: OneOrMore<string>
  date?: OneOrMore<Day>
  /** "HH:mm" */
  time?: OneOrMore<string>
  count?: OneOrMore<number>
  rolloutForm?: OneOrMore<RolloutForm>
  format?: OneOrMore<FileFormat>
  provision?: OneOrMore<ProvisionNamed>
}
export type EntityKind = keyof Entities

/** Where in the message an entity was said: UTF-16 indexes, `end` exclusive. */
export interface EntitySpan {
  kind: EntityKind
  start: number
  end: number
  said: string
  value: string | number | UnitNamed | ProvisionNamed
}

/** An abbreviation that may mean several things here; ask once, put `memory[key] = value` and recognise the same text again. */
export interface Choice {
  /** Key to remember the answer under: "hn". */
  key: string
  said: string
  options: { value: string; vi: string; en: string }[]
}

/** What a recognizer made of one message. */
export interface Understood {
  intent: Intent
  /** Probability of `intent`, 0 … 1. */
  score: number
  runnerUp: { intent: Intent; score: number }
  /** True when it should be asked back ("ý anh/chị là A hay B?"); `intent` is the best guess all the same. */
  ask: boolean
  /** Ambiguous abbreviations that matter here and were not resolved by the words around them or by memory. */
  choices?: Choice[]
  entities: Entities
  spans: EntitySpan[]
  recognizer: 'local' | 'clu' | 'openai'
}

/** The values of one kind as a list, whether none, one or several were said. */
export function eachOf<T>(value: OneOrMore<T> | undefined): T[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value]
}

import type { Day } from '#domain/time/instant.ts'
import type { Reading } from './reading.ts'
import type { UnitNames } from './unitNames.ts'
import type { Entities, EntitySpan } from './understood.ts'

/** What a message mentions, with spans, and the stretches of the line that are units' names. */
export function entitiesOf(_reading: Reading, _names: UnitNames, _on: Day): { entities: Entities; spans: EntitySpan[]; covered: { start: number; end: number }[] } {
  return { entities: {}, spans: [], covered: [] }
}

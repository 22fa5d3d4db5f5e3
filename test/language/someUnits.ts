import { readFileSync } from 'node:fs'
import type { Unit } from '#domain/unit.ts'

/** The directory that ships with the program, of all times. */
export const someUnits = JSON.parse(readFileSync('data/organisation/units.json', 'utf8')) as Unit[]

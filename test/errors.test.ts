import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FAULTS } from '#domain/fault.ts'

const documented = [...readFileSync(join(import.meta.dirname, '../docs/errors.md'), 'utf8').matchAll(/^\| `([a-z-]+)` \| (yes|no) \|/gm)].map(match => [match[1]!, match[2] === 'yes'] as const)

describe('docs/errors.md', () => {
  it('explains every code with whether a retry helps, and nothing that is gone', () => {
    const known = Object.entries(FAULTS).map(([code, { retry }]) => [code, retry] as const)
    expect(new Map(documented)).toEqual(new Map(known))
  })
})

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { playTranscript } from './play.ts'

const FOLDER = import.meta.dirname
const files = readdirSync(FOLDER).filter(name => name.endsWith('.txt')).sort()

describe('transcripts', () => {
  it('are there', () => expect(files.length).toBeGreaterThan(5))

  it.each(files)('%s', { timeout: 60_000 }, async name => {
    const path = join(FOLDER, name)
    const written = readFileSync(path, 'utf8')
    const played = await playTranscript(written)
    // `npm run transcripts:write` takes over what is said now, for a person to review in the diff.
    if (process.env.WRITE_TRANSCRIPTS === '1') writeFileSync(path, played)
    else expect(played).toBe(written)
  })
})

import { describe, expect, it } from 'vitest'
import { beginWork } from '#app/work.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Store } from '#ports/store.ts'
import { INDEXES, keysIn, type Keys } from '#ports/tables.ts'
import { MORNING, obligationOf } from './samples.ts'

const submitted = (unit: string): Obligation => ({
  ...obligationOf(unit), events: [{ kind: 'submitted', at: MORNING, recordedAt: MORNING, by: 'x', version: 1, receipt: 'r', complete: true }],
})

/** A work over a store with one report that awaits the receiver and one that its unit writes. */
function work() {
  const held = [submitted('hue'), obligationOf('lam-dong')]
  const store: Pick<Store, 'find'> = {
    find: async (table, index, key) => held.filter(one => keysIn(INDEXES[table][index] as Keys<never>, one).includes(key)).map(record => ({ record, rev: 1 })) as never,
  }
  return beginWork(store as Store, { at: MORNING, by: 'x' })
}

describe('what a work finds', () => {
  const waiting = async (from: ReturnType<typeof work>) => (await from.find('obligation', 'awaited', 'receiver:vksnd-toi-cao')).map(one => one.id)

  it('has what it is going to write, where it will then be', async () => {
    const one = work()
    expect(await waiting(one)).toEqual(['sk-2026.hue'])
    one.put('obligation', submitted('lam-dong'))
    one.put('obligation', submitted('an-giang'))
    one.put('draft', { id: 'sk-2026.ca-mau' } as never)
    expect(await waiting(one)).toEqual(['sk-2026.an-giang', 'sk-2026.hue', 'sk-2026.lam-dong'])
    expect(await one.find('obligation', 'awaited', 'unit:lam-dong')).toEqual([])
  })

  it('has not what it is going to take away, or to settle', async () => {
    const one = work()
    one.put('obligation', { ...submitted('hue'), events: [...submitted('hue').events, { kind: 'accepted', at: MORNING, recordedAt: MORNING, by: 'x', version: 1 }] })
    expect(await waiting(one)).toEqual([])
    expect(await one.find('obligation', 'campaign', 'sk-2026')).toMatchObject([{ unit: 'hue', events: [{}, { kind: 'accepted' }] }, { unit: 'lam-dong' }])
    one.remove('obligation', 'sk-2026.lam-dong')
    expect(await one.find('obligation', 'campaign', 'sk-2026')).toHaveLength(1)
  })
})

import { expect, it } from 'vitest'
import { buildDirectory } from '#domain/directory.ts'
import { planNudges } from '#domain/nudge/planNudges.ts'
import { instantOf, MINUTE } from '#domain/time/instant.ts'
import { ownCpu } from '../store/processorTime.ts'
import { campaignDue, organisation, owedBy } from './organisation.ts'
import { liveAYear } from './simulatedYear.ts'
import { CALENDAR, POLICY } from './year.ts'

it('a year of 91 units: every nudge owed is sent once or dropped for a reason, none in quiet hours, one message a person a day', { timeout: 180_000 }, async () => {
  const gone = await liveAYear({ units: 91, campaigns: 4, step: 230 * MINUTE })
  expect(gone.sent).toBeGreaterThan(500)
  expect(gone.repeats).toBeGreaterThan(0)
  expect(gone.changes).toBe(4)
  expect(Object.keys(gone.dropped)).toEqual(expect.arrayContaining(['overtaken', 'submitted', 'role-ended', 'waiting-at-head', 'snoozed', 'stopped', 'extended']))
})

it('plans 10,000 units × 6 campaigns on a day on which all of them are due in less than a second of work', () => {
  const { units, people, monitorings } = organisation(10_000)
  const directory = buildDirectory({ units, people, monitorings })
  const campaigns = Array.from({ length: 6 }, (_, nth) => campaignDue(`dot-${nth}`, '2026-06-12'))
  const input = {
    policy: POLICY, calendar: CALENDAR, directory, preferences: new Map(), obligations: campaigns.flatMap(campaign => owedBy(units, campaign)),
    campaigns: new Map(campaigns.map(campaign => [campaign.id, campaign])), from: instantOf('2026-06-12'), to: instantOf('2026-06-12', '24:00'), now: instantOf('2026-06-12', '07:30'),
  }
  planNudges(input)
  const before = ownCpu()
  expect(planNudges(input)).toHaveLength(60_000)
  // The processor's time: a busy machine must not decide.
  expect(ownCpu() - before).toBeLessThan(1000)
})

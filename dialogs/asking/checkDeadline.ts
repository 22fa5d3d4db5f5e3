import type { Understood } from '#domain/language/understood.ts'
import type { Campaign } from '#domain/campaign.ts'
import { dueNow } from '#domain/standing.ts'
import { asking, PHASES } from '../phrases/reports.ts'
import { sayInstantFully, sayRemaining } from '../phrases/when.ts'
import { unitName, type Turn } from '../turn.ts'
import { campaignMeant } from './campaignMeant.ts'
import { myObligations, myOpenObligations, type Mine } from './myObligations.ts'

/** "Bao giờ đến hạn?": what the person owes, with hours and working days left; for others, the deadlines of the open campaigns. */
export async function checkDeadline(turn: Turn, understood: Understood): Promise<void> {
  const meant = await campaignMeant(turn, understood)
  const wanted = meant.named ? (await myObligations(turn)).filter(one => meant.campaigns.some(campaign => campaign.id === one.campaign.id)) : await myOpenObligations(turn)
  if (wanted.length === 0) {
    if ((await myObligations(turn)).length === 0) return openCampaigns(turn, meant.named ? meant.campaigns : undefined)
    turn.say(asking.nothingOwed, undefined)
    return
  }
  const lines = wanted.slice(0, 10).map(one => owedLine(turn, one))
  turn.tell(lines.length === 1 ? lines[0]! : [asking.owedMany[turn.locale](), ...lines.map((line, at) => `${at + 1}. ${line}`)].join('\n'))
}

/** One line: report, unit, due, what is left, where it stands. A returned report is due for its supplement. */
export function owedLine(turn: Turn, { obligation, campaign, standing }: Mine): string {
  const due = dueNow(standing)
  return asking.owedOne[turn.locale]({
    title: campaign.title[turn.locale],
    unit: unitName(turn, obligation.unit),
    due: sayInstantFully(due, turn.locale, turn.at),
    remaining: sayRemaining(due, turn.at, turn.calendar, turn.locale),
    phase: PHASES[standing.phase][turn.locale],
  })
}

/** Deadlines of campaigns: public facts, sayable anywhere. */
export async function openCampaigns(turn: Turn, only?: Campaign[]): Promise<void> {
  const campaigns = only ?? (await allCampaigns(turn)).filter(campaign => campaign.closedAt === null && campaign.openedAt <= turn.at)
  if (campaigns.length === 0) {
    turn.say(asking.noCampaign, undefined)
    return
  }
  turn.tell(campaigns.sort((a, b) => a.due - b.due).map(campaign => asking.campaignDue[turn.locale]({
    title: campaign.title[turn.locale],
    due: sayInstantFully(campaign.due, turn.locale, turn.at),
    remaining: sayRemaining(campaign.due, turn.at, turn.calendar, turn.locale),
  })).join('\n'))
}

async function allCampaigns(turn: Turn): Promise<Campaign[]> {
  const campaigns: Campaign[] = []
  for (const form of turn.forms.keys()) campaigns.push(...(await turn.work.find('campaign', 'form', form)))
  return campaigns
}

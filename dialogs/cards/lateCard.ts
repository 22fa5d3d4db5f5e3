import type { AdaptiveCard, Locale } from '#ports/channel.ts'
import { asking } from '../phrases/reports.ts'
import { actionsCard, button } from './buttons.ts'

/** Under a late list: the next page, if any, and how the figures are counted. */
export function lateCard(locale: Locale, next: { campaign: string; at: number; from: number; level?: string } | undefined): AdaptiveCard {
  return actionsCard([
    ...(next ? [button(asking.more[locale](), { act: 'late', ...next })] : []),
    button(asking.definitions[locale](), { act: 'definitions' }),
  ])
}

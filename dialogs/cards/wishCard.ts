import { dayOf, type Instant } from '#domain/time/instant.ts'
import type { AdaptiveCard, Locale } from '#ports/channel.ts'
import { changing } from '../phrases/changing.ts'
import { button } from './buttons.ts'

/** Under a wish for more time: grant it as asked, for another day, or refuse it. */
export function wishCard(obligation: string, until: Instant, locale: Locale): AdaptiveCard {
  return {
    type: 'AdaptiveCard', version: '1.5',
    body: [{ type: 'Input.Date', id: 'until', label: changing.otherDay[locale](), value: dayOf(until) }],
    actions: [
      button(changing.grant[locale](), { act: 'grant', obligation }, 'positive'),
      button(changing.refuse[locale](), { act: 'refuse-extension', obligation }),
    ],
  }
}

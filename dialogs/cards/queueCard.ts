import type { AdaptiveCard, Locale } from '#ports/channel.ts'
import { asking } from '../phrases/reports.ts'
import { button } from './buttons.ts'
import { plainText } from './plainText.ts'

/** Reports to choose from: each row opens one when it is pressed; `next` is the row that the page behind begins after. */
export function queueCard(rows: { obligation: string; title: string; detail: string }[], locale: Locale, next: { since: number; obligation: string } | undefined): AdaptiveCard {
  return {
    type: 'AdaptiveCard', version: '1.5',
    body: rows.map((row, index) => ({
      type: 'ColumnSet', separator: index > 0, spacing: 'Medium',
      columns: [
        { type: 'Column', width: 'stretch', items: [
          { type: 'TextBlock', text: plainText(row.title), wrap: true, weight: 'Bolder' },
          { type: 'TextBlock', text: plainText(row.detail), wrap: true, isSubtle: true, spacing: 'None' },
        ] },
        { type: 'Column', width: 'auto', verticalContentAlignment: 'Center', items: [
          { type: 'ActionSet', actions: [button(asking.open[locale](), { act: 'open-waiting', obligation: row.obligation })] },
        ] },
      ],
    })),
    ...(next ? { actions: [button(asking.more[locale](), { act: 'queue', ...next })] } : {}),
  }
}

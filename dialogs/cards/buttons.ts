import type { AdaptiveCard } from '#ports/channel.ts'

/** What a press carries: the act's name and what it acts on, under one key so that inputs of the same card never collide with it. */
export type Press = { act: string } & Record<string, unknown>

/** A button as a card has it. */
export interface Button {
  type: 'Action.Submit'
  title: string
  data: { qcdc: Press }
  style?: 'positive' | 'destructive'
}

/** A button that sends a press back. */
export function button(title: string, press: Press, style?: 'positive' | 'destructive'): Button {
  return { type: 'Action.Submit', title, data: { qcdc: press }, ...(style ? { style } : {}) }
}

/** A card of buttons only, to stand under a message. */
export function actionsCard(actions: unknown[]): AdaptiveCard {
  return { type: 'AdaptiveCard', version: '1.5', body: [], actions }
}

/** A card with paragraphs over buttons. */
export function textCard(paragraphs: { text: string; weight?: 'Bolder'; subtle?: boolean; color?: 'Attention' }[], actions: unknown[]): AdaptiveCard {
  return {
    type: 'AdaptiveCard', version: '1.5',
    body: paragraphs.map(({ text, weight, subtle, color }) => ({
      type: 'TextBlock', text, wrap: true, ...(weight ? { weight } : {}), ...(subtle ? { isSubtle: true } : {}), ...(color ? { color } : {}),
    })),
    actions,
  }
}

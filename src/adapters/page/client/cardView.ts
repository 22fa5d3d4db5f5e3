import type * as Cards from 'adaptivecards'
import { markdownHtml } from './markdown.ts'

declare const AdaptiveCards: typeof Cards

/** A press of a card's button. */
export type Press =
  | { kind: 'submit'; title: string; data: unknown }
  | { kind: 'execute'; title: string; id: string | undefined; verb: string; data: unknown }

const foreground = (base: string) => ({
  default: { default: base, subtle: '#4a5b6e' }, accent: { default: '#0b5394', subtle: '#0b5394' }, good: { default: '#1d6b3a', subtle: '#1d6b3a' },
  warning: { default: '#8a5200', subtle: '#8a5200' }, attention: { default: '#a8231c', subtle: '#a8231c' }, dark: { default: '#101b28', subtle: '#33475c' }, light: { default: '#ffffff', subtle: '#e7edf4' },
})
const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors: foreground('#16232f') })

const type = (fontFamily: string) => ({
  fontFamily, fontSizes: { small: 13, default: 15, medium: 16, large: 18, extraLarge: 21 }, fontWeights: { lighter: 400, default: 400, bolder: 650 },
})

/** How cards look here: the page's own type, spacing and colours, all at a contrast of 4.5 or more. */
const HOST = {
  fontFamily: 'inherit',
  spacing: { small: 4, default: 8, medium: 14, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: '#dbe3ec' },
  fontTypes: { default: type('inherit'), monospace: type('ui-monospace, Consolas, monospace') },
  containerStyles: {
    default: container('#ffffff'), emphasis: container('#f2f5f9'), accent: container('#e6f0fa'), good: container('#e7f4eb'), attention: container('#fcebe9'), warning: container('#fdf3e0'),
  },
  actions: {
    maxActions: 10, spacing: 'medium', buttonSpacing: 8, actionsOrientation: 'horizontal', actionAlignment: 'left',
    showCard: { actionMode: 'inline', inlineTopMargin: 12 },
  },
  inputs: {
    label: { requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' }, optionalInputs: { weight: 'bolder' } },
    errorMessage: { color: 'attention', weight: 'bolder' },
  },
  factSet: { title: { color: 'default', isSubtle: true, weight: 'default', wrap: true, maxWidth: 190 }, value: { color: 'default', weight: 'default', wrap: true }, spacing: 14 },
  textBlock: { headingLevel: 3 },
}

/** A field for a number that may be left blank, as in Teams: the renderer's own takes a blank for something below the least number. */
class NumberInput extends AdaptiveCards.NumberInput {
  override isValid(): boolean {
    const field = this.renderedInputControlElement
    const blank = field instanceof HTMLInputElement && field.value === '' && !field.validity.badInput
    return blank ? !this.isRequired : super.isValid()
  }
}
AdaptiveCards.GlobalRegistry.elements.register('Input.Number', NumberInput)

/** Renders an Adaptive Card with the official renderer; null when the card cannot be read. `onInvalid` is told when inputs keep a button from acting. */
export function renderCard(card: unknown, onPress: (press: Press) => void, onInvalid: () => void): HTMLElement | null {
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownHtml(text)
    result.didProcess = true
  }
  try {
    const rendering = new AdaptiveCards.AdaptiveCard()
    rendering.hostConfig = new AdaptiveCards.HostConfig(HOST)
    rendering.onExecuteAction = action => {
      const title = action.title ?? ''
      if (action instanceof AdaptiveCards.ExecuteAction) onPress({ kind: 'execute', title, id: action.id, verb: action.verb, data: action.data })
      else if (action instanceof AdaptiveCards.SubmitAction) onPress({ kind: 'submit', title, data: action.data })
      else if (action instanceof AdaptiveCards.OpenUrlAction && /^https?:/i.test(action.url ?? '')) window.open(action.url, '_blank', 'noopener,noreferrer')
    }
    rendering.parse(card)
    const rendered = rendering.render()
    if (!rendered) return null
    rendered.classList.add('card')
    rendered.addEventListener('click', event => {
      // The renderer keeps the event to itself and validates on it; what it found is known a step later.
      if (event.target instanceof Element && event.target.closest('button')) window.setTimeout(() => { if (rendered.querySelector('.ac-input-validation-failed')) onInvalid() })
    }, { capture: true })
    return rendered
  } catch {
    return null
  }
}

import type { Press } from './cards/buttons.ts'
import { asking } from './phrases/reports.ts'
import type { Turn } from './turn.ts'

/** Lets "Xem tiếp" be typed as well as pressed, for a list that goes on. */
export function offerMore(turn: Turn, press: Press): void {
  turn.focus.choosing = { options: [{ title: asking.more[turn.locale](), press }], said: '' }
}

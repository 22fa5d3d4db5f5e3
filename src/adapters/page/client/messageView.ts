import type { Activity } from './connection.ts'
import { renderCard } from './cardView.ts'
import type { Press } from './cardView.ts'
import { element } from './element.ts'
import { icon } from './icons.ts'
import { markdown } from './markdown.ts'
import { currentLocale, word } from './words.ts'

const CARD = 'application/vnd.microsoft.card.adaptive'

/** Time of day as people here write it; the date too when it is not today. */
function timeOf(timestamp: string | undefined): string {
  const at = timestamp ? new Date(timestamp) : new Date()
  const zone = { timeZone: 'Asia/Ho_Chi_Minh' } as const
  const day = (date: Date) => date.toLocaleDateString('vi-VN', zone)
  const time = at.toLocaleTimeString(currentLocale() === 'vi' ? 'vi-VN' : 'en-GB', { ...zone, hour: '2-digit', minute: '2-digit' })
  return day(at) === day(new Date()) ? time : `${time} · ${day(at)}`
}

const timeElement = (timestamp: string | undefined) => element('time', { datetime: timestamp }, timeOf(timestamp))

function frame(side: 'mine' | 'theirs', author: string, timestamp: string | undefined, ...bubbles: HTMLElement[]): HTMLElement {
  return element('article', { class: `message ${side}` },
    element('p', { class: 'author' }, element('span', { class: 'author-name' }, author), timeElement(timestamp)),
    ...bubbles)
}

const bubble = (...content: Node[]) => element('div', { class: 'bubble' }, ...content)

/** What the page does when a card's button is pressed; resolves when the press has been taken. */
export type OnPress = (press: Press, activity: Activity) => Promise<void>

/** Whether a card has nothing but buttons: they stand under the text without a frame of their own. */
function onlyButtons(card: unknown): boolean {
  return typeof card === 'object' && card !== null && 'body' in card && Array.isArray(card.body) && card.body.length === 0
}

/** A message of the assistant: its text, and its cards under it. While a press is under way a card takes no second one. */
export function botMessage(activity: Activity, onPress: OnPress, onInvalid: () => void): HTMLElement {
  const bubbles: HTMLElement[] = activity.text ? [bubble(...markdown(activity.text))] : []
  for (const attachment of activity.attachments ?? []) {
    if (attachment.contentType !== CARD) continue
    const holder = element('div', { class: 'card-holder' })
    const card = renderCard(attachment.content, press => {
      holder.setAttribute('aria-busy', 'true')
      holder.inert = true
      void onPress(press, activity).finally(() => {
        holder.removeAttribute('aria-busy')
        holder.inert = false
      })
    }, onInvalid)
    if (!card) continue
    holder.append(card)
    const around = bubble(holder)
    around.classList.add(onlyButtons(attachment.content) ? 'with-buttons' : 'with-card')
    bubbles.push(around)
  }
  if (bubbles.length === 0) bubbles.push(bubble(element('p', {}, word('noCard'))))
  return frame('theirs', word('bot'), activity.timestamp, ...bubbles)
}

function fileLine(name: string): HTMLElement {
  return element('p', { class: 'file' }, icon('file'), element('span', {}, name))
}

/** What the person at the page said: text as it was typed, files by name, a press by the button's title. */
export function ownMessage(activity: Activity, author: string): HTMLElement {
  const { text, value, attachments, channelData, type } = activity
  const pressed = type === 'invoke' || (value !== undefined && value !== null)
  const contents: Node[] = []
  if (pressed) contents.push(element('p', { class: 'pressed' }, `${word('pressed')}: ${channelData?.title ?? word('pressedButton')}`))
  else if (text) contents.push(element('p', { class: 'typed' }, text))
  for (const attachment of attachments ?? []) contents.push(fileLine(attachment.name ?? ''))
  return frame('mine', author, activity.timestamp, bubble(...contents))
}

/** Gives a message the time at which it was taken. */
export function redate(message: HTMLElement, timestamp: string | undefined): void {
  message.querySelector('time')?.replaceWith(timeElement(timestamp))
}

/** Strikes a message that was taken back: its words are gone from the page. */
export function strike(message: HTMLElement): void {
  message.classList.remove('failed', 'waiting')
  message.classList.add('removed')
  message.querySelector('.bubble')?.replaceChildren(element('p', {}, word('removed')))
  message.querySelector('.failure')?.remove()
}

/** Marks a message as not delivered, with a way to try again; `again` is left out where it would not help. */
export function markFailed(message: HTMLElement, why: string, again?: () => void): void {
  message.classList.add('failed')
  message.querySelector('.failure')?.remove()
  const line = element('p', { class: 'failure', role: 'alert' }, `${why} `)
  if (again) {
    const button = element('button', { type: 'button', class: 'plain' }, word('again'))
    button.addEventListener('click', () => {
      line.remove()
      message.classList.remove('failed')
      again()
    })
    line.append(button)
  }
  message.append(line)
}

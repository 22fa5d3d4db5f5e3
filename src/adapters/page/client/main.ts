import { connect } from './connection.ts'
import type { Activity, Connection, Sent, State } from './connection.ts'
import type { Press } from './cardView.ts'
import { byId, element } from './element.ts'
import { icon } from './icons.ts'
import { botMessage, markFailed, ownMessage, redate, strike } from './messageView.ts'
import { createPeoplePicker, initials, posts, stranger } from './peoplePicker.ts'
import type { Person } from './peoplePicker.ts'
import { createTalks, rememberedLocale, rememberLocale } from './talks.ts'
import { currentLocale, speak, word } from './words.ts'
import type { Locale, Word } from './words.ts'

const log = byId('log')
const chips = byId('chips')
const say = byId<HTMLTextAreaElement>('say')
const fileInput = byId<HTMLInputElement>('file')
const fileList = byId('files')
const alertLine = byId('alert')
const peoplePanel = byId('people')
const speakerButton = byId<HTMLButtonElement>('speaker')
const talks = createTalks()

let people: Person[] = []
let speaker: Person | undefined
let connection: Connection | undefined
let files: File[] = []
let underWay = 0
/** Messages shown, by the activity's id and by the mark the page gave its own ones. */
let shown = new Map<string, HTMLElement>()

const typing = element('div', { class: 'message theirs typing' })
const picker = createPeoplePicker(person => {
  closePeople()
  if (person.id !== speaker?.id) begin(person)
  say.focus()
})

function warn(text: string): void {
  alertLine.textContent = text
  alertLine.hidden = text === ''
}

function showState(state: State): void {
  byId('state').dataset['state'] = state
  byId('state-words').textContent = word(state)
}

const nearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 160
const toEnd = () => { log.scrollTop = log.scrollHeight }

/** Whether two messages are by the same author within the same minute, as the page shows it. */
function sameAuthor(before: Element | null, message: HTMLElement): boolean {
  const said = (one: Element | null) => one?.querySelector('.author')?.textContent
  return before !== null && said(before) === said(message)
}

/** Puts a message at the end; who reads further up is not torn away from there. */
function place(message: HTMLElement, follow: boolean): void {
  const stay = !follow && !nearEnd()
  if (typing.isConnected) typing.before(message)
  else log.append(message)
  message.classList.toggle('again', sameAuthor(message.previousElementSibling, message))
  if (stay) return
  toEnd()
  // A card taller than the window is read from its beginning.
  if (message.offsetHeight > log.clientHeight) log.scrollTop = message.offsetTop - log.offsetTop - 12
}

function showTyping(): void {
  if (underWay > 0) {
    typing.replaceChildren(element('div', { class: 'bubble', role: 'img', 'aria-label': word('typing') }, element('i'), element('i'), element('i')))
    log.append(typing)
    if (nearEnd()) toEnd()
  } else typing.remove()
}

function suggest(activity: Activity | undefined): void {
  chips.replaceChildren(...(activity?.suggestedActions?.actions ?? []).map(action => {
    const chip = element('button', { type: 'button', class: 'chip' }, action.title)
    chip.addEventListener('click', () => {
      void sendText(typeof action.value === 'string' ? action.value : action.title)
      say.focus()
    })
    return chip
  }))
}

function receive(activity: Activity): void {
  const mark = activity.channelData?.clientActivityID
  const known = shown.get(activity.id ?? '') ?? (mark === undefined ? undefined : shown.get(mark))
  if (activity.type === 'messageDelete') {
    if (known) strike(known)
    else if (activity.id) {
      const gone = ownMessage({ ...activity, type: 'message', text: ' ' }, speaker?.name ?? word('you'))
      strike(gone)
      shown.set(activity.id, gone)
      place(gone, false)
    }
    return
  }
  if (activity.type !== 'message' && activity.type !== 'invoke') return
  if (known) {
    if (activity.id) shown.set(activity.id, known)
    known.classList.remove('waiting')
    redate(known, activity.timestamp)
    return
  }
  const own = activity.from?.id !== 'bot'
  const message = own ? ownMessage(activity, activity.from?.name ?? word('you')) : botMessage(activity, press, () => warn(word('invalid')))
  if (activity.id) shown.set(activity.id, message)
  if (!own) suggest(activity)
  else suggest(undefined)
  place(message, own)
}

const PROBLEMS: Record<Exclude<Sent, { ok: true }>['problem'], Word> = { unreachable: 'notSent', 'too-large': 'tooLarge', 'not-taken': 'notTaken' }

/** Shows what is sent at once and sends it; what fails stays on the page with a way to try again. */
async function deliver(activity: Activity, attached: File[] = []): Promise<Sent | undefined> {
  const line = connection
  if (!line || !speaker) return undefined
  warn('')
  const mark = crypto.randomUUID()
  const marked: Activity = { ...activity, locale: currentLocale() === 'vi' ? 'vi-VN' : 'en-US', channelData: { ...activity.channelData, clientActivityID: mark } }
  const message = ownMessage({ ...marked, attachments: attached.map(file => ({ contentType: file.type, name: file.name })) }, speaker.name)
  message.classList.add('waiting')
  shown.set(mark, message)
  suggest(undefined)
  place(message, true)
  const attempt = async (): Promise<Sent> => {
    underWay++
    showTyping()
    const sent = attached.length > 0 ? await line.upload(marked, attached) : await line.send(marked)
    if (line !== connection) return sent
    underWay--
    showTyping()
    message.classList.remove('waiting')
    if (!sent.ok && !message.classList.contains('removed')) markFailed(message, word(PROBLEMS[sent.problem]), sent.problem === 'too-large' ? undefined : () => void attempt())
    return sent
  }
  return attempt()
}

async function sendText(text: string): Promise<void> {
  const attached = files
  files = []
  drawFiles()
  if (text.trim() === '' && attached.length === 0) return
  await deliver({ type: 'message', ...(text.trim() === '' ? {} : { text: text.trim() }) }, attached)
}

async function press(pressed: Press, activity: Activity): Promise<void> {
  const replyToId = activity.id === undefined ? {} : { replyToId: activity.id }
  if (pressed.kind === 'submit') {
    await deliver({ type: 'message', value: pressed.data ?? {}, ...replyToId, channelData: { title: pressed.title } })
    return
  }
  const value = { action: { type: 'Action.Execute', id: pressed.id, verb: pressed.verb, data: pressed.data ?? {} }, trigger: 'manual' }
  const sent = await deliver({ type: 'invoke', name: 'adaptiveCard/action', value, ...replyToId, channelData: { title: pressed.title } })
  if (sent?.ok) showInvokeAnswer(sent.answer, activity)
}

/** The answer to Action.Execute: a new card takes the old one's place, an error is said. */
function showInvokeAnswer(answer: unknown, activity: Activity): void {
  if (typeof answer !== 'object' || answer === null || !('type' in answer) || !('value' in answer)) return
  const { type, value } = answer
  if (type === 'application/vnd.microsoft.card.adaptive' && activity.id) {
    const old = shown.get(activity.id)
    const renewed = botMessage({ ...activity, attachments: [{ contentType: type, content: value }] }, press, () => warn(word('invalid')))
    old?.replaceWith(renewed)
    shown.set(activity.id, renewed)
  } else if (type === 'application/vnd.microsoft.error') {
    const said = typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string' ? value.message : word('notTaken')
    warn(said)
  }
}

function drawFiles(): void {
  fileList.hidden = files.length === 0
  fileList.replaceChildren(...files.map(file => {
    const remove = element('button', { type: 'button', class: 'plain', 'aria-label': `${word('remove')}: ${file.name}` }, '×')
    remove.addEventListener('click', () => {
      files = files.filter(other => other !== file)
      drawFiles()
    })
    return element('span', { class: 'file' }, icon('file'), element('span', {}, file.name), remove)
  }))
}

function showSpeaker(): void {
  byId('speaker-avatar').textContent = speaker ? initials(speaker) : '?'
  byId('speaker-name').textContent = speaker ? (speaker.id === stranger().id ? word('stranger') : speaker.name) : word('choose')
  byId('speaker-note').textContent = speaker ? [posts(speaker), word('personal')].filter(Boolean).join('. ') : ''
}

function begin(person: Person): void {
  connection?.close()
  speaker = person
  talks.choose(person.id)
  shown = new Map()
  files = []
  underWay = 0
  typing.remove()
  log.replaceChildren()
  warn('')
  suggest(undefined)
  drawFiles()
  showSpeaker()
  picker.show(people, person.id)
  const line = connect({
    speaker: { id: person.id, aadObjectId: person.aadObjectId, name: person.name },
    locale: currentLocale() === 'vi' ? 'vi-VN' : 'en-US',
    conversation: talks.conversationOf(person.id),
    onOpen: conversation => talks.keep(person.id, conversation),
    onActivity: activity => { if (line === connection) receive(activity) },
    onState: state => { if (line === connection) showState(state) },
  })
  connection = line
}

function openPeople(): void {
  document.body.classList.add('choosing')
  speakerButton.setAttribute('aria-expanded', 'true')
  byId('people-search').focus()
}

function closePeople(): void {
  document.body.classList.remove('choosing')
  speakerButton.setAttribute('aria-expanded', 'false')
}

function grow(): void {
  say.style.height = 'auto'
  say.style.height = `${Math.min(say.scrollHeight, 160)}px`
}

function choose(locale: Locale): void {
  speak(locale)
  rememberLocale(locale)
  showSpeaker()
  picker.show(people, speaker?.id)
  showState((byId('state').dataset['state'] as State | undefined) ?? 'connecting')
}

byId('send').append(icon('send'))
byId('attach').append(icon('attach'))
byId('composer').addEventListener('submit', event => {
  event.preventDefault()
  const text = say.value
  say.value = ''
  grow()
  void sendText(text)
})
say.addEventListener('input', grow)
say.addEventListener('keydown', event => {
  // While a Vietnamese input method composes a letter, Enter belongs to it.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  byId<HTMLFormElement>('composer').requestSubmit()
})
byId('attach').addEventListener('click', () => fileInput.click())
fileInput.addEventListener('change', () => {
  files = [...files, ...(fileInput.files ?? [])].slice(0, 10)
  fileInput.value = ''
  drawFiles()
})
speakerButton.addEventListener('click', () => (document.body.classList.contains('choosing') ? closePeople() : openPeople()))
byId('people-close').addEventListener('click', () => {
  closePeople()
  speakerButton.focus()
})
peoplePanel.addEventListener('keydown', event => {
  if (event.key !== 'Escape') return
  closePeople()
  speakerButton.focus()
})
for (const button of document.querySelectorAll<HTMLElement>('[data-locale]')) button.addEventListener('click', () => choose(button.dataset['locale'] as Locale))

async function start(): Promise<void> {
  choose(rememberedLocale())
  showState('connecting')
  try {
    const answer = await fetch('/local/people')
    if (!answer.ok) throw new Error('no people')
    people = await answer.json() as Person[]
  } catch {
    warn(word('noPeople'))
  }
  const last = talks.person()
  const who = people.find(person => person.id === last) ?? (last === stranger().id ? stranger() : undefined) ?? people.find(person => person.roles[0]?.role === 'reporter') ?? people[0] ?? stranger()
  begin(who)
}
void start()

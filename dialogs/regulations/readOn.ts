import { askProvision } from '#app/askProvision.ts'
import { answerAsked, askSecretariat } from '#app/askSecretariat.ts'
import { showProvision } from '#app/showProvision.ts'
import { placeOf } from '#domain/provision/document.ts'
import { AUDIENCES, type Audience } from '#domain/provision/question.ts'
import type { Instant } from '#domain/time/instant.ts'
import { actionsCard, button } from '../cards/buttons.ts'
import { plainText } from '../cards/plainText.ts'
import { common } from '../phrases/common.ts'
import { regulations } from '../phrases/regulations.ts'
import type { Turn } from '../turn.ts'
import { reader, unitOf } from './askRegulation.ts'

/** A whole article, with its neighbours a press away. */
export async function readArticle(turn: Turn, id: string, at: Instant): Promise<void> {
  const { locale } = turn
  const place = placeOf(id)
  const shown = place && (await showProvision(turn.provisions, place, at))
  if (!shown) return turn.say(regulations.gone, undefined)
  turn.focus.about = { ...turn.focus.about, citation: { question: shown.heading, place: place! } }
  turn.say(regulations.article, {
    cited: shown.cited, heading: shown.heading, digest: shown.source === 'digest', text: shown.text,
    under: shown.under.map(part => `${regulations.parts[part.kind][locale]} ${part.number}`).join(', '),
  }, {
    card: actionsCard([
      ...(shown.before ? [button(regulations.before[locale](), { act: 'article', place: shown.before, at })] : []),
      ...(shown.after ? [button(regulations.after[locale](), { act: 'article', place: shown.after, at })] : []),
    ]),
  })
}

/** "Chưa đúng ý": kept, so that answers can be mended, and a person is offered. */
export function notWhatIMeant(turn: Turn, place: string, text: string): void {
  turn.work.put('feedback', { id: turn.newId(), at: turn.at, person: turn.person.id, question: text, places: [place], verdict: 'not-it', comment: null })
  turn.say(regulations.sorry, undefined, { card: actionsCard([button(regulations.askPeople[turn.locale](), { act: 'ask-people', text })]) })
}

/** Before a question goes to the secretariat the asker sees it once more and says who may read it. */
export function offerToAsk(turn: Turn, text: string): void {
  const { locale } = turn
  if (turn.incoming.reference.scope !== 'personal') return turn.say(common.personalOnly, undefined)
  const id = turn.newId()
  turn.say(regulations.confirmQuestion, { text }, {
    card: {
      type: 'AdaptiveCard', version: '1.5',
      body: [
        { type: 'TextBlock', text: plainText(text), wrap: true },
        {
          type: 'Input.ChoiceSet', id: 'audience', label: regulations.audience[locale](), value: 'asker',
          choices: AUDIENCES.map(audience => ({ title: regulations.audiences[audience][locale], value: audience })),
        },
      ],
      actions: [button(regulations.sendQuestion[locale](), { act: 'send-question', id, text }, 'positive')],
    },
  })
}

/** Puts the question to the secretariat; pressed twice it is put once. */
export async function sendQuestion(turn: Turn, { id, text, audience }: { id: string; text: string; audience: unknown }): Promise<void> {
  const unit = unitOf(turn)
  if (unit === null) return turn.say(regulations.nobodyToAsk, undefined)
  if (await turn.work.get('question', id)) return turn.say(regulations.questionSent, undefined)
  const answer = await askProvision(turn.provisions, { text, at: turn.at, reader: reader(turn) })
  const chosen: Audience = AUDIENCES.find(one => one === audience) ?? 'asker'
  const asked = askSecretariat(turn.work, turn.directory, { id, text, answer, person: turn.person.id, unit }, chosen)
  if (asked.ok) return turn.say(regulations.questionSent, undefined)
  turn.say(asked.problem === 'nobody' ? regulations.nobodyToAsk : common.secretRefused, undefined)
}

/** The secretariat takes a question up: what it writes next is the answer. */
export async function beginAnswer(turn: Turn, question: string): Promise<void> {
  const asked = await turn.work.get('question', question)
  if (!asked || asked.state !== 'open') return turn.say(regulations.questionGone, undefined)
  turn.focus.topic = { kind: 'answering', question }
  turn.say(regulations.askAnswer, undefined)
}

/** The answer has come: it goes to the asker and becomes guidance. */
export async function takeAnswer(turn: Turn, text: string): Promise<void> {
  const { topic } = turn.focus
  if (topic.kind !== 'answering') return
  turn.focus.topic = { kind: 'idle' }
  const asked = await turn.work.get('question', topic.question)
  const { answer, source } = withSource(text)
  const done = await answerAsked(turn.work, turn.directory, topic.question, { id: turn.newId(), answer, source, audience: asked?.audience ?? 'asker', places: [] })
  if (done.ok) return turn.say(regulations.answered, undefined)
  turn.say(done.problem === 'sensitive' ? common.secretRefused : regulations.questionGone, undefined)
}

/** "Căn cứ: …" on a line of its own, or at the end, is where the answer comes from. */
function withSource(text: string): { answer: string; source: string } {
  const found = /(?:^|\n|\.\s+|;\s*)(?:căn cứ|can cu|nguồn|nguon|source)\s*:\s*(.+)$/iu.exec(text)
  return found ? { answer: text.slice(0, found.index).trim() || text, source: found[1]!.trim() } : { answer: text, source: '' }
}

import { mayReadQuestion } from '#app/askSecretariat.ts'
import type { Work } from '#app/work.ts'
import type { Day } from '#domain/time/instant.ts'
import type { Locale, Outgoing } from '#ports/channel.ts'
import { actionsCard, button } from '../cards/buttons.ts'
import { regulations } from '../phrases/regulations.ts'
import { unitName, type Surroundings } from '../turn.ts'

/** Words the notice of a question put to the secretariat, or of its answer to the asker; null when it was settled meanwhile or is not the reader's to see. */
export async function wordQuestion(
  surroundings: Pick<Surroundings, 'directory'>, work: Work, about: string, id: string, reader: { person: string; locale: Locale; day: Day },
): Promise<Outgoing[] | null> {
  const question = await work.get('question', id)
  const { locale } = reader
  const units = surroundings.directory.capacities(reader.person, reader.day).map(capacity => capacity.unit)
  if (!question || !mayReadQuestion(surroundings.directory, question, { person: reader.person, units }, reader.day)) return null
  if (about === 'question-asked') {
    if (question.state !== 'open') return null
    return [{
      text: regulations.questionNotice[locale]({
        unit: question.unit === null ? '' : unitName(surroundings, question.unit), text: question.text, audience: regulations.audiences[question.audience][locale],
      }),
      card: actionsCard([button(regulations.answerButton[locale](), { act: 'answer-question', question: id }, 'positive')]),
    }]
  }
  const guidance = question.guidance === null ? undefined : await work.get('guidance', question.guidance)
  return guidance ? [{ text: regulations.answerNotice[locale]({ question: question.text, answer: guidance.answer, source: guidance.source }) }] : null
}

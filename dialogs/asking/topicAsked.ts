import { eachOf, type Understood } from '#domain/language/understood.ts'
import { fold } from '#domain/text/fold.ts'
import { isQuestion } from '../isQuestion.ts'
import type { Turn } from '../turn.ts'
import { askProgress } from './progress.ts'
import { reportStatus } from './reportStatus.ts'

/** "… đến đâu rồi", "… chưa": how far it is, and not something to be recorded. */
const HOW_FAR = /(?:^|\s)(?:den dau|toi dau|ra sao|chua|tien do|bao nhieu don vi)(?:\s|$|\?|\.)/

/**
 * Answers what reads much like wanting to file or record something but is a question: how far topics are, or whether a unit has filed that the person
 * writes nothing for. False when it is neither.
 */
export async function topicAsked(turn: Turn, understood: Understood): Promise<boolean> {
  const text = turn.incoming.kind === 'text' ? turn.incoming.text : ''
  const howFar = HOW_FAR.test(fold(text))
  const [unit] = eachOf(understood.entities.unit)
  if (understood.intent === 'file-report') {
    if (!howFar || !unit || turn.may('edit-draft', { unit: unit.id })) return false
  } else if (!howFar && !isQuestion(text)) return false
  if (unit) await reportStatus(turn, understood)
  else await askProgress(turn, understood)
  return true
}

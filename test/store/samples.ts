import type { Act, Change } from '#ports/store.ts'
import type { Draft } from '#domain/report.ts'
import type { Conversation } from '#domain/conversation.ts'
import type { Obligation } from '#domain/obligation.ts'
import type { Person } from '#domain/person.ts'

/** 2026-06-10 09:00 in Viet Nam. */
export const MORNING = Date.parse('2026-06-10T09:00:00+07:00')

export function draftOf(id: string, edition = 1, fields = 3): Draft {
  const answers: Draft['answers'] = {}
  for (let field = 0; field < fields; field++) answers[`muc-${field}`] = field % 3 === 0 ? `Hội nghị quán triệt Luật số 10/2022/QH15, lần ${edition}` : field * edition
  return { id, form: 'so-ket-6-thang', formVersion: 1, answers, skipped: [], confirmed: [], edition, savedAt: MORNING, savedBy: 'reporter.bac-ninh' }
}

export function conversationOf(id: string, turn = 1): Conversation {
  return {
    id,
    person: 'reporter.bac-ninh',
    reference: { channel: 'msteams', serviceUrl: 'http://127.0.0.1:1/', conversation: id, scope: 'personal', bot: { id: 'bot' } },
    locale: 'vi',
    handled: Array.from({ length: 20 }, (_, at) => `${id}-activity-${turn}-${at}`),
    focus: { filing: 'sk-2026.bac-ninh', field: `muc-${turn}` },
    touchedAt: MORNING + turn,
  }
}

export function obligationOf(unit: string, campaign = 'sk-2026', receiver = 'vksnd-toi-cao'): Obligation {
  return { id: `${campaign}.${unit}`, campaign, unit, receiver, level: 'cap-tinh', due: MORNING, events: [] }
}

export function personOf(id: string, units: string[]): Person {
  return { id, aadObjectId: `aad-${id}`, name: `Cán bộ đầu mối, ${id}`, roles: units.map(unit => ({ role: 'reporter', unit, from: '2026-01-01', to: null })) }
}

export function actOn(subject: string, version?: number, content?: unknown): Act {
  return { at: MORNING, by: 'reporter.bac-ninh', action: 'draft-saved', subject, ...(version === undefined ? {} : { version }), ...(content === undefined ? {} : { content }) }
}

/** One saved answer, as a turn commits it: the draft, the conversation and one act. */
export function savedAnswer(unit: string, edition: number, fields = 3): Change {
  const draft = draftOf(`sk-2026.${unit}`, edition, fields)
  return {
    writes: [
      { table: 'draft', id: draft.id, record: draft, expect: edition - 1 },
      { table: 'conversation', id: `msteams|${unit}`, record: conversationOf(`msteams|${unit}`, edition), expect: edition - 1 },
    ],
    acts: [actOn(`draft/${draft.id}`, edition, draft.answers)],
  }
}

/** Everything an async iterable gives. */
export async function gather<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

import type { Work } from './work.ts'

/** What a notice may be about; its wording is in dialogs/notices.ts, made when it is sent. */
export const NOTICES = [
  'approval-waiting', 'sent-back', 'receipt', 'submitted-to-you', 'returned', 'accepted', 'question-asked', 'question-answered',
  'extension-asked', 'extended', 'extension-refused', 'waived', 'withdrawn',
] as const
export type NoticeAbout = (typeof NOTICES)[number]

/** Owes a person a notice, in the same commit as its cause. The same notice for the same cause is owed once. */
export function oweNotice(work: Work, person: string, about: NoticeAbout, params: Record<string, string | number>): void {
  // A person is not told of what they did themselves: the reply says it.
  if (person === work.by) return
  const cause = Object.values(params).join('|')
  work.owe({
    id: `${about}|${cause}|${person}`,
    conversation: null,
    person,
    content: { kind: 'notice', about, params },
    at: work.at,
    attempts: 0,
  })
}

/** Everything a message can ask for; closed. `none` is learnt like the others: small talk, other fields, noise. */
export const INTENTS = [
  'file-report', 'resume-draft', 'report-status', 'correct-report', 'withdraw-report', 'check-deadline', 'request-extension', 'late-units', 'progress',
  'ask-regulation', 'register-topic', 'record-rollout', 'review-queue', 'decide', 'waive', 'remind-units', 'snooze-nudges', 'open-campaign',
  'plan-inspection', 'record-inspection', 'list-tasks', 'assign-task', 'assign-monitor', 'delegate', 'export-report', 'propose-commendation',
  'lessons-notice', 'update-membership', 'schedule-conference', 'help', 'cancel', 'greet', 'thanks', 'change-language', 'talk-to-human', 'none',
] as const
export type Intent = (typeof INTENTS)[number]

/** Whether a text names an intent: for what comes from files and from remote models. */
export function isIntent(name: string): name is Intent {
  return (INTENTS as readonly string[]).includes(name)
}

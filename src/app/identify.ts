import type { Directory } from '#domain/directory.ts'
import type { Incoming } from '#ports/channel.ts'

/**
 * Who sent an activity. Channels that authenticate people give their Entra object id (Teams); in local mode a client of
 * this machine may also say a person's id, which is how the chat page lets one choose whom to be.
 */
export function identify(directory: Directory, incoming: Incoming, local: boolean): string | undefined {
  const { sender, reference } = incoming
  if (sender.aadObjectId && (local || reference.channel === 'msteams')) {
    const person = directory.personByAad(sender.aadObjectId)
    if (person) return person.id
  }
  if (!local) return undefined
  return (directory.person(sender.id) ?? directory.personByAad(sender.id))?.id
}

import { Fault } from '#domain/fault.ts'
import { sha256 } from '#domain/sha256.ts'
import { isEditable } from '#domain/standing.ts'
import { carriesMarking, namesPersonInCase } from '#domain/text/secrets.ts'
import type { IncomingFile } from '#ports/channel.ts'
import { textHash, type HashText } from './allowance.ts'
import { myObligations } from './asking/myObligations.ts'
import { actionsCard, button } from './cards/buttons.ts'
import { DOCX, offerWord } from './filing/fromWord.ts'
import { askBack } from './hearText.ts'
import { common } from './phrases/common.ts'
import { UNREADABLE, word } from './phrases/word.ts'
import type { Turn } from './turn.ts'

/** Megabytes of a file at most. */
const LARGEST = 10
/** A file waits this long for its owner to say what it is for. */
const HELD = 60 * 60_000
/** Reports offered at once when several could be meant. */
const OFFERED = 6

/** A file dropped into the chat: a report in Word is read and shown; anything else is refused with its reason, and nothing of it is kept. */
export async function hearFiles(turn: Turn, files: readonly IncomingFile[], hash: HashText): Promise<void> {
  if (turn.incoming.reference.scope !== 'personal') return turn.say(common.personalOnly, undefined)
  const [file] = files
  const { documents } = turn
  if (!file) return
  if (!documents) return turn.say(common.fileUnsupported, undefined)
  if (files.length > 1) return turn.say(word.oneAtATime, undefined)
  turn.trace.intent = 'file-report'
  const mine = await myObligations(turn)
  if (mine.length === 0) return turn.say(word.noAccess, undefined)
  const unfit = unfitByName(file)
  if (unfit) {
    turn.forget = true
    return turn.say(UNREADABLE[unfit], undefined)
  }
  const { topic } = turn.focus
  const open = mine.filter(one => isEditable(one.standing) && turn.forms.has(one.campaign.form))
  const meant = open.filter(one => topic.kind === 'filing' && one.obligation.id === topic.obligation)
  const wanted = meant.length > 0 ? meant : open
  if (wanted.length === 0) return turn.say(word.notFound, undefined)

  const fetched = await fetchFile(file)
  if (fetched === 'file-too-large') return turn.say(word.tooLarge, { most: LARGEST })
  if (fetched === 'file-unavailable') return turn.say(word.unavailable, undefined)
  const name = shortName(file.name)
  const read = await documents.read(fetched)
  if (!read.ok) {
    // What could not be looked into could hold anything: the channel's own history lets go of it, too.
    turn.forget = true
    return turn.say(UNREADABLE[read.problem], undefined)
  }
  const texts = [name.replace(/\.docx$/i, '').replace(/[_]+/g, ' '), ...read.texts]
  if (texts.some(carriesMarking)) {
    turn.forget = true
    turn.work.act({ action: 'refused', subject: 'secret/file' })
    return turn.say(common.fileSecret, undefined)
  }
  const allowed = textHash(hash, sha256(fetched))
  if (turn.focus.allow !== allowed && texts.some(namesPersonInCase)) {
    turn.forget = true
    turn.work.act({ action: 'refused', subject: 'case/file' })
    return turn.say(word.caseRefused, { name }, { card: actionsCard([button(common.caseAllow[turn.locale](), { act: 'allow-file', hash: allowed })]) })
  }
  const held = { file: await documents.files.hold(fetched, turn.work.now + HELD), name }
  if (wanted.length === 1) return offerWord(turn, wanted[0]!.obligation, held)
  return askBack(turn, '', wanted.slice(0, OFFERED).map(one => ({
    title: `${one.campaign.title[turn.locale]} · ${turn.directory.unit(one.obligation.unit)?.short ?? one.obligation.unit}`,
    press: { act: 'word-open', obligation: one.obligation.id, ...held },
  })), word.whichReport[turn.locale]({ name }))
}

async function fetchFile(file: IncomingFile): Promise<Uint8Array | 'file-too-large' | 'file-unavailable'> {
  try {
    return await file.content(LARGEST * 1_000_000)
  } catch (error) {
    if (error instanceof Fault && (error.code === 'file-too-large' || error.code === 'file-unavailable')) return error.code
    throw error
  }
}

/** What a name and a media type already say; a name without either is looked into. */
function unfitByName({ name, contentType }: IncomingFile): 'not-word' | 'legacy' | 'macros' | undefined {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase()
  if (extension === 'docx' || extension === 'dotx') return undefined
  if (extension === 'doc' || extension === 'dot' || contentType === 'application/msword') return 'legacy'
  if (extension === 'docm' || extension === 'dotm') return 'macros'
  return extension === undefined || contentType === DOCX ? undefined : 'not-word'
}

/** A file's name as it is shown and kept: without a path, at most eighty characters. */
function shortName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1)!.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '').trim() || 'bao-cao.docx'
  return last.length > 80 ? `${last.slice(0, 70)}….docx` : last
}

import { tokenise, type Token } from '../fill/tokens.ts'

/** A clause of a paragraph: what goes from one stop to the next. */
export interface Unit {
  text: string
  tokens: readonly Token[]
  /** Where it begins in its paragraph. */
  from: number
  /** What parts it from the one before: the paragraph's beginning, a full stop, or a semicolon. */
  after: 'start' | 'stop' | 'half'
}

/** Cuts a paragraph at full stops and semicolons; a number or a letter of a list is no sentence of its own. */
export function unitsOf(text: string): Unit[] {
  const tokens = tokenise(text)
  const out: Unit[] = []
  let begin = 0
  let after: Unit['after'] = 'start'
  const flush = (end: number, next: Unit['after']): void => {
    const own = tokens.slice(begin, end)
    if (own.some(token => token.kind !== 'mark')) {
      out.push({ text: text.slice(own[0]!.from, own.at(-1)!.to), tokens: own, from: own[0]!.from, after })
      after = next
    }
    begin = end
  }
  tokens.forEach((token, at) => {
    const stop = (token.key === '.' || token.key === '!' || token.key === '?' || token.key === '…') && /^\s|^$|^["”»)]/.test(text.slice(token.to, token.to + 1)) && at - begin > 1
    if (stop || token.key === '\n') flush(at + 1, 'stop')
    else if (token.key === ';') flush(at + 1, 'half')
  })
  flush(tokens.length, 'stop')
  return out
}

import type { Intent } from '#domain/language/intent.ts'
import { fold } from '#domain/text/fold.ts'

const HOW = /(?:^|\s)(?:cach tinh|(?:duoc )?tinh (?:the nao|nhu the nao|nhu nao|ntn|ra sao|tu dau)|dinh nghia|nghia la (?:gi|sao)|hieu (?:the nao|nhu the nao)|how (?:is|are|do you) .*(?:count|calculat|measur|defin)\w*|definitions?|what does .* mean)(?:\s|$|[?.!])/
const FIGURE = /(?:^|\s)(?:ty le|ti le|%|phan tram|con so|cac so|so nay|so lieu (?:nay|tren)|dung han|muon han|qua han|day du|tiep nhan (?:ngay )?(?:tu )?lan dau|rates?|on time|late|missing|complete|accepted first|figures?|these)(?:\s|$|[?,.!])/

/** Whether a question, understood as one of the state of things or as nothing known, asks how its figures are counted. */
export function asksDefinition(text: string, intent: Intent): boolean {
  const said = fold(text)
  return (intent === 'progress' || intent === 'late-units' || intent === 'none') && HOW.test(said) && FIGURE.test(said)
}

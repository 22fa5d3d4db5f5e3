import { fold } from '#domain/text/fold.ts'

const HOW = /(?:^|\s)(?:cach tinh|(?:duoc )?tinh (?:the nao|nhu the nao|nhu nao|ntn|ra sao|tu dau)|dinh nghia|nghia la (?:gi|sao)|hieu (?:the nao|nhu the nao)|how (?:is|are|do you) .*(?:count|calculat|measur|defin)\w*|definitions?|what does .* mean)(?:\s|$|[?.!])/
const FIGURE = /(?:^|\s)(?:ty le|ti le|%|phan tram|con so|cac so|so nay|so lieu (?:nay|tren)|dung han|muon han|qua han|day du|tiep nhan (?:ngay )?(?:tu )?lan dau|rates?|on time|late|missing|complete|accepted first|figures?|these)(?:\s|$|[?,.!])/

/** Whether a question asks how figures are counted, by its words alone. */
export function asksDefinition(text: string): boolean {
  const said = fold(text)
  return HOW.test(said) && FIGURE.test(said)
}

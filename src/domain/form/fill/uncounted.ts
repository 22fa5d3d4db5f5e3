import type { Token } from './tokens.ts'

/** Something in figures that counts nothing: a document's number, a link or an address, a sum of money. */
export interface Uncounted {
  is: 'document' | 'link' | 'sum'
  span: [number, number]
  /** What kind of document it is, by the words before it or by its symbol, as words are compared: "ke hoach". */
  kind?: string
}

/** Symbols of documents' numbers with the kind they stand for. */
const SYMBOLS: Record<string, string> = {
  kh: 'ke hoach', qđ: 'quyet dinh', qd: 'quyet dinh', qc: 'qui che', cv: 'cong van', ttr: 'to trinh', bc: 'bao cao', tb: 'thong bao', hd: 'huong dan', ct: 'chi thi', ctr: 'chuong trinh',
  nq: 'nghi quyet', kl: 'ket luan', đa: 'de an', da: 'de an', bb: 'bien ban', nđ: 'nghi dinh', nd: 'nghi dinh', qh: 'luat',
}
/** Kinds of documents in words; "luật" alone is as often discipline ("kỷ luật"). */
const KINDS = new Set([...Object.values(SYMBOLS).filter(kind => kind !== 'luat'), 'thong tu', 'van ban'])
/** Symbols that mean the same outside of a number. */
const WRITTEN_SHORT = new Set(['kh', 'qđ', 'qd', 'cv', 'tb', 'bc'])
/** What others make, the state or a ministry: a unit's report cites it, no item asks for it. */
export const LAWS: ReadonlySet<string> = new Set(['luat', 'nghi dinh', 'thong tu'])

const SYMBOL = `(?:${Object.keys(SYMBOLS).join('|')})`
const SHAPES: [Uncounted['is'], RegExp][] = [
  ['link', /(?<![\p{L}\d])(?:(?:https?:\/\/|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]]|[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+\w{2,}|(?:[\w-]{1,63}\.){1,6}(?:vn|com|org|net)(?![\p{L}\d])(?:\/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]])?)/giu],
  // "12/KH-VKS", "10/2022/QH15": a slash alone also divides answers ("HỘI NGHỊ 2/TỌA ĐÀM 1"), so a hyphen, a year or a known symbol must stand with it.
  ['document', /(?<![\p{L}\d/.-])\d{1,5}\/(?:\d{4}\/\p{L}[\p{L}\d&.]*(?:-[\p{L}\d&.]*[\p{L}\d])*|\p{L}[\p{L}\d&.]*(?:-[\p{L}\d&.]*[\p{L}\d])+)(?![\p{L}\d])/gu],
  // "12/KH" alone, and as the party writes it, "12-KH/TU".
  ['document', new RegExp(String.raw`(?<![\p{L}\d/.-])\d{1,5}(?:/${SYMBOL}(?![\p{L}\d-]|\s*[:=]?\s*\d)|-${SYMBOL}/\p{L}{2,6}(?![\p{L}\d]))`, 'giu')],
  // "đồng" alone begins other words ("48 đồng ý", "45 đồng chí"): a small figure needs its thousands or millions.
  ['sum', /(?<![\p{L}\d/.,])(?:\d[\d.,]*\s*(?:nghìn|ngàn|triệu|tỷ|tỉ|tr|nghin|ngan|trieu|ty|ti)\s*(?:\d[\d.,]*\s*(?:nghìn|ngàn|triệu|tr|nghin|ngan|trieu)?\s*)?|\d{4,}\s*|\d{1,3}(?:[.,]\d{3})+\s*)(?:đồng|dong|vnđ|vnd|đ)(?![\p{L}\d/]|\s+(?:chí|chi|ý|y|thuận|thuan|bào|bao)(?!\p{L}))/giu],
]

/** Finds what is in figures but is nobody's count, in the order of the text, none within another. */
export function uncountedIn(text: string, tokens: readonly Token[]): Uncounted[] {
  const out: Uncounted[] = []
  const free = (from: number, to: number): boolean => !out.some(({ span }) => from < span[1] && to > span[0])
  for (const [is, shape] of /\d|@|\.[a-z]/i.test(text) ? SHAPES : [])
    for (const match of text.matchAll(shape)) {
      const [from, to] = [match.index, match.index + match[0].length]
      if (!free(from, to)) continue
      const kind = is === 'document' ? (kindBefore(tokens, tokens.findIndex(token => token.from >= from))?.kind ?? symbolKind(match[0])) : undefined
      out.push({ is, span: [from, to], ...(kind === undefined ? {} : { kind }) })
    }
  // "kế hoạch số 12": behind its kind a number is a document's even without a symbol.
  tokens.forEach((token, at) => {
    const named = token.number && !token.number.odd && tokens[at - 1]?.key === 'so' && free(token.from, token.to) ? kindBefore(tokens, at) : undefined
    if (named) out.push({ is: 'document', span: [named.from, token.to], kind: named.kind })
  })
  return out.toSorted((a, b) => a.span[0] - b.span[0])
}

/** The kinds of documents that stand in a name. */
export function kindsIn(tokens: readonly Token[]): string[] {
  return tokens.map((token, at) => `${token.key} ${tokens[at + 1]?.key}`).filter(kind => KINDS.has(kind))
}

/** The kind named right before a place, with or without "số", and where it begins. */
function kindBefore(tokens: readonly Token[], at: number): { kind: string; from: number } | undefined {
  const end = tokens[at - 1]?.key === 'so' ? at - 1 : at
  const [first, second] = [tokens[end - 2], tokens[end - 1]]
  if (!second) return undefined
  if (first && KINDS.has(`${first.key} ${second.key}`)) return { kind: `${first.key} ${second.key}`, from: first.from }
  // "KH số 12": written short, as in the number itself.
  const short = WRITTEN_SHORT.has(second.raw.toLowerCase()) ? symbolOf(second.raw) : undefined
  return short === undefined ? undefined : { kind: short, from: second.from }
}

function symbolKind(number: string): string | undefined {
  return symbolOf(/\p{L}+/u.exec(number)?.[0] ?? '')
}

function symbolOf(letters: string): string | undefined {
  const key = letters.toLowerCase()
  return Object.hasOwn(SYMBOLS, key) ? SYMBOLS[key] : undefined
}

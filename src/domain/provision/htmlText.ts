import { POINT_LETTERS } from './document.ts'
import { TABLE_CELLS } from './parse.ts'

/** Elements that end a line; everything else is part of the line it stands in. */
const BLOCK = /^(?:p|div|br|tr|li|ul|ol|table|tbody|thead|h[1-6]|section|article|header|footer|blockquote|hr|title|dd|dt|center|body|pre)$/
/** Elements whose content is not text. */
const SILENT = /<(script|style|head|noscript|template|svg|xml)\b[^>]*>[\s\S]*?<\/\1\s*>/giu

const NAMED: Record<string, string> = {
  nbsp: '\u00a0', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", shy: '\u00ad', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', ndash: '–', mdash: '—', hellip: '…', sect: '§', middot: '·', bull: '•', zwnj: '\u200c', ensp: ' ', emsp: ' ', thinsp: ' ',
  agrave: 'à', aacute: 'á', acirc: 'â', atilde: 'ã', egrave: 'è', eacute: 'é', ecirc: 'ê', igrave: 'ì', iacute: 'í', ograve: 'ò', oacute: 'ó', ocirc: 'ô', otilde: 'õ', ugrave: 'ù', uacute: 'ú', yacute: 'ý',
}

/** Rows of tables in the text itself, each made one line: the table around a page's letterhead is only for its looks. */
function joinRows(body: string): string {
  const start = /Điều(?:\s|&nbsp;|<[^>]*>)+\d/u.exec(body)?.index ?? body.length
  return body.slice(0, start) + body.slice(start).replace(/<tr\b[^>]*>((?:(?!<tr\b|<table\b)[\s\S])*?)<\/tr>/giu, (whole, row: string) => {
    const cells = [...row.matchAll(/<t[dh]\b[^>]*>([\s\S]*?)<\/t[dh]>/giu)].map(([, cell = '']) => cell)
    const plain = cells.length > 1 && cells.every(cell => (cell.match(/<\/p>|<br\b|<\/div>|<li\b/giu)?.length ?? 0) <= 1)
    return plain ? `<p>${cells.map(cell => cell.replace(/<\/?(?:p|div|br)\b[^>]*>/giu, ' ')).join(TABLE_CELLS)}</p>` : whole
  })
}

/** Number or letter of the next item of an ordered list, as a browser shows it; none when the item's text brings its own. */
function numberItem(list: { next: number; letters: boolean } | undefined, text: string): string {
  if (!list) return ''
  const number = list.next++
  if (/^\s*(?:\d+[a-zđ]?[.)]|[a-zđ]\))/u.test(text.replace(/<[^>]*>/gu, ''))) return ''
  return list.letters ? `${POINT_LETTERS[number - 1] ?? ''}) ` : `${number}. `
}

/** The text of an HTML page line by line: a block element is a line of its own, items of ordered lists with their numbers, entities are decoded, scripts, styles and comments left out. */
export function htmlText(html: string): string {
  const body = joinRows(html.replace(/<!--[\s\S]*?-->/gu, '').replace(SILENT, '\n'))
  const lists: ({ next: number; letters: boolean } | undefined)[] = []
  let text = ''
  let at = 0
  for (const tag of body.matchAll(/<\/?([a-z][a-z0-9:]*)\b(?:"[^"]*"|'[^']*'|[^>"'])*>|<![^>]*>/giu)) {
    // A line break in the source is a space in HTML.
    text += body.slice(at, tag.index).replace(/[\r\n]+/gu, ' ')
    at = tag.index + tag[0].length
    const name = tag[1]?.toLowerCase()
    if (name && BLOCK.test(name)) text += '\n'
    const closes = tag[0][1] === '/'
    if (name === 'ol' || name === 'ul') {
      if (closes) lists.pop()
      else lists.push(name === 'ol' ? { next: Number(/\bstart\s*=\s*["']?(\d+)/iu.exec(tag[0])?.[1] ?? 1), letters: /\btype\s*=\s*["']?a/iu.test(tag[0]) } : undefined)
    }
    if (name === 'li' && !closes) text += numberItem(lists.at(-1), body.slice(at, at + 200))
    else if (name === 'td' || name === 'th') text += ' '
  }
  text += body.slice(at).replace(/[\r\n]+/gu, ' ')
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/giu, (whole, name: string) => decode(name) ?? whole)
}

function decode(name: string): string | undefined {
  if (name[0] === '#') {
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined
  }
  const lower = NAMED[name.toLowerCase()]
  if (lower === undefined) return undefined
  // "&Agrave;" is the capital.
  return /^\p{Lu}/u.test(name) && /^\p{Ll}$/u.test(lower) ? lower.toUpperCase() : lower
}

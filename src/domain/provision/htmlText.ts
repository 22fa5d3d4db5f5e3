/** Elements that end a line; everything else is part of the line it stands in. */
const BLOCK = /^(?:p|div|br|tr|li|ul|ol|table|tbody|thead|h[1-6]|section|article|header|footer|blockquote|hr|title|dd|dt|center|body|pre)$/
/** Elements whose content is not text. */
const SILENT = /<(script|style|head|noscript|template|svg|xml)\b[^>]*>[\s\S]*?<\/\1\s*>/giu

const NAMED: Record<string, string> = {
  nbsp: '\u00a0', amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", shy: '\u00ad', ldquo: '“', rdquo: '”', lsquo: '‘', rsquo: '’', ndash: '–', mdash: '—', hellip: '…', sect: '§', middot: '·', bull: '•', zwnj: '\u200c', ensp: ' ', emsp: ' ', thinsp: ' ',
  agrave: 'à', aacute: 'á', acirc: 'â', atilde: 'ã', egrave: 'è', eacute: 'é', ecirc: 'ê', igrave: 'ì', iacute: 'í', ograve: 'ò', oacute: 'ó', ocirc: 'ô', otilde: 'õ', ugrave: 'ù', uacute: 'ú', yacute: 'ý',
}

/** The text of an HTML page line by line: a block element is a line of its own, entities are decoded, scripts, styles and comments left out. */
export function htmlText(html: string): string {
  const body = html.replace(/<!--[\s\S]*?-->/gu, '').replace(SILENT, '\n')
  let text = ''
  let at = 0
  for (const tag of body.matchAll(/<\/?([a-z][a-z0-9:]*)\b(?:"[^"]*"|'[^']*'|[^>"'])*>|<![^>]*>/giu)) {
    // A line break in the source is a space in HTML.
    text += body.slice(at, tag.index).replace(/[\r\n]+/gu, ' ')
    at = tag.index + tag[0].length
    const name = tag[1]?.toLowerCase()
    if (name && BLOCK.test(name)) text += '\n'
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

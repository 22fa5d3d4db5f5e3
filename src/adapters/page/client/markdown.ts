import { element } from './element.ts'

type Inline = Node | string

/** Opening marks of inline markup, with the mark that closes it and the element it makes; longest first. */
const SPANS = [['**', 'strong'], ['__', 'strong'], ['~~', 's'], ['*', 'em'], ['_', 'em']] as const

const ESCAPABLE = /[\\`*_{}[\]()#+\-.!~>|<&]/

const isWord = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}]/u.test(character)

function closing(text: string, mark: string, from: number): number {
  for (let at = text.indexOf(mark, from); at >= 0; at = text.indexOf(mark, at + 1)) {
    // Like "tên_tệp_mới": an underscore between letters is no markup.
    if (text[at - 1] !== '\\' && !/\s/.test(text[at - 1] ?? ' ') && !(mark.startsWith('_') && isWord(text[at + mark.length]))) return at
  }
  return -1
}

function linkAt(text: string, at: number): { node: Node; end: number } | null {
  const match = /^\[([^\]\n]{1,500})\]\(([^()\s]{1,2000})\)/.exec(text.slice(at, at + 2600))
  if (!match) return null
  const [whole, label = '', address = ''] = match
  const url = URL.parse(address)
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:' && url?.protocol !== 'mailto:') return null
  return { node: element('a', { href: url.href, target: '_blank', rel: 'noopener noreferrer' }, label), end: at + whole.length }
}

/** Inline markup as nodes; whatever is not markup, HTML included, stays text. `depth` bounds nesting. */
function inline(text: string, depth = 0): Inline[] {
  const parts: Inline[] = []
  let plain = ''
  const flush = () => {
    if (plain) parts.push(plain)
    plain = ''
  }
  let at = 0
  outer: while (at < text.length) {
    const character = text[at] as string
    if (character === '\\' && ESCAPABLE.test(text[at + 1] ?? '')) {
      plain += text[at + 1]
      at += 2
      continue
    }
    if (character === '`') {
      const end = text.indexOf('`', at + 1)
      if (end > at + 1) {
        flush()
        parts.push(element('code', {}, text.slice(at + 1, end)))
        at = end + 1
        continue
      }
    }
    if (character === '[') {
      const link = linkAt(text, at)
      if (link) {
        flush()
        parts.push(link.node)
        at = link.end
        continue
      }
    }
    if (depth < 6) {
      for (const [mark, tag] of SPANS) {
        if (!text.startsWith(mark, at) || /\s/.test(text[at + mark.length] ?? ' ') || (mark.startsWith('_') && isWord(text[at - 1]))) continue
        const end = closing(text, mark, at + mark.length + 1)
        if (end < 0) continue
        flush()
        parts.push(element(tag, {}, ...inline(text.slice(at + mark.length, end), depth + 1)))
        at = end + mark.length
        continue outer
      }
    }
    plain += character
    at++
  }
  flush()
  return parts
}

const lines = (text: string[]): Inline[] => text.flatMap((line, index) => (index === 0 ? inline(line) : [element('br'), ...inline(line)]))

function row(text: string): string[] {
  return text.trim().replace(/^\||\|$/g, '').split(/(?<!\\)\|/).map(cell => cell.trim())
}

function table(block: string[]): HTMLElement {
  const [head = '', , ...rest] = block
  return element('div', { class: 'table', tabindex: '0' }, element('table', {},
    element('thead', {}, element('tr', {}, ...row(head).map(cell => element('th', { scope: 'col' }, ...inline(cell))))),
    element('tbody', {}, ...rest.map(line => element('tr', {}, ...row(line).map(cell => element('td', {}, ...inline(cell))))))))
}

const ITEM = /^\s*(?:([-*•+])|(\d{1,4})[.)])\s+(.*)$/
const RULE = /^\s*([-*_])(?:\s*\1){2,}\s*$/

function isTable(all: string[], at: number): boolean {
  return all[at]?.includes('|') === true && /^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$/.test(all[at + 1] ?? '')
}

/**
 * A message in the channel's markdown subset (paragraphs, emphasis, links, lists, headings, quotations, tables, code) as nodes. There is no way from
 * the text to raw HTML: every character ends up in a text node.
 */
export function markdown(text: string): Node[] {
  const all = text.replace(/\r\n?/g, '\n').split('\n')
  const blocks: Node[] = []
  let paragraph: string[] = []
  const flush = () => {
    if (paragraph.length > 0) blocks.push(element('p', {}, ...lines(paragraph)))
    paragraph = []
  }
  for (let at = 0; at < all.length; at++) {
    const line = all[at] as string
    const item = ITEM.exec(line)
    const heading = /^(#{1,6})\s+(.*)$/.exec(line)
    if (line.trim() === '') flush()
    else if (RULE.test(line)) {
      flush()
      blocks.push(element('hr'))
    } else if (heading) {
      flush()
      blocks.push(element('p', { class: 'heading' }, ...inline(heading[2] as string)))
    } else if (isTable(all, at)) {
      flush()
      let end = at + 2
      while (end < all.length && all[end]?.includes('|')) end++
      blocks.push(table(all.slice(at, end)))
      at = end - 1
    } else if (item) {
      flush()
      const ordered = item[2] !== undefined
      const list = element(ordered ? 'ol' : 'ul', ordered && item[2] !== '1' ? { start: item[2] } : {})
      for (; at < all.length; at++) {
        const next = ITEM.exec(all[at] as string)
        if (!next || (next[2] !== undefined) !== ordered) break
        list.append(element('li', {}, ...inline(next[3] as string)))
      }
      at--
      blocks.push(list)
    } else if (line.startsWith('>')) {
      flush()
      const quoted: string[] = []
      for (; at < all.length && all[at]?.startsWith('>'); at++) quoted.push((all[at] as string).replace(/^>\s?/, ''))
      at--
      blocks.push(element('blockquote', {}, ...lines(quoted)))
    } else paragraph.push(line)
  }
  flush()
  return blocks
}

/** The same as HTML for the card renderer, which takes only a string; it is written by the browser from the nodes above. */
export function markdownHtml(text: string): string {
  return element('div', {}, ...markdown(text)).innerHTML
}

import { openPackage, type Package } from './openPackage.ts'
import type { Unreadable } from '#ports/documents.ts'

/** Parts that hold settings of the program, never words of the author. */
const NO_TEXT = /(?:^|\/)(?:styles|stylesWithEffects|settings|webSettings|fontTable|numbering|theme\d*|\[Content_Types\])\.xml$|\.rels$/i

/** Elements that begin or end a line, whatever prefix a program gives their namespace. */
const BREAK = /^\/?(?:p|br|cr|tr|tc|si|row|c|property|lpwstr|title|subject|keywords|description|category|contentStatus|comment)$/
const HOLDS_TEXT = /^(?:t|delText|v|lpwstr|lpstr|title|subject|keywords|description|category|contentStatus|creator|lastModifiedBy|Company|Manager|is|f)$/

/** The words of one part, line by line: text, deleted text, properties, and what is written into shapes and watermarks. */
export function textOfPart(xml: string): string {
  let out = ''
  let inside = ''
  for (const [, tag = '', attributes = '', text = ''] of xml.matchAll(/<(\/?[^\s<>/]+)([^<>]*)>([^<]*)/g)) {
    const name = tag.replace(/^(\/?)[^:]*:/, '$1')
    if (BREAK.test(name)) out += '\n'
    if (name === 'tab' || name === 'ptab') out += '\t'
    inside = name.startsWith('/') ? '' : name
    // A watermark is a shape whose words stand in an attribute; pictures carry a description.
    for (const [, written = ''] of attributes.matchAll(/\s(?:string|descr|title|alt|name)="([^"]+)"/g)) if (!/^(?:Picture|Hình ảnh|Image|Table|_)/.test(written)) out += `\n${unescaped(written)}\n`
    if (HOLDS_TEXT.test(inside) && !attributes.trimEnd().endsWith('/')) out += unescaped(text)
  }
  return out.split('\n').filter(line => line.trim() !== '').join('\n')
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|#x([0-9a-f]+)|(\w+));/gi, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? '', 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

/** Every text anywhere in a package, a part each, and in the packages embedded in it; a problem when one of those can't be read. */
export function allText(opened: Package, depth = 0): { ok: true; texts: string[] } | { ok: false; problem: Unreadable } {
  const texts = [...opened.parts].filter(([name]) => !NO_TEXT.test(name)).map(([, xml]) => textOfPart(xml)).filter(text => text !== '')
  for (const bytes of opened.inner.values()) {
    const inner = openPackage(bytes)
    if (!inner.ok) return { ok: false, problem: inner.problem === 'macros' || inner.problem === 'too-large' ? inner.problem : 'embedded' }
    if (depth >= 1 && inner.package.inner.size > 0) return { ok: false, problem: 'embedded' }
    const read = allText(inner.package, depth + 1)
    if (!read.ok) return read
    texts.push(...read.texts)
  }
  return { ok: true, texts }
}

/** Texts already written, by the object they were written from, to be used again where the same object appears inside another. */
export type Written = ReadonlyMap<object, string>

// oxlint-disable-next-line no-control-regex -- JSON escapes control characters
const NEEDS_ESCAPE = /[\u0000-\u001f"\\\ud800-\udfff]/

function quote(text: string): string {
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`
}

/** Members' names come again with every record; the limit is for data whose names are made up. */
const NAMES = new Map<string, string>()
const NAMES_KEPT = 4096

function quoteName(name: string): string {
  let text = NAMES.get(name)
  if (text === undefined) {
    text = `${quote(name)}:`
    if (NAMES.size < NAMES_KEPT) NAMES.set(name, text)
  }
  return text
}

/**
 * The one JSON text of a value: members in the order of their UTF-16 code units, no spaces, numbers as ECMAScript writes them (RFC 8785).
 * Members that are undefined are left out; `written` gives the texts of objects already written.
 */
export function canonicalJson(value: unknown, written?: Written): string {
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'number':
      return Number.isFinite(value) ? String(value) : 'null'
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      return value === null ? 'null' : (written?.get(value) ?? objectJson(value, written))
    default:
      return 'null'
  }
}

function sortedNames(members: object): string[] {
  const names = Object.keys(members)
  for (let at = 1; at < names.length; at++) if (names[at - 1]! > names[at]!) return names.sort()
  return names
}

function objectJson(value: object, written: Written | undefined): string {
  let text = ''
  if (Array.isArray(value)) {
    for (const item of value) text += (text === '' ? '[' : ',') + canonicalJson(item, written)
    return text === '' ? '[]' : text + ']'
  }
  const members = value as Record<string, unknown>
  for (const name of sortedNames(members)) {
    const member = members[name]
    if (member === undefined) continue
    text += (text === '' ? '{' : ',') + quoteName(name) + canonicalJson(member, written)
  }
  return text === '' ? '{}' : text + '}'
}

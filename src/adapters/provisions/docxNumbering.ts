/** What Word would show before a paragraph; keeps count as paragraphs go by. */
export interface Numbering {
  /** The number of the next paragraph, by its style or its own list; undefined when it has none. */
  next(style: string | undefined, list: { id: string | undefined; level: number } | undefined): string | undefined
}

interface Level {
  format: string
  /** "%1.", "Điều %1.", "%1.%2". */
  text: string
  start: number
}

/** Reads the list definitions of a docx (numbering.xml, styles.xml; either may be empty). */
export function readNumbering(numbering: string, styles: string): Numbering {
  const definitions = new Map<string, Map<number, Level>>()
  for (const [, id, body] of numbering.matchAll(/<w:abstractNum\s[^>]*?w:abstractNumId="(\d+)"[^>]*>([\s\S]*?)<\/w:abstractNum>/gu)) definitions.set(id!, levelsOf(body!))
  const lists = new Map<string, { definition: string; starts: Map<number, number> }>()
  for (const [, id, body] of numbering.matchAll(/<w:num\s[^>]*?w:numId="(\d+)"[^>]*>([\s\S]*?)<\/w:num>/gu)) {
    const definition = /<w:abstractNumId\s+w:val="(\d+)"/u.exec(body!)?.[1]
    const starts = new Map([...body!.matchAll(/<w:lvlOverride\s+w:ilvl="(\d+)">\s*<w:startOverride\s+w:val="(\d+)"/gu)].map(([, level, start]): [number, number] => [Number(level), Number(start)]))
    if (definition) lists.set(id!, { definition, starts })
  }
  const byStyle = new Map<string, { id: string; level: number }>()
  for (const [, style, body] of styles.matchAll(/<w:style\s[^>]*?w:styleId="([^"]*)"[^>]*>([\s\S]*?)<\/w:style>/gu)) {
    const id = /<w:numPr>[\s\S]*?<w:numId\s+w:val="(\d+)"/u.exec(body!)?.[1]
    if (id) byStyle.set(style!, { id, level: Number(/<w:ilvl\s+w:val="(\d+)"/u.exec(body!)?.[1] ?? 0) })
  }
  // Lists made from one definition count on together unless one of them starts anew.
  const counts = new Map<string, number[]>()
  return {
    next(style, list) {
      const place = list ? (list.id === undefined ? undefined : { id: list.id, level: list.level }) : style === undefined ? undefined : byStyle.get(style)
      const known = place && lists.get(place.id)
      const levels = known && definitions.get(known.definition)
      const level = place && levels?.get(place.level)
      if (!place || !known || !levels || !level || level.format === 'none' || level.format === 'bullet') return undefined
      const key = known.starts.size > 0 ? `own ${place.id}` : known.definition
      const count = counts.get(key) ?? []
      counts.set(key, count)
      count[place.level] = (count[place.level] ?? (known.starts.get(place.level) ?? level.start) - 1) + 1
      count.length = place.level + 1
      return level.text.replace(/%(\d)/gu, (_, digit: string) => {
        const at = Number(digit) - 1
        const shown = levels.get(at)
        return format(count[at] ?? shown?.start ?? 1, shown?.format ?? 'decimal')
      })
    },
  }
}

function levelsOf(body: string): Map<number, Level> {
  const levels = new Map<number, Level>()
  for (const [, level, inner] of body.matchAll(/<w:lvl\s[^>]*?w:ilvl="(\d+)"[^>]*>([\s\S]*?)<\/w:lvl>/gu)) {
    const value = (name: string) => new RegExp(`<w:${name}\\s+w:val="([^"]*)"`, 'u').exec(inner!)?.[1]
    levels.set(Number(level), { format: value('numFmt') ?? 'decimal', text: value('lvlText') ?? '', start: Number(value('start') ?? 1) })
  }
  return levels
}

function format(count: number, kind: string): string {
  if (kind === 'lowerLetter' || kind === 'upperLetter') {
    const letter = String.fromCharCode(96 + ((count - 1) % 26) + 1).repeat(Math.floor((count - 1) / 26) + 1)
    return kind === 'upperLetter' ? letter.toUpperCase() : letter
  }
  if (kind === 'lowerRoman' || kind === 'upperRoman') {
    const roman = romanOf(count)
    return kind === 'upperRoman' ? roman : roman.toLowerCase()
  }
  return kind === 'decimalZero' && count < 10 ? `0${count}` : String(count)
}

function romanOf(count: number): string {
  let [rest, roman] = [count, '']
  for (const [value, letters] of [[1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'], [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I']] as const) {
    while (rest >= value) {
      roman += letters
      rest -= value
    }
  }
  return roman
}

import { unzipSync } from 'fflate'
import type { Unreadable } from '#ports/documents.ts'

/** Limits of a package; a report of fifty pages is far below them. */
const LARGEST_PART = 6_000_000
const LARGEST_TEXT = 16_000_000
const MOST_ENTRIES = 2000

/** The text parts of a package by name, and the packages embedded in it. */
export interface Package {
  /** XML and relationship parts. */
  parts: Map<string, string>
  /** Workbooks and documents inside, still packed. */
  inner: Map<string, Uint8Array>
  /** Pictures there are, by number; their content is never unpacked. */
  pictures: number
}

export type Opened = { ok: true; package: Package } | { ok: false; problem: Unreadable }

const TEXT = /\.(?:xml|rels)$/i
const PACKED = /\.(?:docx|xlsx|pptx)$/i
const PICTURE = /\.(?:png|jpe?g|gif|tiff?|bmp|emf|wmf|svg|webp)$/i
/** Embedded objects and foreign chunks whose text nobody could check. */
const OPAQUE = /(?:^|\/)(?:embeddings\/.*(?<!\.docx|\.xlsx|\.pptx)|afchunk[^/]*|[^/]*\.(?:mht|mhtml|html?|rtf|doc|xls|ppt|ole))$/i
const RUNS = /(?:^|\/)(?:vbaProject[^/]*|vbaData[^/]*|activeX\/.*|[^/]*\.(?:exe|dll|js|vbs|docm|dotm|xlsm|xlsb|pptm))$/i

/** Opens a package without unpacking more than its text, and refuses what is no package, hides, runs or swells. */
export function openPackage(bytes: Uint8Array): Opened {
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4)) return { ok: false, problem: isCompound(bytes) ? compoundKind(bytes) : 'not-word' }
  const names = new Set<string>()
  const refused = new Set<Unreadable>()
  let text = 0
  let pictures = 0
  let unpacked: Record<string, Uint8Array>
  try {
    unpacked = unzipSync(bytes, {
      filter({ name, originalSize }) {
        const key = name.toLowerCase()
        // Two parts of one name, or a path that leads outside, are read differently by different programs: what was checked must be what is kept.
        if (names.has(key) || /(?:^|\/)\.\.(?:\/|$)|^\/|\\|\0/.test(name)) refused.add('broken')
        names.add(key)
        if (names.size > MOST_ENTRIES) refused.add('too-large')
        if (RUNS.test(name)) refused.add('macros')
        else if (OPAQUE.test(name)) refused.add('embedded')
        if (PICTURE.test(name)) pictures++
        const wanted = TEXT.test(name) || PACKED.test(name)
        if (!wanted) return false
        text += originalSize
        if (originalSize > LARGEST_PART || text > LARGEST_TEXT) refused.add('too-large')
        return refused.size === 0
      },
    })
  } catch {
    return { ok: false, problem: 'broken' }
  }
  for (const problem of ['macros', 'too-large', 'embedded', 'broken'] as const) if (refused.has(problem)) return { ok: false, problem }
  const parts = new Map<string, string>()
  const inner = new Map<string, Uint8Array>()
  for (const [name, content] of Object.entries(unpacked)) {
    if (PACKED.test(name)) inner.set(name, content)
    else {
      const part = decode(content)
      // Office never writes a document type; whoever does wants entities expanded.
      if (part === undefined || /<!DOCTYPE|<!ENTITY/i.test(part)) return { ok: false, problem: 'broken' }
      parts.set(name, part)
    }
  }
  return { ok: true, package: { parts, inner, pictures } }
}

function decode(content: Uint8Array): string | undefined {
  const wide = content[0] === 0xff && content[1] === 0xfe ? 'utf-16le' : content[0] === 0xfe && content[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(wide, { fatal: true }).decode(content)
  } catch {
    return undefined
  }
}

function isCompound(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1].every((byte, at) => bytes[at] === byte)
}

/** What a compound file holds, by the names in its directory: an encrypted package, or a document of before 2007. */
function compoundKind(bytes: Uint8Array): Unreadable {
  const holds = (name: string) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(Buffer.from(name, 'utf16le'))
  if (holds('EncryptedPackage') || holds('EncryptionInfo')) return 'encrypted'
  return holds('WordDocument') ? 'legacy' : 'not-word'
}

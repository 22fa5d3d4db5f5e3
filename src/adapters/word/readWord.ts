import { strToU8, zipSync } from 'fflate'
import type { DocumentRead } from '#ports/documents.ts'
import type { WordDocument } from '#domain/form/fromDocument/document.ts'
import { allText } from './allText.ts'
import { openPackage, type Package } from './openPackage.ts'
import { toBlocks, type Element } from './toBlocks.ts'

/** Fewer letters than this with a picture beside them is a scan. */
const SCAN = 40

/**
 * Reads a .docx: opened under limits, refused with a reason when it is encrypted, of before 2007, runs something or holds what can't be
 * checked. Only the text parts that were checked are handed on to the reader: no picture, no link is ever opened.
 */
export async function readWord(bytes: Uint8Array): Promise<DocumentRead> {
  const opened = openPackage(bytes)
  if (!opened.ok) return opened
  const kind = kindOf(opened.package)
  if (kind !== 'word') return { ok: false, problem: kind }
  const checked = allText(opened.package)
  if (!checked.ok) return checked
  const document = await blocksOf(opened.package)
  if (!document) return { ok: false, problem: 'broken' }
  const letters = document.blocks.reduce((sum, block) => sum + (block.kind === 'paragraph' ? block.text : block.rows.flat().map(cell => cell.text).join('')).replace(/\s/g, '').length, 0)
  if (letters < SCAN && opened.package.pictures > 0) return { ok: false, problem: 'scanned' }
  return { ok: true, document, texts: checked.texts }
}

function kindOf({ parts }: Package): 'word' | 'not-word' | 'macros' | 'embedded' {
  const types = parts.get('[Content_Types].xml') ?? ''
  const all = [...parts]
  if (/macroEnabled|vbaProject|activeX/i.test(types)) return 'macros'
  // A template fetched from the web, or a field that starts another program, does what a macro does.
  if (all.some(([name, xml]) => name.endsWith('.rels') && /attachedTemplate"[^>]*Target="https?:|Target="https?:[^>]*attachedTemplate"/i.test(xml))) return 'macros'
  if (all.some(([, xml]) => /<(?:\w+:)?instrText[^>]*>\s*DDE(?:AUTO)?\s/i.test(xml))) return 'macros'
  if (all.some(([name, xml]) => name.endsWith('.rels') && /relationships\/(?:aFChunk|oleObject)"/.test(xml))) return 'embedded'
  return /wordprocessingml\.(?:document|template)\.main\+xml/.test(types) ? 'word' : 'not-word'
}

async function blocksOf({ parts }: Package): Promise<WordDocument | undefined> {
  const checked = zipSync(Object.fromEntries([...parts].map(([name, xml]) => [name, strToU8(xml.replace(/^\ufeff/, ''))])), { level: 0 })
  // The reader is loaded when the first file comes: a start should not wait for it.
  const { default: mammoth } = await import('mammoth')
  let blocks: WordDocument['blocks'] | undefined
  try {
    await mammoth.convertToHtml({ buffer: Buffer.from(checked) }, {
      externalFileAccess: false,
      includeEmbeddedStyleMap: false,
      transformDocument: (root: Element) => {
        blocks = toBlocks(root)
        // The tree is all that is wanted; there is no need to make HTML of it.
        return { ...root, children: [] }
      },
    })
  } catch {
    return undefined
  }
  return blocks && { blocks }
}

import { Fault } from '#domain/fault.ts'
import { htmlText } from '#domain/provision/htmlText.ts'
import type { ReadProvisionFile } from '#ports/provisions.ts'
import { readDocx } from './readDocx.ts'

/** Reads .txt, .html, .htm, .docx and .json; the encoding of text is told by its mark or, in HTML, by its own word. */
export const readProvisionFile: ReadProvisionFile = (name, bytes) => {
  const ending = /\.([a-z]+)$/iu.exec(name)?.[1]?.toLowerCase()
  if (ending === 'docx') return { text: readDocx(bytes) }
  if (ending === 'doc') throw new Fault('import-invalid', `${name}: the older .doc is not read; save it as .docx first`)
  if (ending === 'txt') return { text: decodeText(bytes) }
  if (ending === 'html' || ending === 'htm') return { text: htmlText(decodeText(bytes, charsetOf(bytes))) }
  if (ending !== 'json') throw new Fault('import-invalid', `${name}: expected .docx, .html, .txt or .json`)
  const text = decodeText(bytes)
  try {
    return { text, legal: JSON.parse(text) }
  } catch (cause) {
    throw new Fault('import-invalid', `${name}: not JSON`, { cause })
  }
}

function charsetOf(bytes: Uint8Array): string | undefined {
  return /charset\s*=\s*["']?([\w-]+)/iu.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 2048)))?.[1]
}

function decodeText(bytes: Uint8Array, charset = 'utf-8'): string {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
  try {
    return new TextDecoder(marked ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: what the page says it is, else the Windows code page of Vietnamese.
    const known = /^(?:utf-?8)$/iu.test(charset) ? 'windows-1258' : charset
    try {
      return new TextDecoder(known).decode(bytes)
    } catch (cause) {
      throw new Fault('import-invalid', `the text is in an unknown encoding (${charset})`, { cause })
    }
  }
}

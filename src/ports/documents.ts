import type { WordDocument } from '#domain/form/fromDocument/document.ts'
import type { Statement } from '#domain/form/fromDocument/statement.ts'

/**
 * Why a file is not read: `legacy` is the .doc of before 2007, `macros` anything that runs or loads something, `embedded` an object inside
 * whose text can't be checked, `scanned` pictures without text, `too-large` a file that grows out of proportion when it is opened.
 */
export type Unreadable = 'not-word' | 'legacy' | 'encrypted' | 'macros' | 'embedded' | 'broken' | 'too-large' | 'scanned'

export type DocumentRead =
  | {
      ok: true
      document: WordDocument
      /** Every text anywhere in the file, a part each: headers, footers, notes, comments, text boxes, deleted text, properties. For the secrets check. */
      texts: string[]
    }
  | { ok: false; problem: Unreadable }

/** Reads a word processor's file. Never rejects for what is in the file. */
export type ReadDocument = (bytes: Uint8Array) => Promise<DocumentRead>

/** Ways of writing the facts that forms ask for, read when the first document is. Rejects with Fault 'form-invalid' when a file of them can't be read. */
export type ReadStatements = () => Promise<readonly Statement[]>

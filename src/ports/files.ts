import type { Instant } from '#domain/time/instant.ts'

/**
 * Files by the SHA-256 of their content (64 hex digits). A file is first held, for a short time, until a person says what it is for; what
 * belongs to a report is kept. Rejects with Fault 'disk-failed' when the machine fails.
 */
export interface Files {
  /** Takes a file in until an instant; one that is kept already stays kept. Resolves to its SHA-256 once it would survive a power cut. */
  hold(bytes: Uint8Array, until: Instant): Promise<string>
  /** The content, whether held or kept; undefined when there is none, or its time was over by `now`. */
  read(sha256: string, now: Instant): Promise<Uint8Array | undefined>
  /** Keeps a held file for good; false when it is neither held nor kept. To be done before a record names it. */
  keep(sha256: string): Promise<boolean>
  /** Lets go of a held file; what is kept stays. */
  release(sha256: string): Promise<void>
  /** Erases a file, kept or not: nothing of it is left in the store. */
  erase(sha256: string): Promise<void>
  /** Lets go of every file whose time was over by `now`. */
  sweep(now: Instant): Promise<void>
}

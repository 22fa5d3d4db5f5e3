import type { Instant } from '#domain/time/instant.ts'

/** The one way by which time enters. */
export type Clock = () => Instant

/** The one way by which randomness enters: an unguessable id, lower-case letters and digits. */
export type NewId = () => string

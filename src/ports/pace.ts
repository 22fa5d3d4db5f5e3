/** Keeps what the service sends on its own initiative within the connector's rates. */
export interface Pace {
  /**
   * Resolves a moment before one more message may go to a thread (a conversation, or a person for whom one is opened) of a tenant; time to write down that
   * it leaves. What it resolves to is called then and resolves when the message may leave. Rejects when the signal says that nobody waits for it any more.
   */
  take(thread: string, tenant: string, signal?: AbortSignal): Promise<() => Promise<void>>
  /** Counts a message that did not wait (a reply) against its tenant's rate, so that the others wait for it. */
  count(tenant: string): void
}

/** Keeps no rate: for callers whose time is not the connector's. */
export const UNPACED: Pace = { take: async () => async () => {}, count() {} }

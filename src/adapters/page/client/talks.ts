/** Conversations of this browser tab: who speaks, and which conversation each of them has. */
export interface Talks {
  person(): string | null
  choose(person: string): void
  conversationOf(person: string): string | undefined
  keep(person: string, conversation: string): void
}

function read(store: Storage, key: string): string | null {
  try {
    return store.getItem(key)
  } catch {
    return null
  }
}

function write(store: Storage, key: string, value: string): void {
  try {
    store.setItem(key, value)
  } catch {
    // A browser that forbids storage only loses the resuming after a reload.
  }
}

/** Remembers them in sessionStorage, so that a reload goes on and another tab is another device. */
export function createTalks(): Talks {
  return {
    person: () => read(sessionStorage, 'qcdc.person'),
    choose: person => write(sessionStorage, 'qcdc.person', person),
    conversationOf: person => read(sessionStorage, `qcdc.talk.${person}`) ?? undefined,
    keep: (person, conversation) => write(sessionStorage, `qcdc.talk.${person}`, conversation),
  }
}

/** The language chosen on this machine; Vietnamese at first. */
export function rememberedLocale(): 'vi' | 'en' {
  return read(localStorage, 'qcdc.locale') === 'en' ? 'en' : 'vi'
}

export function rememberLocale(locale: string): void {
  write(localStorage, 'qcdc.locale', locale)
}

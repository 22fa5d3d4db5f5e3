import { Fault } from './fault.ts'

/**
 * Freezes a record to its depth, so that what readers share is what was written. What is frozen already is taken as sealed, which makes a
 * changed copy of a record cost only its new parts. Throws Fault 'data-invalid' for what JSON would lose or change, naming `where`.
 */
export function seal(value: unknown, where: string): void {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return
    case 'number':
      if (!Number.isFinite(value)) break
      return
    case 'object':
      if (value === null || Object.isFrozen(value)) return
      if (Array.isArray(value)) {
        for (const item of value) seal(item, where)
      } else {
        const prototype: unknown = Object.getPrototypeOf(value)
        if (prototype !== Object.prototype && prototype !== null) break
        const members = value as Record<string, unknown>
        for (const name in members) if (members[name] !== undefined) seal(members[name], where)
      }
      Object.freeze(value)
      return
  }
  throw new Fault('data-invalid', `${where} holds ${typeof value === 'number' ? String(value) : `a ${value?.constructor?.name ?? typeof value}`}, which JSON can't keep`)
}

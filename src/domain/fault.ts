/** What can go wrong with the machine, and whether trying again may help. Every code is explained in docs/errors.md. */
export const FAULTS = {
  'config-invalid': { retry: false },
  'store-locked': { retry: true },
  'store-broken': { retry: false },
  'store-newer': { retry: false },
  'store-closed': { retry: false },
  'store-unmigrated': { retry: false },
  'store-unreachable': { retry: true },
  'disk-failed': { retry: true },
  'import-invalid': { retry: false },
  'form-invalid': { retry: false },
  'data-invalid': { retry: false },
  'file-too-large': { retry: false },
  'file-unavailable': { retry: true },
  'contended': { retry: true },
  'impossible': { retry: false },
} as const
export type FaultCode = keyof typeof FAULTS

/** The one error class: a fault of the machine or of its set-up. People's mistakes are returned as values instead. */
export class Fault extends Error {
  readonly code: FaultCode
  constructor(code: FaultCode, detail: string, options?: { cause?: unknown }) {
    super(detail, options)
    this.name = 'Fault'
    this.code = code
  }
  get retry(): boolean {
    return FAULTS[this.code].retry
  }
}

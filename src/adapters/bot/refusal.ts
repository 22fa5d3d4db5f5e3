/** Why a request is not let in: 401 for the token itself, 403 for whom it speaks for, 503 when the issuer's keys could not be read. */
export class Refusal extends Error {
  readonly status: 401 | 403 | 503
  constructor(status: 401 | 403 | 503, detail: string, cause?: unknown) {
    super(detail, { cause })
    this.name = 'Refusal'
    this.status = status
  }
}

import type { IncomingHttpHeaders } from 'node:http'

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i

/** Whether a Host header names this machine itself; any port, since a tunnel may change it. */
export function isLocalHost(host: string | undefined): boolean {
  return host !== undefined && LOOPBACK.test(host)
}

/** Whether an Origin header is absent (no browser page asks) or is a page of this machine. */
export function isLocalOrigin(origin: string | undefined): boolean {
  if (origin === undefined) return true
  const match = /^https?:\/\/(.+)$/i.exec(origin)
  return match !== null && LOOPBACK.test(match[1] as string)
}

/**
 * Why a request must not be served in local mode, where nobody is authenticated: a foreign Host is a web page that had its name resolved to this machine
 * (DNS rebinding), a foreign Origin a web page that posts across sites. Undefined when it may pass.
 */
export function foreignRequest(headers: IncomingHttpHeaders): string | undefined {
  if (!isLocalHost(headers.host)) return 'Host is not this machine.'
  return isLocalOrigin(headers.origin) ? undefined : 'Origin is not this machine.'
}

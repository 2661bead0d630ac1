import { z } from 'zod'

/** A host the user lets captures reach although it is not public: `name` or `name:port`, IPv6 in brackets. */
export const allowedHost = z
  .string()
  .max(300)
  .regex(/^(?:[a-z0-9][a-z0-9._-]*|\[[0-9a-f:.]+\])(?::\d{1,5})?$/, 'a host such as localhost:8080')

/** Key of the workspace setting that holds the hosts captures may always reach. */
export const allowedHostsSetting = 'capture.allowedHosts'

/** What that setting holds; anything else in its place allows nothing. */
export const allowedHostList = z.array(allowedHost).max(100)

/** True when the user allowed this host, on every port or on this one. `host` in lower case, IPv6 in brackets. */
export function isAllowedHost(allowed: readonly string[], host: string, port: number): boolean {
  return allowed.includes(host) || allowed.includes(`${host}:${String(port)}`)
}

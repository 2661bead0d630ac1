/**
 * Variables that would change which code a child runs or let others look into it. Proxy and certificate
 * settings stay: they belong to the machine's owner.
 */
const dangerous = [
  /^NODE_(OPTIONS|PATH|V8_COVERAGE|REPL_.*|INSPECT.*|TLS_REJECT_UNAUTHORIZED|PENDING_.*|DEBUG.*)$/,
  /^ELECTRON_(RUN_AS_NODE|NO_ASAR|ENABLE_LOGGING|LOG_.*|OVERRIDE_.*)$/,
  /^LD_(PRELOAD|AUDIT)$/,
  /^DYLD_/,
  /^DEBUG$/,
]

/** The environment handed to a child process. */
export function childEnvironment(env: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept = Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[1] !== undefined && !dangerous.some((pattern) => pattern.test(entry[0])),
  )
  return Object.fromEntries(kept)
}

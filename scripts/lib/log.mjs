/** Plain progress lines: readable in a terminal, in a log file and in a pipe. */

/** @param {number} number @param {number} total @param {string} title @param {string} [state] */
export function logStep(number, total, title, state = '') {
  console.log(`[${number}/${total}] ${title}${state === '' ? '' : `: ${state}`}`)
}

/** @param {string} text One or more lines belonging to the step above. */
export function logDetail(text) {
  console.log(text.replace(/^/gm, '      '))
}

/** @param {string} text Something the reader should not miss. */
export function logWarning(text) {
  const bar = '!'.repeat(78)
  console.warn(`${bar}\n${text.replace(/^/gm, '!  ')}\n${bar}`)
}

/** @param {number} milliseconds @returns {string} such as "820 ms", "12.3 s" or "2 min 05 s" */
export function formatDuration(milliseconds) {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`
  const seconds = Math.round(milliseconds / 1000)
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}

/**
 * Runs slow work and says every 15 seconds that it still runs, so that silence never looks like a hang.
 * @template T
 * @param {string} label
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withHeartbeat(label, work) {
  const start = performance.now()
  const timer = setInterval(() => {
    logDetail(`${label}, ${formatDuration(performance.now() - start)} so far`)
  }, 15_000)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

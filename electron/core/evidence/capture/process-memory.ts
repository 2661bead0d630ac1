import { readdirSync, readFileSync } from 'node:fs'

/**
 * Resident memory in bytes of a process and everything it started, from /proc; shared pages count for each. Null
 * where there is no /proc: there only the process's own watch remains.
 */
export function residentBytes(root: number): number | null {
  const parents = new Map<number, number[]>()
  const resident = new Map<number, number>()
  let names: readonly string[]
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  } catch {
    return null
  }
  for (const name of names) {
    const status = readStatus(name)
    const parent = Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0)
    const siblings = parents.get(parent) ?? []
    parents.set(parent, siblings)
    siblings.push(Number(name))
    resident.set(Number(name), Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024)
  }
  return sumFrom(root, parents, resident)
}

function sumFrom(
  root: number,
  children: ReadonlyMap<number, readonly number[]>,
  resident: ReadonlyMap<number, number>,
): number {
  let bytes = 0
  const left = [root]
  for (let pid = left.pop(); pid !== undefined; pid = left.pop()) {
    bytes += resident.get(pid) ?? 0
    left.push(...(children.get(pid) ?? []))
  }
  return bytes
}

/** Empty for a process that ended meanwhile. */
function readStatus(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8')
  } catch {
    return ''
  }
}

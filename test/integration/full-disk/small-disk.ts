import { spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statfsSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** What a test says when it is skipped. */
export const needsMounts = 'needs Linux and the right to mount a small file system: run it as root'

const prefix = 'refrain-disk-'
const ballast = 'ballast.bin'
const mib = 1024 * 1024

/** A real file system of a few megabytes in memory. */
export interface SmallDisk {
  readonly folder: string
  /** Fills it so that at most `bytes` (a multiple of 4096) are free. */
  leave(bytes: number): void
  /** Takes away what `leave` put there. */
  free(): void
  /** Mounts a folder of it once more, read-only; returns where. */
  readOnly(folder: string): string
  /** Makes a file or folder of it read-only where it is, until `thaw`. */
  freeze(path: string): void
  thaw(): void
  /** Takes everything down; may be called twice. */
  remove(): void
}

const mounted = new Set<string>()
process.once('exit', () => {
  for (const folder of mounted) unmount(folder)
})

/** True where small disks can be mounted; also takes down what a killed run left. */
export function canMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  removeRemains()
  const disk = mount(['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs'])
  if (disk !== null) unmount(disk)
  return disk !== null
}

/** Mounts a small disk. Call `remove` in any case. */
export function mountSmallDisk(mebibytes: number): SmallDisk {
  const folder = mount(['-t', 'tmpfs', '-o', `size=${String(mebibytes)}m`, 'tmpfs'])
  if (folder === null) throw new Error(needsMounts)
  const views: string[] = []
  const frozen: string[] = []
  const thaw = () => {
    for (const path of frozen.splice(0).reverse()) detach(path)
  }
  const free = () => {
    rmSync(join(folder, ballast), { force: true })
  }
  return {
    folder,
    leave(bytes) {
      free()
      fill(join(folder, ballast), freeBytes(folder) - bytes)
    },
    free,
    readOnly(part) {
      const view = mount(['--bind', part])
      if (view === null) throw new Error(needsMounts)
      views.push(view)
      if (run('mount', ['-o', 'remount,bind,ro', view]) !== 0) throw new Error(needsMounts)
      return view
    },
    freeze(path) {
      if (run('mount', ['--bind', path, path]) !== 0) throw new Error(needsMounts)
      frozen.push(path)
      if (run('mount', ['-o', 'remount,bind,ro', path]) !== 0) throw new Error(needsMounts)
    },
    thaw,
    remove() {
      thaw()
      for (const view of views.splice(0)) unmount(view)
      unmount(folder)
    },
  }
}

/** Every file below a folder with its size, the ballast left out. */
export function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== ballast)
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

function fill(path: string, bytes: number): void {
  const zeros = Buffer.alloc(mib)
  const file = openSync(path, 'wx')
  try {
    for (let left = bytes; left > 0;) left -= writeSync(file, zeros, 0, Math.min(left, zeros.length))
  } finally {
    closeSync(file)
  }
}

function mount(options: readonly string[]): string | null {
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${String(process.pid)}-`))
  if (run('mount', [...options, folder]) === 0) {
    mounted.add(folder)
    return folder
  }
  rmdirSync(folder)
  return null
}

function unmount(folder: string): void {
  if (!mounted.delete(folder)) return
  takeDown(folder)
}

function takeDown(folder: string): void {
  detach(folder)
  if (existsSync(folder)) rmdirSync(folder)
}

function detach(path: string): void {
  // Lazily when a failed test still holds a file open there.
  if (run('umount', [path]) !== 0) run('umount', ['-l', path])
}

function removeRemains(): void {
  for (const line of readFileSync('/proc/mounts', 'utf8').split('\n').reverse()) {
    const place = line.split(' ')[1] ?? ''
    const owner = new RegExp(`/${prefix}(\\d+)-`).exec(place)?.[1]
    if (owner === undefined || existsSync(`/proc/${owner}`)) continue
    if (basename(place).startsWith(prefix)) takeDown(place)
    else detach(place)
  }
}

function run(command: string, options: readonly string[]): number | null {
  return spawnSync(command, options, { stdio: 'ignore' }).status
}

import { useCallback, useMemo } from 'react'
import { create } from 'zustand'
import type { z } from 'zod'
import { call, listen } from './client.ts'

type Json = z.core.util.JSONType

interface SettingsState {
  readonly values: Readonly<Record<string, unknown>>
}

/** The workspace's preferences as this window shows them. */
const useSettingsStore = create<SettingsState>(() => ({ values: {} }))

/** Values set here that the core has not confirmed yet: they win over what it says. */
const unwritten = new Map<string, Json>()
const timers = new Map<string, ReturnType<typeof setTimeout>>()
const writeDelayMs = 300

async function load(): Promise<void> {
  const stored = await call('settings.get', {})
  useSettingsStore.setState({ values: { ...stored, ...Object.fromEntries(unwritten) } })
}

async function write(key: string, value: Json): Promise<void> {
  await call('settings.set', { key, value })
  if (unwritten.get(key) === value) unwritten.delete(key)
}

/** A preference that cannot be read or kept is no reason to disturb anybody: the default serves. */
function quietly(work: Promise<void>): void {
  work.catch(() => undefined)
}

/** Keeps the preferences in step with the core for the life of the window. */
export function keepSettingsCurrent(): void {
  listen('data.changed', ({ tables }) => {
    if (tables.includes('settings')) quietly(load())
  })
  listen('core.status', ({ state }) => {
    if (state === 'ready') quietly(load())
  })
  quietly(load())
}

/** Sets a preference of the workspace: visible at once, written a moment later. */
export function setSetting(key: string, value: Json): void {
  unwritten.set(key, value)
  useSettingsStore.setState(({ values }) => ({ values: { ...values, [key]: value } }))
  clearTimeout(timers.get(key))
  timers.set(
    key,
    setTimeout(() => quietly(write(key, value)), writeDelayMs),
  )
}

/** A preference of the workspace under a dotted key, parsed; `fallback` when absent or not understood. */
export function useSetting<T extends Json>(
  key: string,
  schema: z.ZodType<T>,
  fallback: T,
): readonly [value: T, set: (value: T) => void] {
  const raw = useSettingsStore(({ values }) => values[key])
  const value = useMemo(() => {
    const parsed = schema.safeParse(raw)
    return parsed.success ? parsed.data : fallback
  }, [raw, schema, fallback])
  const set = useCallback((next: T) => setSetting(key, next), [key])
  return [value, set]
}

import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import { readJsonEntries } from './json-entries.ts'
import { createFileFacts } from './json-merge/file-facts.ts'
import { pairRecordings } from './json-merge/recording-pairs.ts'

/** Entries handled before the core may answer other calls. */
const entriesPerTurn = 200

const anythingKnown = `SELECT EXISTS (SELECT 1 FROM recording) OR EXISTS (SELECT 1 FROM party)
  OR EXISTS (SELECT 1 FROM work) OR EXISTS (SELECT 1 FROM release)`

/**
 * Reads a catalogue file a first time, to say before anything is merged which entries without a code are which
 * recordings that are known; an empty workspace needs no such reading. Must run inside the import's transaction. Throws
 * what `readJsonEntries` throws.
 */
export async function compareWithKnown(db: Database, path: string, signal: AbortSignal): Promise<void> {
  const facts = createFileFacts(db)
  if (db.prepare(anythingKnown).pluck().get() === 0) return
  let count = 0
  for await (const { section, place, text } of readJsonEntries(path, signal)) {
    if (place > 0) facts.note(section, place, jsonOrNull(text))
    if (++count % entriesPerTurn !== 0) continue
    await nextTurn()
    signal.throwIfAborted()
  }
  pairRecordings(db)
}

/** What is not JSON is told when the entry is merged. */
function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { Table } from '../../../shared/contract/index.ts'
import { RefrainError } from '../../../shared/errors.ts'
import type { Change } from '../context.ts'

export const subjectTypes = ['recording', 'work', 'release', 'party', 'registration'] as const
export type SubjectType = (typeof subjectTypes)[number]

/** A row that credits, shares, registrations and documents belong to. */
export interface Subject {
  readonly type: SubjectType
  readonly id: number
}

const titleColumns: Readonly<Record<SubjectType, string>> = {
  recording: 'title',
  work: 'title',
  release: 'title',
  party: 'name',
  registration: 'number',
}

const tableOf: Readonly<Record<SubjectType, Table>> = {
  recording: 'recordings',
  work: 'works',
  release: 'releases',
  party: 'parties',
  registration: 'rights',
}

const nouns: Readonly<Record<SubjectType, string>> = {
  recording: 'recording',
  work: 'work',
  release: 'release',
  party: 'person or company',
  registration: 'registration',
}

/** SQL that gives the title of the subject of a row under the alias `x`. */
export const subjectTitleSql = `CASE x.subject_type ${subjectTypes
  .map((type) => `WHEN '${type}' THEN (SELECT ${titleColumns[type]} FROM ${type} WHERE id = x.subject_id)`)
  .join(' ')} END`

export type Subjects = ReturnType<typeof createSubjects>

/** The subjects of the rights module, whatever their table. */
export function createSubjects(db: Database) {
  const titles = new Map(
    subjectTypes.map((type) => [
      type,
      db.prepare(`SELECT ${titleColumns[type]} FROM ${type} WHERE id = ?`).pluck(),
    ]),
  )
  return {
    /** @throws RefrainError NOT_FOUND. */
    titleOf({ type, id }: Subject): string {
      const title = z.string().optional().parse(titles.get(type)?.get(id))
      if (title !== undefined) return title
      throw new RefrainError(
        'NOT_FOUND',
        `This ${nouns[type]} is not in the workspace any more. Nothing was changed.`,
      )
    },
    /** Marks the subject as changed: its lists show it, and an import that brought it knows that it was edited. */
    touch(change: Change, { type, id }: Subject, at: string): void {
      change.update(type, id, { updated_at: at })
    },
    /** The tables that views of this subject depend on. */
    tablesOf: ({ type }: Subject): readonly Table[] => [tableOf[type], 'rights'],
  }
}

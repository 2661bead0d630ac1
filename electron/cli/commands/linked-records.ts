import type { Command } from 'commander'
import type { z } from 'zod'
import { idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { exit } from '../exit.ts'
import { type Assignment, collectAssignment, readAssignments, type SettableField } from '../field-values.ts'
import type { OpenCore } from '../session.ts'
import { repeated, type SubjectArgument, subjectArgument } from '../subjects.ts'

type CoreCall = OpenCore['call']

/** A kind of record that belongs to others: a document, a registration. */
interface LinkedRecord<S extends z.ZodType, T extends readonly [string, ...string[]]> {
  /** As commands and messages call it, e.g. `document`. */
  readonly noun: string
  /** The key of its id in what `--json` prints. */
  readonly idKey: string
  readonly fields: Readonly<Record<string, SettableField>>
  readonly patch: S
  readonly subjectTypes: T
  readonly texts: {
    readonly edit: string
    readonly link: string
    readonly unlink: string
    /** The verb of what it is to its subjects: `belong to`, `cover`. */
    readonly relation: { readonly base: string; readonly third: string }
  }
  readonly examples: {
    readonly edit: string
    readonly link: string
    readonly unlink: string
  }
  readonly calls: {
    readonly update: (call: CoreCall, id: number, patch: z.output<S>) => Promise<unknown>
    readonly remove: (call: CoreCall, id: number) => Promise<unknown>
    readonly link: (call: CoreCall, id: number, subjects: SubjectArgument<T[number]>[]) => Promise<unknown>
    readonly unlink: (call: CoreCall, id: number, subject: SubjectArgument<T[number]>) => Promise<unknown>
  }
}

/** Adds edit, remove, link and unlink to the command of such a record. */
export function addLinkedRecordCommands<S extends z.ZodType, const T extends readonly [string, ...string[]]>(
  parent: Command,
  run: Run,
  record: LinkedRecord<S, T>,
): void {
  addEdits(parent, run, record)
  addLinks(parent, run, record)
}

function addEdits<S extends z.ZodType, T extends readonly [string, ...string[]]>(
  parent: Command,
  run: Run,
  { noun, idKey, fields, patch, texts, examples, calls }: LinkedRecord<S, T>,
): void {
  const named = `${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}`
  define(parent, 'edit', { description: texts.edit, examples: [examples.edit] })
    .argument('<id>', `the ${noun}`, idArgument)
    .requiredOption(
      '--set <field=value>',
      `a field and its value; repeat it. Fields: ${Object.keys(fields).join(', ')}`,
      collectAssignment,
    )
    .action((id: number, options: { set: readonly Assignment[] }) =>
      run(async (session) => {
        const changes = readAssignments(options.set, fields, patch)
        await session.withCore(({ call }) => calls.update(call, id, changes))
        session.output.result({ [idKey]: id }, [`${named} ${String(id)} changed.`])
        return exit.done
      }),
    )
  define(parent, 'remove', {
    description: `take a ${noun} off the record; “refrain undo” brings it back`,
    examples: [`${noun} remove 2`],
  })
    .argument('<id>', `the ${noun}`, idArgument)
    .action((id: number) =>
      run(async (session) => {
        await session.withCore(({ call }) => calls.remove(call, id))
        session.output.result({ [idKey]: id, removed: true }, [`${named} ${String(id)} is off the record.`])
        return exit.done
      }),
    )
}

function addLinks<S extends z.ZodType, T extends readonly [string, ...string[]]>(
  parent: Command,
  run: Run,
  { noun, idKey, subjectTypes, texts, examples, calls }: LinkedRecord<S, T>,
): void {
  type Subject = SubjectArgument<T[number]>
  const named = `${noun.slice(0, 1).toUpperCase()}${noun.slice(1)}`
  const { base, third } = texts.relation
  define(parent, 'link', { description: texts.link, examples: [examples.link] })
    .argument('<id>', `the ${noun}`, idArgument)
    .argument('<subject...>', subjectsText(subjectTypes), repeated(subjectArgument(subjectTypes)))
    .action((id: number, subjects: readonly Subject[]) =>
      run(async (session) => {
        await session.withCore(({ call }) => calls.link(call, id, [...subjects]))
        const line = `${named} ${String(id)} ${third} ${String(subjects.length)} more.`
        session.output.result({ [idKey]: id, linked: subjects }, [line])
        return exit.done
      }),
    )
  define(parent, 'unlink', { description: texts.unlink, examples: [examples.unlink] })
    .argument('<id>', `the ${noun}`, idArgument)
    .argument('<subject>', subjectsText(subjectTypes), subjectArgument(subjectTypes))
    .action((id: number, subject: Subject) =>
      run(async (session) => {
        await session.withCore(({ call }) => calls.unlink(call, id, subject))
        const line = `${named} ${String(id)} does not ${base} ${subject.type}:${String(subject.id)} any more.`
        session.output.result({ [idKey]: id, unlinked: subject }, [line])
        return exit.done
      }),
    )
}

/** `recording:ID, work:ID or release:ID`. */
export function subjectsText(types: readonly string[]): string {
  const named = types.map((type) => `${type}:ID`)
  return [named.slice(0, -1).join(', '), named.at(-1)].filter((part) => part !== '').join(' or ')
}

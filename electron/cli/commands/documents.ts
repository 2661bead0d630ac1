import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { documentFields, documentKinds } from '../../../shared/contract/documents.ts'
import { idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { allPages } from '../each-row.ts'
import { exit } from '../exit.ts'
import {
  anyText,
  type Assignment,
  collectAssignment,
  readAssignments,
  type SettableField,
  textOrNothing,
} from '../field-values.ts'
import { table } from '../output.ts'
import { repeated, type SubjectArgument, subjectArgument } from '../subjects.ts'

interface AddOptions {
  readonly kind: (typeof documentKinds)[number]
  readonly for?: readonly Subject[]
  readonly title?: string
  readonly signedBy?: string
  readonly dated?: string
}

const subjectTypes = ['recording', 'work', 'release', 'party', 'registration'] as const
const subjectText = 'recording:ID, work:ID, release:ID, party:ID or registration:ID'
type Subject = SubjectArgument<(typeof subjectTypes)[number]>

/** Fields of a document as --set names them. */
const fields = {
  kind: { key: 'kind', read: anyText },
  title: { key: 'title', read: anyText },
  'signed-by': { key: 'signedBy', read: anyText },
  dated: { key: 'dated', read: textOrNothing },
  notes: { key: 'notes', read: anyText },
} as const satisfies Readonly<Record<string, SettableField>>

/** document add, list, export, edit, link, unlink, remove */
export function addDocumentCommands(program: Command, run: Run): void {
  const document = define(program, 'document', {
    description: 'proofs, kept byte for byte in the workspace',
    examples: ['document list'],
  })
  define(document, 'add', {
    description: 'copy a file into the workspace',
    examples: [
      'document add split-sheet.pdf --kind split-sheet --for recording:3 --signed-by "Mira Halvorsen, Oskar Vane"',
    ],
  })
    .argument('<file>')
    .addOption(new Option('--kind <kind>').choices([...documentKinds]).default('other'))
    .option('--for <subject>', `${subjectText}; may be repeated`, repeated(subjectArgument(subjectTypes)))
    .option('--title <text>')
    .option('--signed-by <names>')
    .option('--dated <date>', 'YYYY-MM-DD')
    .action((file: string, options: AddOptions) =>
      run(async (session) => {
        const added = await session.withCore(({ call }) =>
          call('documents.add', {
            path: resolve(file),
            kind: options.kind,
            subjects: [...(options.for ?? [])],
            title: options.title ?? '',
            signedBy: options.signedBy ?? '',
            dated: options.dated ?? null,
          }),
        )
        const id = String(added.documentId)
        session.output.result(added, [
          added.existed ? `The same file is document ${id} already; linked.` : `Document ${id} added.`,
        ])
        return exit.done
      }),
    )
  define(document, 'list', {
    description: 'every document with its hash and what it belongs to',
    examples: ['document list --search split'],
  })
    .option('--search <text>', 'title, file name, signatory, kind or SHA-256', '')
    .action(({ search }: { search: string }) =>
      run(async (session) => {
        const rows = await session.withCore(({ call }) =>
          allPages((page) => call('documents.list', { search, ...page })),
        )
        const lines = rows.map((row) => [
          String(row.id),
          row.kind,
          row.dated ?? '-',
          row.sha256.slice(0, 12),
          row.title === '' ? row.fileName : row.title,
          row.subjects.map(({ title }) => title).join(', '),
        ])
        session.output.result(
          rows,
          table(['ID', 'KIND', 'DATED', 'SHA-256', 'DOCUMENT', 'BELONGS TO'], lines),
        )
        return exit.done
      }),
    )
  define(document, 'export', {
    description: 'write a copy, checked against its hash',
    examples: ['document export 2 --out copy.pdf'],
  })
    .argument('<id>', 'the document', idArgument)
    .requiredOption('--out <file>')
    .action((documentId: number, options: { out: string }) =>
      run(async (session) => {
        const path = resolve(options.out)
        const written = await session.withCore(({ call }) => call('documents.export', { documentId, path }))
        session.output.result(written, [`${String(written.bytes)} bytes written to ${written.path}`])
        return exit.done
      }),
    )
  addDocumentEdits(document, run)
  addDocumentLinks(document, run)
}

function addDocumentEdits(document: Command, run: Run): void {
  define(document, 'edit', {
    description: 'change what is said of a document, never the file; an empty value clears a field',
    examples: ['document edit 2 --set kind=split-sheet --set dated=2026-01-31'],
  })
    .argument('<id>', 'the document', idArgument)
    .requiredOption(
      '--set <field=value>',
      `a field and its value; repeat it. Fields: ${Object.keys(fields).join(', ')}`,
      collectAssignment,
    )
    .action((documentId: number, options: { set: readonly Assignment[] }) =>
      run(async (session) => {
        const patch = readAssignments(options.set, fields, documentFields.partial())
        await session.withCore(({ call }) => call('documents.update', { documentId, patch }))
        session.output.result({ documentId }, [`Document ${String(documentId)} changed.`])
        return exit.done
      }),
    )
  define(document, 'remove', {
    description: 'take a document off the record; “refrain undo” brings it back',
    examples: ['document remove 2'],
  })
    .argument('<id>', 'the document', idArgument)
    .action((documentId: number) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('documents.remove', { documentId }))
        session.output.result({ documentId, removed: true }, [
          `Document ${String(documentId)} is off the record.`,
        ])
        return exit.done
      }),
    )
}

function addDocumentLinks(document: Command, run: Run): void {
  define(document, 'link', {
    description: 'say what else a document belongs to',
    examples: ['document link 2 recording:3 party:1'],
  })
    .argument('<id>', 'the document', idArgument)
    .argument('<subject...>', subjectText, repeated(subjectArgument(subjectTypes)))
    .action((documentId: number, subjects: readonly Subject[]) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('documents.link', { documentId, subjects: [...subjects] }))
        session.output.result({ documentId, linked: subjects }, [
          `Document ${String(documentId)} belongs to ${String(subjects.length)} more.`,
        ])
        return exit.done
      }),
    )
  define(document, 'unlink', {
    description: 'say that a document does not belong to something',
    examples: ['document unlink 2 recording:3'],
  })
    .argument('<id>', 'the document', idArgument)
    .argument('<subject>', subjectText, subjectArgument(subjectTypes))
    .action((documentId: number, subject: Subject) =>
      run(async (session) => {
        await session.withCore(({ call }) => call('documents.unlink', { documentId, subject }))
        session.output.result({ documentId, unlinked: subject }, [
          `Document ${String(documentId)} does not belong to ${subject.type}:${String(subject.id)} any more.`,
        ])
        return exit.done
      }),
    )
}

import { resolve } from 'node:path'
import { type Command, Option } from 'commander'
import { documentFields, documentKinds } from '../../../shared/contract/documents.ts'
import { idArgument } from '../arguments.ts'
import { define, type Run } from '../define.ts'
import { allPages } from '../each-row.ts'
import { exit } from '../exit.ts'
import { anyText, type SettableField, textOrNothing } from '../field-values.ts'
import { table } from '../output.ts'
import { repeated, type SubjectArgument, subjectArgument } from '../subjects.ts'
import { addLinkedRecordCommands, subjectsText } from './linked-records.ts'

interface AddOptions {
  readonly kind: (typeof documentKinds)[number]
  readonly for?: readonly Subject[]
  readonly title?: string
  readonly signedBy?: string
  readonly dated?: string
}

const subjectTypes = ['recording', 'work', 'release', 'party', 'registration'] as const
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
    .option(
      '--for <subject>',
      `${subjectsText(subjectTypes)}; may be repeated`,
      repeated(subjectArgument(subjectTypes)),
    )
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
  addLinkedRecordCommands(document, run, {
    noun: 'document',
    idKey: 'documentId',
    fields,
    patch: documentFields.partial(),
    subjectTypes,
    texts: {
      edit: 'change what is said of a document, never the file; an empty value clears a field',
      link: 'say what else a document belongs to',
      unlink: 'say that a document does not belong to something',
      relation: { base: 'belong to', third: 'belongs to' },
    },
    examples: {
      edit: 'document edit 2 --set kind=split-sheet --set dated=2026-01-31',
      link: 'document link 2 recording:3 party:1',
      unlink: 'document unlink 2 recording:3',
    },
    calls: {
      update: (call, documentId, patch) => call('documents.update', { documentId, patch }),
      remove: (call, documentId) => call('documents.remove', { documentId }),
      link: (call, documentId, subjects) => call('documents.link', { documentId, subjects }),
      unlink: (call, documentId, subject) => call('documents.unlink', { documentId, subject }),
    },
  })
}

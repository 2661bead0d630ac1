import type { CoreProcedureName, Table } from '../../shared/contract/index.ts'

/**
 * The tables each reading procedure depends on: its views refetch when `data.changed` names one of them.
 * An empty list means that the answer is never kept (files on disk, for example).
 */
export const reads = {
  'workspace.info': ['settings'],
  'workspace.backups': ['settings'],
  'home.summary': [
    'profile',
    'isrc',
    'recordings',
    'releases',
    'sweeps',
    'findings',
    'cases',
    'notices',
    'custody',
    'jobs',
  ],
  'settings.get': ['settings'],
  'undo.state': ['undo'],
  'jobs.list': ['jobs'],
  'jobs.get': ['jobs'],
  'profile.get': ['profile'],
  'isrc.blocks': ['isrc'],
  'isrc.ledger': ['isrc', 'recordings'],
  'recordings.list': ['recordings', 'releases', 'findings', 'isrc', 'works', 'rights', 'documents'],
  'recordings.get': ['recordings', 'releases', 'findings', 'isrc'],
  'releases.list': ['releases', 'recordings'],
  'releases.get': ['releases', 'recordings', 'findings'],
  'readiness.get': ['recordings', 'releases', 'profile', 'works', 'rights', 'documents', 'imports'],
  'readiness.counts': ['recordings', 'releases', 'profile', 'works', 'rights', 'documents', 'imports'],
  'readiness.list': ['recordings', 'releases', 'works', 'rights', 'documents', 'imports'],
  'parties.list': ['parties', 'rights'],
  'parties.get': ['parties', 'rights', 'recordings', 'releases', 'works'],
  'rights.get': ['rights', 'parties', 'works', 'documents', 'recordings', 'releases'],
  'works.list': ['works', 'rights', 'parties'],
  'works.get': ['works', 'recordings'],
  'registrations.list': ['rights', 'recordings', 'releases', 'works'],
  'documents.list': ['documents', 'recordings', 'releases', 'works', 'parties', 'rights'],
  'imports.inspect': [],
  'imports.get': ['imports'],
  'imports.list': ['imports'],
  'imports.rows': ['imports'],
  'imports.conflicts': ['imports'],
  'audio.tags': [],
  'audio.scans': ['audio'],
  'audio.scanGet': ['audio'],
  'audio.files': ['audio'],
  'audio.preview': ['audio', 'recordings', 'releases'],
  'audio.previewTracks': ['audio', 'recordings', 'releases'],
  'audio.assets': ['audio', 'recordings'],
  'audio.fingerprintState': ['audio'],
  'sweeps.inspect': [],
  'sweeps.list': ['sweeps', 'findings'],
  'sweeps.get': ['sweeps', 'findings'],
  'sweeps.malformed': ['sweeps'],
  'findings.list': ['findings', 'recordings', 'rules', 'cases', 'evidence'],
  'findings.facets': ['findings', 'rules'],
  'findings.get': ['findings', 'recordings', 'rules', 'cases', 'evidence', 'custody'],
  'rules.list': ['rules', 'findings'],
  'rules.preview': ['rules', 'findings'],
  'cases.list': ['cases', 'notices', 'findings'],
  'cases.get': ['cases', 'notices', 'findings', 'recordings', 'profile', 'evidence'],
  'exports.check': ['recordings', 'releases', 'profile'],
  'custody.list': ['custody', 'cases'],
  'custody.verify': ['custody'],
} as const satisfies Partial<Record<CoreProcedureName, readonly Table[]>>

export type ReadName = keyof typeof reads

/** The tables whose change makes an answer of this procedure out of date; empty when it is never kept. */
export function tablesRead(name: string): readonly Table[] {
  return Object.hasOwn(reads, name) ? reads[name as ReadName] : []
}

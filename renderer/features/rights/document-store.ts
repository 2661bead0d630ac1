import { create } from 'zustand'
import type { DocumentSubject } from '../../../shared/contract/documents.ts'
import { pickFiles } from '../../rpc/host.ts'

interface Waiting {
  readonly paths: readonly string[]
  readonly subject: DocumentSubject | null
}

/** Files that were chosen or dropped and wait for what is to be said about them. */
export const useWaitingDocuments = create<Waiting>(() => ({ paths: [], subject: null }))

/** Asks what the files are, then keeps them. */
export function keepDocuments(paths: readonly string[], subject: DocumentSubject | null): void {
  useWaitingDocuments.setState({ paths, subject })
}

/** Lets the user choose files to keep as documents. */
export async function pickDocuments(subject: DocumentSubject | null): Promise<void> {
  const paths = await pickFiles({ title: 'Choose documents', multiple: true })
  if (paths.length > 0) keepDocuments(paths, subject)
}

import { create } from 'zustand'
import type { HistoryTable } from '../../shared/contract/editing.ts'

/** A record whose history is asked for. */
export interface HistoryOf {
  readonly table: HistoryTable
  readonly recordId: number
  readonly title: string
}

/** The history belongs to no screen: whoever shows a record asks for it here. */
export const useHistoryRequest = create<{ readonly of: HistoryOf | null }>(() => ({ of: null }))

export function openHistory(of: HistoryOf): void {
  useHistoryRequest.setState({ of })
}

export function closeHistory(): void {
  useHistoryRequest.setState({ of: null })
}

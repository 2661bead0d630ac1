import { create } from 'zustand'

/** Records to export, by row id. */
export interface ChosenRecords {
  readonly recordingIds: readonly number[]
  readonly releaseIds: readonly number[]
}

interface ExportRequest {
  readonly opened: boolean
  /** What the dialog was opened for; null: the whole catalogue. */
  readonly chosen: ChosenRecords | null
  /** What the list on screen has selected. */
  readonly selected: ChosenRecords | null
}

/** The export dialog belongs to no screen: whoever shows records asks for it here. */
export const useExportRequest = create<ExportRequest>(() => ({ opened: false, chosen: null, selected: null }))

/** Opens the dialog for what is selected on screen, or for everything. */
export function openExport(): void {
  useExportRequest.setState(({ selected }) => ({ opened: true, chosen: selected }))
}

/** Opens it for rows of a list; for the whole selection when they belong to it, loaded or not. */
export function openExportOf(kind: keyof ChosenRecords, ids: readonly number[]): void {
  const { selected } = useExportRequest.getState()
  const within = ids.every((id) => selected?.[kind].includes(id))
  const rows = { recordingIds: [], releaseIds: [], [kind]: ids }
  useExportRequest.setState({ opened: true, chosen: within && selected !== null ? selected : rows })
}

export function closeExport(): void {
  useExportRequest.setState({ opened: false })
}

/** A list tells what is selected in it. */
export function offerForExport(kind: keyof ChosenRecords, ids: ReadonlySet<number>): void {
  const rows = { recordingIds: [], releaseIds: [], [kind]: [...ids] }
  useExportRequest.setState({ selected: ids.size === 0 ? null : rows })
}

/** The list is gone, and its selection with it. */
export function withdrawFromExport(): void {
  useExportRequest.setState({ selected: null })
}

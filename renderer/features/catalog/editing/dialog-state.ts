import { create } from 'zustand'

/** The dialog of the catalogue that is open, with what it is about. */
export type EditingDialog =
  | { readonly kind: 'bulk'; readonly recordingIds: readonly number[] }
  | { readonly kind: 'replace'; readonly recordingIds: readonly number[] | null }
  | { readonly kind: 'duplicates' }
  | {
      readonly kind: 'merge'
      readonly keepId: number
      readonly mergeId: number
      /** Opened from the list of duplicates, which is shown again afterwards. */
      readonly fromDuplicates?: boolean
    }
  | { readonly kind: 'decide'; readonly recordingId: number; readonly title: string }
  | { readonly kind: 'release-codes'; readonly releaseId: number; readonly title: string }

export const useEditingDialog = create<{ readonly open: EditingDialog | null }>(() => ({ open: null }))

export function openEditing(open: EditingDialog): void {
  useEditingDialog.setState({ open })
}

export function closeEditing(): void {
  useEditingDialog.setState({ open: null })
}

import { BulkEditDialog } from './BulkEditDialog.tsx'
import { DecideDialog } from './DecideDialog.tsx'
import { closeEditing, openEditing, useEditingDialog } from './dialog-state.ts'
import { DuplicatesDialog } from './DuplicatesDialog.tsx'
import { MergeDialog } from './MergeDialog.tsx'
import { ReleaseCodesDialog } from './ReleaseCodesDialog.tsx'
import { ReplaceDialog } from './ReplaceDialog.tsx'

/** Whichever dialog of the catalogue is open. */
export function EditingDialogs() {
  const { open } = useEditingDialog()
  switch (open?.kind) {
    case 'bulk':
      return <BulkEditDialog recordingIds={open.recordingIds} />
    case 'replace':
      return <ReplaceDialog recordingIds={open.recordingIds} />
    case 'duplicates':
      return <DuplicatesDialog />
    case 'merge':
      return (
        <MergeDialog
          keepId={open.keepId}
          mergeId={open.mergeId}
          onClose={open.fromDuplicates === true ? () => openEditing({ kind: 'duplicates' }) : closeEditing}
        />
      )
    case 'decide':
      return <DecideDialog recordingId={open.recordingId} />
    case 'release-codes':
      return <ReleaseCodesDialog releaseId={open.releaseId} title={open.title} />
    case undefined:
      return null
  }
}

import { formatNumber } from './format.ts'
import { plural, pluralForm } from './plural.ts'

const rows = { one: 'row', other: 'rows' }

/** Texts of the kit itself; what a screen says stands in its feature. */
export const strings = {
  loading: 'Loading…',
  tryAgain: 'Try again',
  copyDetails: 'Copy details',
  detailsCopied: 'Details copied',
  cancel: 'Cancel',
  close: 'Close',
  undo: 'Undo',
  redo: 'Redo',
  undone: (label: string) => `Undone: ${label}`,
  redone: (label: string) => `Redone: ${label}`,
  leaveOut: {
    title: 'This step cannot be undone',
    hint: 'Leave the step as it is, and Undo goes on with the one before it?',
    confirmLabel: 'Leave it',
  },
  leftOut: (label: string) => `Left as it is: ${label}`,
  nothingToUndo: 'There is nothing to undo.',
  nothingToRedo: 'There is nothing to redo.',
  dismiss: 'Dismiss',
  failed: 'This could not be shown',
  required: 'required',
  needed: (label: string) => `${label} is needed.`,
  use: (suggestion: string) => `Use ${suggestion}`,
  then: 'then',
  clearSearch: 'Clear search',
  closeDetails: 'Close details',
  widthOf: (pane: string) => `Width of ${pane.toLowerCase()}`,
  copy: (label: string) => `Copy ${label}`,
  copied: (label: string) => `${label} copied`,
  copyPath: 'Copy path',
  pathCopied: 'Path copied',
  reveal: 'Show in the file manager',
  clipboardRefused: 'Nothing was copied: the system refused access to the clipboard.',
  bytes: (count: number) => plural(count, { one: 'byte', other: 'bytes' }),
  progress: {
    of: (done: string, total: string) => `${done} of ${total}`,
    left: (time: string) => `${time} left`,
  },
  grid: {
    selection: 'Selection',
    selected: 'Selected',
    notSelected: 'Not selected',
    menu: 'Row menu',
    rows: (count: number) => plural(count, rows),
    someSelected: (selected: number, total: number) =>
      `${formatNumber(selected)} of ${formatNumber(total)} ${pluralForm(total, rows)} selected`,
    moreThan: (count: number) => `More than ${plural(count, rows)}`,
    someSelectedOfMore: (selected: number, total: number) =>
      `${formatNumber(selected)} of more than ${plural(total, rows)} selected`,
    capped: (shown: number) =>
      `The first ${formatNumber(shown)} are shown. Narrow the list to see the others.`,
    someNotLoaded: (why: string) => `Some rows could not be loaded. ${why}`,
    selectionLimit: (limit: number, total: number) =>
      `The first ${formatNumber(limit)} of ${plural(total, rows)} are selected: one action takes no more. Narrow the list to reach the others.`,
    notChanged: (column: string, why: string) => `${column} was not changed. ${why}`,
    copied: (count: number) => `${plural(count, rows)} copied`,
  },
}

import type { NavName } from './routes.ts'

const nav: Readonly<Record<NavName, string>> = {
  home: 'Home',
  catalog: 'Catalogue',
  watch: 'Watch',
  live: 'Live watch',
  cases: 'Cases',
  settings: 'Settings',
}

/** Texts of the frame around all screens. */
export const strings = {
  nav,
  productName: 'Refrain',
  counts: {
    home: { other: 'to do' },
    catalog: { one: 'recording', other: 'recordings' },
    watch: { one: 'new finding', other: 'new findings' },
    live: { one: 'new finding of the last seven days', other: 'new findings of the last seven days' },
    cases: { one: 'open case', other: 'open cases' },
  },
  skip: 'Skip to content',
  navigation: 'Main',
  back: 'Back',
  forward: 'Forward',
  search: 'Search…',
  sample: 'Sample workspace',
  start: { opening: 'Opening the workspace…' },
  status: {
    offline: 'Nothing leaves this machine by itself',
    offlineHint:
      'Refrain asks the network for nothing but what you have captured, downloaded or looked up. What you export, you send yourself.',
    hashes: 'Only hashes leave this machine by themselves, for time stamps',
    hashesHint:
      'You named an authority in Settings. It is sent hashes of evidence, never files. Nothing else is asked of the network but what you capture, download or look up.',
    asks: (sources: string) => `Asks ${sources} by itself`,
    looks: 'Looks at addresses of sent notices by itself',
    asksHint: {
      sources: 'Live watch asks the sources you turned on, with names and codes of your recordings.',
      looks: 'Addresses of sent notices are looked at when they are due.',
      hashes: 'Authorities for time stamps are sent hashes of evidence.',
      list: 'Every request stands in the list of requests. Select for the list.',
    },
    switchedOff: 'Offline',
    switchedOffHint: 'You switched it: nothing is asked of the network. Select to go online.',
    /** The folder's own name; the usual one says nothing more than what it is. */
    workspace: (name: string) => (name.toLowerCase() === 'workspace' ? 'Workspace' : name),
    readOnly: 'Read-only',
    readOnlyHint:
      'The folder of this workspace cannot be written. You can look at everything; nothing is changed.',
  },
  banner: {
    crashed:
      'The part of Refrain that keeps your data stopped and is starting again. Everything saved is safe.',
    starting: 'Starting again…',
  },
  palette: {
    title: 'Command palette',
    placeholder: 'Search for a command, a screen or a recording…',
    nothing: 'No command and no recording has this name.',
    recordings: 'Recordings',
  },
  groups: { go: 'Go to', edit: 'Edit', view: 'View', help: 'Help' },
  commands: {
    go: (name: string) => `Go to ${name}`,
    undo: 'Undo',
    redo: 'Redo',
    find: 'Find in this list',
    selectAll: 'Select all',
    palette: 'Command palette',
    shortcuts: 'Keyboard shortcuts',
    back: 'Go back',
    forward: 'Go forward',
    theme: { light: 'Light theme', dark: 'Dark theme', system: 'Theme of the system' },
  },
  shortcuts: {
    title: 'Keyboard shortcuts',
    grid: 'In a list',
    gridKeys: [
      ['ArrowDown', 'Next row'],
      ['Space', 'Select or deselect the row'],
      ['shift+ArrowDown', 'Extend the selection'],
      ['mod+A', 'Select all rows'],
      ['Escape', 'Clear the selection'],
      ['Enter', 'Edit the cell, or open the row'],
      ['F2', 'Edit the cell'],
      ['mod+C', 'Copy rows'],
      ['shift+F10', 'Menu of the row'],
      ['mod+End', 'Last row'],
    ] as const,
  },
  drop: {
    release: 'Drop the files to import them or to search them',
    title: (count: number) => (count === 1 ? 'What is this file?' : `What are these ${count} files?`),
    more: (count: number) => `and ${count} more`,
  },
  missingScreen: {
    title: 'This part is not in this build',
    description: 'The screen you asked for does not exist here.',
    action: 'Go to Home',
  },
  recovery: {
    unknown: 'The workspace could not be opened. Nothing in it was changed.',
    restore: 'Restore the last backup…',
    tryAgain: 'Try again',
    showLogs: 'Show the log folder',
    copyDetails: 'Copy details',
    copied: 'Details copied',
    restoreQuestion: {
      title: 'Restore the last backup?',
      body: 'The damaged database is kept beside it under another name, so nothing is lost. What you changed after the backup was made will be missing.',
      confirmLabel: 'Restore backup',
    },
    causes: {
      locked: {
        title: 'This workspace is already open',
        steps: ['Go to the other Refrain window, or quit it.', 'Then start Refrain again.'],
      },
      newer: {
        title: 'This workspace was made by a newer Refrain',
        steps: [
          'It was not touched: an older version could lose what it does not know.',
          'Install the newer version and open it again.',
        ],
      },
      corrupt: {
        title: 'The database of this workspace is damaged',
        steps: [
          'Evidence files are stored apart from the database and are not affected.',
          'Restoring the last backup keeps the damaged file too.',
        ],
      },
      missing: {
        title: 'There is no workspace in this folder',
        steps: [
          'The folder may have been moved or renamed, or its disk is not connected.',
          'Started without a folder, Refrain opens its own workspace.',
        ],
      },
      other: {
        title: 'The workspace could not be opened',
        steps: ['Quit Refrain and start it again.', 'If that does not help, the log says more.'],
      },
    },
  },
}

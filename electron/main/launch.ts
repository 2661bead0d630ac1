export interface CommandLineLaunch {
  readonly mode: 'command-line'
  readonly args: readonly string[]
}

export interface WindowLaunch {
  readonly mode: 'window'
  /** Folder of the workspace, or null for the app's own. */
  readonly workspace: string | null
  /** Open the sample workspace. */
  readonly demo: boolean
  /** Folder of settings, logs and the app's own workspace, or null for the system's usual place. */
  readonly dataFolder: string | null
}

export interface CaptureLaunch {
  readonly mode: 'capture'
  /** Folder with the request, where the result goes. */
  readonly folder: string
}

const helpOptions = ['--help', '-h', '--version']
const optionsWithValue = ['--workspace', '--user-data-dir']
/** Switches for Chromium that a command line may carry on its way to the command. */
const chromiumSwitch = /^--(no-sandbox|disable-gpu|headless|ozone-platform=.*|log-level=.*|user-data-dir=.*)$/

/**
 * Reads the arguments the app was started with (without the executable and, in development, without the
 * app's folder). Switches meant for Chromium are passed over.
 */
export function readLaunch(args: readonly string[]): CommandLineLaunch | WindowLaunch | CaptureLaunch {
  const captureFolder = optionValue(args, '--refrain-capture')
  if (captureFolder !== null) return { mode: 'capture', folder: captureFolder }
  if (isForCommandLine(args)) {
    return { mode: 'command-line', args: args.filter((argument) => !chromiumSwitch.test(argument)) }
  }
  return {
    mode: 'window',
    workspace: optionValue(args, '--workspace'),
    demo: args.includes('--demo'),
    dataFolder: optionValue(args, '--user-data-dir'),
  }
}

/** The arguments that are the app's: in development Electron's own and the app's folder come first. */
export function ownArguments(argv: readonly string[], appFolder: string | null): readonly string[] {
  if (appFolder === null) return argv.slice(1)
  const folderName = appFolder.replace(/[\\/]+$/, '')
  const at = argv.findIndex((argument, index) => {
    if (index === 0 || argument.startsWith('-')) return false
    return argument === '.' || argument.replace(/[\\/]+$/, '') === folderName
  })
  return argv.slice(at + 1)
}

/**
 * True when the first argument that is no option is a plain word: a command, or a mistyped one the command
 * line then explains. Files, which systems pass in full, never look like one.
 */
function isForCommandLine(args: readonly string[]): boolean {
  for (let index = 0; index < args.length; index++) {
    const argument = args[index] ?? ''
    if (helpOptions.includes(argument)) return true
    if (optionsWithValue.includes(argument)) index++
    else if (!argument.startsWith('-')) return /^[a-z][a-z-]*$/.test(argument)
  }
  return false
}

/** The value of `--name VALUE` or `--name=VALUE`; the last one counts. */
function optionValue(args: readonly string[], name: string): string | null {
  let value: string | null = null
  for (const [index, argument] of args.entries()) {
    if (argument.startsWith(`${name}=`)) value = argument.slice(name.length + 1)
    else if (argument === name) value = args[index + 1] ?? null
  }
  return value === '' ? null : value
}

import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertCircle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { isRefrainError, type RefrainError } from '../../shared/errors.ts'
import { redoOnce, skipUndo, undoOnce } from '../rpc/undo.ts'
import { confirm } from './confirm.ts'
import { errorDetails } from './error-details.ts'
import classes from './toasts.module.css'
import { strings } from './strings.ts'

export interface ToastAction {
  readonly label: string
  readonly run: () => void
}

export interface ToastOptions {
  readonly action?: ToastAction
  /** Stays long enough for somebody who looks elsewhere. */
  readonly lasting?: boolean
  /** Only says that something began; its end is told too. */
  readonly brief?: boolean
}

type ToastKind = 'success' | 'info' | 'error'

const icons = { success: IconCircleCheck, info: IconInfoCircle, error: IconAlertCircle }
const shownForMs = { success: 5000, info: 7000, error: 15_000 }
const lastingMs = 30_000
const briefMs = 2500
let lastToast = 0

function show(
  kind: ToastKind,
  message: ReactNode,
  actions: readonly ToastAction[],
  shownMs: number = shownForMs[kind],
): string {
  const Icon = icons[kind]
  const id = `toast-${++lastToast}`
  notifications.show({
    id,
    autoClose: shownMs,
    role: kind === 'error' ? 'alert' : 'status',
    withBorder: true,
    icon: <Icon size={18} stroke={1.7} aria-hidden />,
    className: classes.toast ?? '',
    closeButtonProps: { 'aria-label': strings.dismiss },
    'data-kind': kind,
    message: (
      <div className={classes.body}>
        <div className={classes.text}>{message}</div>
        {actions.length > 0 && (
          <div className={classes.actions}>
            {actions.map(({ label, run }) => (
              <Button
                key={label}
                variant="default"
                size="compact-xs"
                onClick={() => {
                  notifications.hide(id)
                  run()
                }}
              >
                {label}
              </Button>
            ))}
          </div>
        )}
      </div>
    ),
  })
  return id
}

function fromOptions({ action }: ToastOptions): readonly ToastAction[] {
  return action ? [action] : []
}

function showError(error: RefrainError, options: ToastOptions = {}): void {
  const copy = {
    label: strings.copyDetails,
    run: () => void navigator.clipboard.writeText(errorDetails(error)),
  }
  show('error', error.message, [...fromOptions(options), copy])
}

/** The message that offers to undo or redo the last step: there is only one such step. */
let stepToast: string | null = null

/** What was done, undone or redone; the message about the step before no longer holds and goes. */
function showStep(kind: ToastKind, message: string, action: ToastAction): void {
  if (stepToast !== null) notifications.hide(stepToast)
  stepToast = show(kind, message, [action])
}

/** Short messages at the edge of the window. They never carry the only way to something. */
export const toast = {
  success: (message: string, options: ToastOptions = {}): void => {
    show('success', message, fromOptions(options), options.lasting ? lastingMs : shownForMs.success)
  },
  info: (message: string, options: ToastOptions = {}): void => {
    show('info', message, fromOptions(options), options.brief ? briefMs : shownForMs.info)
  },
  /** What failed, in the error's own sentence, with its details for a report. */
  error: showError,
  /** Something was done that one step of undo takes back. */
  undoable: (message: string): void => {
    showStep('success', message, { label: strings.undo, run: () => void undoLast() })
  },
}

async function told(step: () => Promise<void>): Promise<void> {
  try {
    await step()
  } catch (error) {
    if (isRefrainError(error)) showError(error)
    else throw error
  }
}

/** A step that cannot be taken back would bar the way to all before it: the artist may leave it as it is. */
async function leaveOut(error: unknown): Promise<undefined> {
  if (!isRefrainError(error) || error.code !== 'UNDO_CONFLICT') throw error
  const { title, confirmLabel, hint } = strings.leaveOut
  if (!(await confirm({ title, body: `${error.message} ${hint}`, confirmLabel }))) return
  toast.info(strings.leftOut(await skipUndo()))
}

/** Takes the last step back and names it, with the way to do it again. */
export function undoLast(): Promise<void> {
  return told(async () => {
    const label = await undoOnce().catch(leaveOut)
    if (label === undefined) return
    if (label === null) toast.info(strings.nothingToUndo)
    else showStep('info', strings.undone(label), { label: strings.redo, run: () => void redoLast() })
  })
}

/** Does the step taken back again, and names it. */
export function redoLast(): Promise<void> {
  return told(async () => {
    const label = await redoOnce()
    if (label === null) toast.info(strings.nothingToRedo)
    else showStep('info', strings.redone(label), { label: strings.undo, run: () => void undoLast() })
  })
}

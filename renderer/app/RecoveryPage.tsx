import { Button } from '@mantine/core'
import type { ErrorCode, ErrorShape } from '../../shared/errors.ts'
import { call } from '../rpc/client.ts'
import { reveal } from '../rpc/host.ts'
import { useCommand } from '../rpc/use-command.ts'
import { confirm } from '../ui/confirm.ts'
import { copyText } from '../ui/clipboard.ts'
import { Logo } from './Logo.tsx'
import classes from './pages.module.css'
import { strings } from './strings.ts'

type Cause = keyof typeof strings.recovery.causes

const causeOf: Partial<Record<ErrorCode, Cause>> = {
  WORKSPACE_LOCKED: 'locked',
  WORKSPACE_NEWER: 'newer',
  WORKSPACE_CORRUPT: 'corrupt',
  WORKSPACE_MISSING: 'missing',
}

async function showLogs(): Promise<void> {
  const { logFolder } = await call('host.info', {})
  await reveal(logFolder)
}

/** What is shown instead of the product when the workspace cannot be opened: why, and every way on. */
export function RecoveryPage({ error }: { readonly error: ErrorShape | null }) {
  const restore = useCommand('host.restoreBackup')
  const text = strings.recovery
  const cause = (error && causeOf[error.code]) ?? 'other'
  const { title, steps } = text.causes[cause]
  const restoreAfterAsking = async () => {
    const { title: question, body, confirmLabel } = text.restoreQuestion
    if (await confirm({ title: question, body, confirmLabel })) await restore.run({})
  }
  return (
    <main className={classes.recovery}>
      <div className={classes.panel} role="alert">
        <Logo size={36} />
        <h1>{title}</h1>
        <p className={classes.sentence}>{error?.message ?? text.unknown}</p>
        <ul className={classes.steps}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ul>
        <div className={classes.actions}>
          {cause === 'corrupt' && (
            <Button loading={restore.pending} onClick={() => void restoreAfterAsking()}>
              {text.restore}
            </Button>
          )}
          {cause !== 'corrupt' && cause !== 'newer' && (
            <Button onClick={() => location.reload()}>{text.tryAgain}</Button>
          )}
          <Button variant="default" onClick={() => void showLogs()}>
            {text.showLogs}
          </Button>
          {error && (
            <Button
              variant="default"
              onClick={() => void copyText(JSON.stringify(error, null, 2), text.copied)}
            >
              {text.copyDetails}
            </Button>
          )}
        </div>
      </div>
    </main>
  )
}

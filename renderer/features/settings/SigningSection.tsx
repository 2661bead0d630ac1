import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SigningState } from '../../../shared/contract/signing.ts'
import { pickSave } from '../../rpc/host.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { askText } from '../../ui/confirm.ts'
import { PropertyList } from '../../ui/DetailPane.tsx'
import { Mono } from '../../ui/Mono.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.tsx'
import { type KeyDialogMode, KeyDialog } from './KeyDialog.tsx'
import { KnownSigners } from './KnownSigners.tsx'
import classes from './settings.module.css'
import { signingText as text } from './trust-strings.ts'

/** The key that signs bundles, how its secret is kept, and the keys of others. */
export function SigningSection() {
  const query = useQuery('signing.get', {})
  const [dialog, setDialog] = useState<KeyDialogMode | null>(null)
  return (
    <QueryView query={query}>
      {(state) => (
        <div className={classes.stack}>
          {state.key === null ? (
            <Callout
              tone="neutral"
              title={text.none}
              actions={
                <Button variant="default" size="compact-sm" onClick={() => setDialog('make')}>
                  {text.make}
                </Button>
              }
            >
              {text.noneText}
            </Callout>
          ) : (
            <KeyInUse state={state} signingKey={state.key} onDialog={setDialog} />
          )}
          {state.retired.length > 0 && <Retired retired={state.retired} />}
          <KnownSigners known={state.known} />
          {dialog !== null && (
            <KeyDialog mode={dialog} secretStore={state.secretStore} onClose={() => setDialog(null)} />
          )}
        </div>
      )}
    </QueryView>
  )
}

interface KeyInUseProps {
  readonly state: SigningState
  readonly signingKey: NonNullable<SigningState['key']>
  readonly onDialog: (mode: KeyDialogMode) => void
}

function KeyInUse({ state, signingKey: key, onDialog }: KeyInUseProps) {
  const open = useCommand('signing.open')
  const close = useCommand('signing.close')
  const write = useCommand('signing.export')
  const askOpen = async () => {
    const passphrase = await askText({ ...text.openQuestion, required: true, secret: true })
    if (passphrase !== null && (await open.run({ passphrase }))) toast.success(text.opened)
  }
  const exportKeys = async () => {
    const path = await pickSave({ title: text.exportTitle, defaultName: 'allowed_signers' })
    const written = path === null ? undefined : await write.run({ path })
    if (written) toast.success(text.exported(written.keys))
  }
  const hasPassphrase = key.locks.includes('passphrase')
  const bySystem = key.locks.includes('system')
  return (
    <>
      <PropertyList
        items={[
          { label: text.fingerprint, value: <Mono fixed>{key.fingerprint}</Mono>, copy: key.fingerprint },
          { label: text.publicKey, value: <Mono fixed>{key.publicKey}</Mono>, copy: key.publicKey },
          { label: text.made, value: <Time value={key.createdAt} /> },
          { label: text.keptBy, value: keptBy(state, hasPassphrase, bySystem) },
          {
            label: text.state,
            value: state.ready ? (
              <StatusBadge tone="success" label={text.ready} />
            ) : (
              <StatusBadge tone="warning" label={text.locked} />
            ),
          },
        ]}
      />
      <p className={classes.paragraph}>{text.publish}</p>
      <div className={classes.ledgerActions}>
        <Button variant="default" onClick={() => void exportKeys()}>
          {text.exportKeys}
        </Button>
        {!state.ready && hasPassphrase && (
          <Button variant="default" loading={open.pending} onClick={() => void askOpen()}>
            {text.open}
          </Button>
        )}
        {key.open && (
          <Button variant="default" onClick={() => void close.run({})}>
            {text.close}
          </Button>
        )}
        {state.ready && (
          <Button variant="default" onClick={() => onDialog('passphrase')}>
            {hasPassphrase ? text.changePassphrase : text.addPassphrase}
          </Button>
        )}
        <Button variant="default" onClick={() => onDialog('replace')}>
          {text.replace}
        </Button>
      </div>
    </>
  )
}

function keptBy({ secretStore }: SigningState, passphrase: boolean, system: boolean): string {
  if (!system) return text.passphraseOnly
  return passphrase ? text.both(secretStore.name) : secretStore.name
}

function Retired({ retired }: { readonly retired: SigningState['retired'] }) {
  return (
    <section aria-label={text.retired}>
      <h3 className={classes.partTitle}>{text.retired}</h3>
      <p className={classes.secondary}>{text.retiredNote}</p>
      <ul className={classes.keyList}>
        {retired.map((key) => (
          <li key={key.id}>
            <Mono fixed>{key.fingerprint}</Mono>
            <span className={classes.secondary}>
              <Time value={key.createdAt} /> – <Time value={key.retiredAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

import { Button } from '@mantine/core'
import { IconCamera, IconHandClick } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { z } from 'zod'
import { allowedHostsSetting } from '../../../../shared/domain/evidence/capture/allowed-hosts.ts'
import {
  type AddressLines,
  readAddressLines,
} from '../../../../shared/domain/evidence/capture/capture-address.ts'
import type { RefrainError } from '../../../../shared/errors.ts'
import { toUserError } from '../../../rpc/use-command.ts'
import { useSetting } from '../../../rpc/use-setting.ts'
import { Callout } from '../../../ui/Callout.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { CheckboxField } from '../../../ui/fields/SelectField.tsx'
import { TextAreaField } from '../../../ui/fields/TextField.tsx'
import classes from './capture.module.css'
import { assistedText } from './assisted-strings.ts'
import { captureAddresses, openAssisted } from './start-capture.ts'
import { dialogText } from './strings.ts'

const hosts = z.array(z.string())
const noHosts: string[] = []
const mostPages = 500
const shownBad = 6

interface CaptureDialogProps {
  readonly initial: string
  readonly onClose: () => void
}

/** Takes addresses, says of every line what becomes of it, and starts their capture. */
export function CaptureDialog({ initial, onClose }: CaptureDialogProps) {
  const [typed, setTyped] = useState(initial)
  const [allowed, setAllowed] = useState<ReadonlySet<string>>(new Set())
  const [always] = useSetting(allowedHostsSetting, hosts, noHosts)
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<RefrainError | null>(null)
  const read = useMemo(() => readAddressLines(typed, always), [typed, always])
  const wanted = read.addresses.filter(({ barred, host }) => barred === null || allowed.has(host))
  const isTooMany = wanted.length > mostPages
  const start = async () => {
    setPending(true)
    setFailure(null)
    try {
      await captureAddresses(
        wanted.map(({ url }) => url),
        read.barredHosts.filter((host) => allowed.has(host)),
      )
      onClose()
    } catch (error) {
      setFailure(toUserError(error))
      setPending(false)
    }
  }
  const [only] = wanted
  const openIt = async () => {
    if (only === undefined) return
    setPending(true)
    const hostsNow = read.barredHosts.filter((host) => allowed.has(host))
    if (await openAssisted(only.url, null, hostsNow)) onClose()
    else setPending(false)
  }
  return (
    <Dialog
      opened
      size="lg"
      onClose={onClose}
      title={dialogText.title}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            {dialogText.cancel}
          </Button>
          <Button
            variant="default"
            disabled={wanted.length !== 1 || pending}
            title={assistedText.hint}
            leftSection={<IconHandClick size={16} aria-hidden />}
            onClick={() => void openIt()}
          >
            {assistedText.open}
          </Button>
          <Button
            loading={pending}
            disabled={wanted.length === 0 || isTooMany}
            leftSection={<IconCamera size={16} aria-hidden />}
            onClick={() => void start()}
          >
            {dialogText.start(wanted.length)}
          </Button>
        </>
      }
    >
      <div className={classes.dialog}>
        {failure && <Callout tone="danger">{failure.message}</Callout>}
        <TextAreaField
          label={dialogText.addresses}
          value={typed}
          onChange={setTyped}
          hint={dialogText.hint}
          placeholder={dialogText.placeholder}
          minRows={5}
          autoFocus
        />
        <p className={classes.secondary}>{wanted.length > 1 ? assistedText.onlyOne : assistedText.about}</p>
        <div className={classes.told} aria-live="polite">
          {isTooMany && <Callout tone="danger">{dialogText.tooMany}</Callout>}
          <Told read={read} />
        </div>
        {read.barredHosts.length > 0 && (
          <Callout tone="warning" title={dialogText.barred}>
            <p className={classes.calloutText}>{dialogText.barredText}</p>
            <div className={classes.hosts}>
              {read.barredHosts.map((host) => (
                <CheckboxField
                  key={host}
                  label={dialogText.allow(host)}
                  checked={allowed.has(host)}
                  onChange={(checked) => setAllowed(withHost(allowed, host, checked))}
                />
              ))}
            </div>
          </Callout>
        )}
      </div>
    </Dialog>
  )
}

function withHost(hostsSoFar: ReadonlySet<string>, host: string, checked: boolean): ReadonlySet<string> {
  const next = new Set(hostsSoFar)
  if (checked) next.add(host)
  else next.delete(host)
  return next
}

/** What of the lines is left out, line by line, and what is the same. */
function Told({ read }: { readonly read: AddressLines }) {
  return (
    <>
      {read.bad.length > 0 && (
        <Callout tone="warning" title={dialogText.bad(read.bad.length)}>
          <ul className={classes.bad}>
            {read.bad.slice(0, shownBad).map(({ line, text, fault }) => (
              <li key={`${String(line)} ${text}`}>{dialogText.badLine(line, text, fault)}</li>
            ))}
            {read.bad.length > shownBad && <li>{dialogText.moreBad(read.bad.length - shownBad)}</li>}
          </ul>
        </Callout>
      )}
      {read.repeated > 0 && <p className={classes.secondary}>{dialogText.repeated(read.repeated)}</p>}
    </>
  )
}

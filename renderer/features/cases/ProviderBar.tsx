import { Button, UnstyledButton } from '@mantine/core'
import { IconAt, IconChevronDown, IconCopy, IconForms } from '@tabler/icons-react'
import { useId } from 'react'
import { z } from 'zod'
import type { Provider } from '../../../shared/contract/cases.ts'
import { useSetting } from '../../rpc/use-setting.ts'
import { Callout } from '../../ui/Callout.tsx'
import { copyText } from '../../ui/clipboard.ts'
import { PropertyList, type Property } from '../../ui/DetailPane.tsx'
import { formatDate } from '../../ui/format.ts'
import { IconAction } from '../../ui/IconAction.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import classes from './case.module.css'
import { requirementsOf } from './requirements.ts'
import { confidences, provider as text } from './strings.ts'

const openSchema = z.boolean()

/** Who the notice goes to: the address in one line, everything else on demand. */
export function ProviderBar({ provider }: { readonly provider: Provider }) {
  const id = useId()
  const [open, setOpen] = useSetting('cases.recipientOpen', openSchema, false)
  const confidence = confidences[provider.confidence]
  return (
    <section aria-label={text.label} className={classes.provider}>
      <div className={classes.providerBar}>
        <span className={classes.providerTo}>{text.to}</span>
        <Addresses provider={provider} />
        <StatusBadge tone={confidence.tone} label={confidence.label} title={confidence.text} />
        <span className={classes.checked}>
          {text.checked} {formatDate(provider.checkedOn)}
        </span>
        <UnstyledButton
          className={classes.disclose}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => setOpen(!open)}
        >
          {text.details}
          <IconChevronDown size={14} stroke={1.8} aria-hidden />
        </UnstyledButton>
      </div>
      {provider.confidence === 'low' && <LookItUp name={provider.name} />}
      <div id={id} hidden={!open}>
        {open && <Facts provider={provider} />}
      </div>
    </section>
  )
}

function Addresses({ provider: { email, form } }: { readonly provider: Provider }) {
  if (email === null && form === null) return <span className={classes.address}>{text.noAddress}</span>
  return (
    <>
      {email !== null && (
        <span className={classes.address}>
          <IconAt size={14} stroke={1.7} aria-hidden />
          <span className={classes.addressText}>{email}</span>
          <IconAction
            size="sm"
            label={`Copy ${email}`}
            icon={IconCopy}
            onClick={() => void copyText(email, text.copyEmail)}
          />
        </span>
      )}
      {form !== null && (
        <span className={classes.address}>
          <IconForms size={14} stroke={1.7} aria-hidden />
          <span className={classes.addressText} title={form}>
            {form.replace(/^https:\/\/(?:www\.)?/, '')}
          </span>
          <IconAction
            size="sm"
            label={`Copy ${form}`}
            icon={IconCopy}
            onClick={() => void copyText(form, text.copyForm)}
          />
        </span>
      )}
    </>
  )
}

function LookItUp({ name }: { readonly name: string }) {
  return (
    <div className={classes.providerWarning}>
      <Callout tone="warning">
        <div className={classes.lookUp}>
          <span>
            <strong>{text.lowTitle}.</strong> {text.low(name)}
          </span>
          <Button
            size="compact-xs"
            variant="default"
            className={classes.lookUpAction ?? ''}
            leftSection={<IconCopy size={14} aria-hidden />}
            onClick={() => void copyText(`https://${text.directory}`, text.directoryCopied)}
          >
            {text.copyDirectory}
          </Button>
        </div>
      </Callout>
    </div>
  )
}

function Facts({ provider }: { readonly provider: Provider }) {
  const { asked, notes } = requirementsOf(provider.requirements)
  const facts: readonly Property[] = [
    ...(provider.email === null ? [] : [{ label: text.agent, value: provider.email, copy: provider.email }]),
    ...(provider.form === null ? [] : [{ label: text.form, value: provider.form, copy: provider.form }]),
    { label: text.domains, value: provider.domains.join(', ') },
    { label: text.confidence, value: confidences[provider.confidence].text },
    { label: text.checked, value: formatDate(provider.checkedOn) },
    { label: text.source, value: provider.source },
  ]
  return (
    <div className={classes.providerFacts}>
      <PropertyList items={facts} />
      <div>
        <h2 className={classes.factsTitle}>{text.requirements}</h2>
        {asked.length === 0 ? (
          <p className={classes.secondary}>{text.noRequirements}</p>
        ) : (
          <ul className={classes.list}>
            {asked.map((requirement) => (
              <li key={requirement}>{requirement}</li>
            ))}
          </ul>
        )}
        {notes.length > 0 && (
          <>
            <h2 className={classes.factsTitle}>{text.notes}</h2>
            {notes.map((note) => (
              <p key={note} className={classes.secondary}>
                {note}
              </p>
            ))}
          </>
        )}
      </div>
    </div>
  )
}

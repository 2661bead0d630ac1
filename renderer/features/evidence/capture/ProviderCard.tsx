import { Button } from '@mantine/core'
import { IconCopy, IconWorldSearch } from '@tabler/icons-react'
import { z } from 'zod'
import type { CaptureProvider } from '../../../../shared/contract/captures.ts'
import type { Job } from '../../../../shared/contract/jobs.ts'
import {
  type ProviderFacts,
  providerLookupSetting,
} from '../../../../shared/domain/evidence/provider/provider-record.ts'
import type { Contact } from '../../../../shared/domain/evidence/provider/rdap.ts'
import { call } from '../../../rpc/client.ts'
import { isFinished, useJobsStore } from '../../../rpc/jobs.ts'
import { toUserError, useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { useSetting } from '../../../rpc/use-setting.ts'
import { copyText } from '../../../ui/clipboard.ts'
import { confirm } from '../../../ui/confirm.ts'
import { type Property, PropertyList } from '../../../ui/DetailPane.tsx'
import { Mono } from '../../../ui/Mono.tsx'
import { ProgressLine } from '../../../ui/ProgressLine.tsx'
import { SectionCard } from '../../../ui/SectionCard.tsx'
import { Time } from '../../../ui/Time.tsx'
import { toast } from '../../../ui/toasts.tsx'
import classes from './capture.module.css'
import { contactText, providerText } from './provider-strings.ts'

const yesOrNo = z.boolean()

/** The look-up of this capture that is under way; null when there is none. */
function useRunningLookUp(captureId: number): Job | null {
  return useJobsStore(({ byId }) => {
    for (const job of byId.values()) {
      if (job.kind === 'capture.provider' && job.subjectId === captureId && !isFinished(job)) return job
    }
    return null
  })
}

/** Asks first where it was never allowed; true when the app may ask. */
async function mayAsk(isAllowed: boolean): Promise<boolean> {
  if (isAllowed) return true
  const { allowTitle: title, allowBody, allow: confirmLabel } = providerText
  const body = allowBody.map((sentence) => <p key={sentence}>{sentence}</p>)
  if (!(await confirm({ title, body, confirmLabel }))) return false
  await call('settings.set', { key: providerLookupSetting, value: true })
  return true
}

/** Who is behind the address of a capture, as name servers and registries told it. */
export function ProviderCard({ captureId }: { readonly captureId: number }) {
  const query = useQuery('capture.providers', { captureId })
  const [isAllowed, setAllowed] = useSetting(providerLookupSetting, yesOrNo, false)
  const running = useRunningLookUp(captureId)
  const cancel = useCommand('jobs.cancel')
  const latest = query.data?.providers[0]
  const lookUp = async () => {
    try {
      if (await mayAsk(isAllowed)) await call('capture.lookUpProvider', { captureId })
    } catch (error) {
      toast.error(toUserError(error))
    }
  }
  return (
    <SectionCard
      title={providerText.title}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          disabled={running !== null}
          leftSection={<IconWorldSearch size={14} aria-hidden />}
          onClick={() => void lookUp()}
        >
          {latest ? providerText.again : providerText.lookUp}
        </Button>
      }
    >
      <div className={classes.cardBody}>
        {running !== null && (
          <div className={classes.running}>
            <ProgressLine label={providerText.running} progress={running.progress} />
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => void cancel.run({ jobId: running.id })}
            >
              {providerText.cancel}
            </Button>
          </div>
        )}
        {latest ? (
          <Found provider={latest} />
        ) : (
          <p className={classes.secondary}>{query.error?.message ?? providerText.none}</p>
        )}
        {isAllowed && (
          <p className={classes.secondary}>
            {providerText.allowed}{' '}
            <Button size="compact-xs" variant="default" onClick={() => setAllowed(false)}>
              {providerText.switchOff}
            </Button>
          </p>
        )}
      </div>
    </SectionCard>
  )
}

function Found({ provider }: { readonly provider: CaptureProvider }) {
  const { domain, address } = provider.facts
  return (
    <>
      {domain === null && address === null && <p className={classes.secondary}>{providerText.nobody}</p>}
      <PropertyList
        items={[
          ...factsOf(provider.facts),
          { label: providerText.at, value: <Time value={provider.lookedUpAt} /> },
          {
            label: providerText.record,
            value: <Mono fixed>{provider.recordSha256}</Mono>,
            copy: provider.recordSha256,
          },
        ]}
      />
      <Asked providerId={provider.id} />
    </>
  )
}

function factsOf({ host, dns, domain, address, registration, network }: ProviderFacts): readonly Property[] {
  const told = (label: string, value: string): Property => ({ label, value: value || providerText.notTold })
  const some = (label: string, values: readonly string[]): readonly Property[] =>
    values.length === 0 ? [] : [{ label, value: values.join(', ') }]
  const person = (label: string, contact: Contact | null): Property => {
    const { email = '' } = contact ?? {}
    const property = told(label, contact === null ? '' : contactText(contact))
    return email === '' ? property : { ...property, copy: email }
  }
  return [
    { label: providerText.host, value: host },
    ...some(providerText.addresses, [...dns.a, ...dns.aaaa]),
    ...some(providerText.alias, dns.cname),
    ...some(providerText.nameServers, registration?.nameServers.length ? registration.nameServers : dns.ns),
    ...(domain === null
      ? []
      : [
          { label: providerText.domain, value: domain },
          person(providerText.registrar, registration?.registrar ?? null),
          told(providerText.registered, registration?.registeredAt.slice(0, 10) ?? ''),
          told(providerText.expires, registration?.expiresAt.slice(0, 10) ?? ''),
          person(providerText.domainAbuse, registration?.abuse ?? null),
        ]),
    ...(address === null
      ? []
      : [
          told(
            providerText.network,
            [network?.name, network?.range, network?.country].filter(Boolean).join(' · '),
          ),
          person(providerText.holder, network?.holder ?? null),
          person(providerText.networkAbuse, network?.abuse ?? null),
        ]),
  ]
}

/** Every question that was sent out, and what came back. */
function Asked({ providerId }: { readonly providerId: number }) {
  const { data, error } = useQuery('capture.providerRecord', { providerId })
  if (error) return <p className={classes.secondary}>{error.message}</p>
  if (data === undefined) return null
  return (
    <details className={classes.asked}>
      <summary>{providerText.asked(data.requests.length)}</summary>
      <ul className={classes.plain}>
        {data.requests.map(({ question, status, error: reason }) => (
          <li key={question}>
            <span className={classes.url}>{question}</span>
            <span className={classes.secondary}>
              {' '}
              {reason === '' ? providerText.answered(status) : providerText.noAnswer(reason)}
            </span>
          </li>
        ))}
      </ul>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconCopy size={14} aria-hidden />}
        onClick={() => void copyText(JSON.stringify(data, null, 1), providerText.copied)}
      >
        {providerText.copy}
      </Button>
    </details>
  )
}

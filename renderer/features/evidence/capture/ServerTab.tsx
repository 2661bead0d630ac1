import type { CaptureRecord } from '../../../../shared/domain/evidence/capture/capture-record.ts'
import { Mono } from '../../../ui/Mono.tsx'
import { PropertyList } from '../../../ui/DetailPane.tsx'
import { SectionCard } from '../../../ui/SectionCard.tsx'
import { StatusBadge } from '../../../ui/StatusBadge.tsx'
import { Time } from '../../../ui/Time.tsx'
import classes from './capture.module.css'
import type { Captured } from './CaptureViewer.tsx'
import { ProviderCard } from './ProviderCard.tsx'
import { serverText } from './strings.ts'

/** Who answered: redirects, servers, certificates. */
export function ServerTab({ captured: { summary, record } }: { readonly captured: Captured }) {
  const { redirects, connections, certificates } = record
  const tls = record.exchanges.find((exchange) => exchange.type === 'Document' && exchange.tls !== null)?.tls
  return (
    <div className={classes.cards} tabIndex={-1} data-scroll>
      <ProviderCard captureId={summary.id} />
      <SectionCard title={serverText.redirects}>
        {redirects.length === 0 ? (
          <p className={classes.secondary}>{serverText.noRedirects}</p>
        ) : (
          <ol className={classes.redirects}>
            {redirects.map(({ url, status, location }) => (
              <li key={`${url} ${location}`}>
                <span className={classes.url}>{url}</span>
                <span className={classes.secondary}>
                  {status} → <span className={classes.url}>{location}</span>
                </span>
              </li>
            ))}
          </ol>
        )}
      </SectionCard>
      <SectionCard title={serverText.connections}>
        {connections.length === 0 ? (
          <p className={classes.secondary}>{serverText.noConnections}</p>
        ) : (
          <ul className={classes.plain}>
            {connections.map((peer) => (
              <li key={peer}>
                <Mono>{peer}</Mono>
              </li>
            ))}
          </ul>
        )}
        {tls && <PropertyList items={[{ label: serverText.tls, value: `${tls.version}, ${tls.cipher}` }]} />}
      </SectionCard>
      <SectionCard title={serverText.certificates} description={serverText.proof}>
        {certificates.length === 0 ? (
          <p className={classes.secondary}>{serverText.noCertificates}</p>
        ) : (
          certificates.map((certificate) => <Certificate key={certificate.file} certificate={certificate} />)
        )}
      </SectionCard>
    </div>
  )
}

function Certificate({ certificate }: { readonly certificate: CaptureRecord['certificates'][number] }) {
  const { host, verdict, subject, issuer, validFrom, validTo, fingerprint, file } = certificate
  return (
    <section className={classes.certificate} aria-label={host}>
      <div className={classes.certificateHead}>
        <h3 className={classes.headersTitle}>{host}</h3>
        <StatusBadge tone={verdict === 'net::OK' ? 'success' : 'danger'} label={verdict} />
      </div>
      <PropertyList
        items={[
          { label: serverText.issued, value: subject },
          { label: serverText.issuer, value: issuer },
          {
            label: serverText.valid,
            value: (
              <>
                <Time value={validFrom} /> – <Time value={validTo} />
              </>
            ),
          },
          { label: serverText.fingerprint, value: <Mono fixed>{fingerprint}</Mono>, copy: fingerprint },
          { label: serverText.chain, value: file },
        ]}
      />
    </section>
  )
}

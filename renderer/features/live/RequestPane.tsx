import { DetailPane, DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { formatBytes } from '../../ui/format.ts'
import { Time } from '../../ui/Time.tsx'
import classes from './live.module.css'
import { requestText as text } from './overview-strings.ts'
import { answerWords, type OutgoingRow, purposeWords, type SourceNames } from './request-words.ts'

interface RequestPaneProps {
  readonly request: OutgoingRow
  readonly names: SourceNames
  readonly onClose: () => void
}

/** All that is kept of one request. */
export function RequestPane({ request, names, onClose }: RequestPaneProps) {
  const { at, purpose, method, url, host, sentHeaders, sentBytes, receivedBytes, failure } = request
  const { fields } = text
  return (
    <DetailPane title={host} subtitle={purposeWords(request, names)} onClose={onClose}>
      <DetailSection title={text.detail}>
        <PropertyList
          items={[
            { label: fields.at, value: <Time value={at} /> },
            { label: fields.purpose, value: text.purposes[purpose] ?? purpose },
            { label: fields.method, value: method },
            { label: fields.address, value: url, mono: true, copy: url },
            { label: fields.answer, value: answerWords(request) },
            ...(failure === null ? [] : [{ label: fields.failure, value: failure }]),
            { label: fields.sent, value: formatBytes(sentBytes) },
            { label: fields.received, value: formatBytes(receivedBytes) },
          ]}
        />
      </DetailSection>
      <DetailSection title={text.headers}>
        {sentHeaders.length === 0 ? (
          <p className={classes.secondary}>{text.noHeaders}</p>
        ) : (
          <PropertyList items={sentHeaders.map(({ name, value }) => ({ label: name, value, mono: true }))} />
        )}
      </DetailSection>
    </DetailPane>
  )
}

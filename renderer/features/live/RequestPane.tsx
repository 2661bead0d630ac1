import { DetailPane, DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { formatBytes } from '../../ui/format.ts'
import { Time } from '../../ui/Time.tsx'
import classes from './live.module.css'
import { requestText as text } from './overview-strings.ts'
import { answerWords, type OutgoingRow, purposeWords, sentLines, type SourceNames } from './request-words.ts'

interface RequestPaneProps {
  readonly request: OutgoingRow
  readonly names: SourceNames
  readonly onClose: () => void
}

/** All that is kept of one request. */
export function RequestPane({ request, names, onClose }: RequestPaneProps) {
  const { at, purpose, method, url, host, sent, sentBytes, receivedBytes, failure } = request
  const { fields } = text
  return (
    <DetailPane title={host === '' ? method : host} subtitle={purposeWords(purpose, names)} onClose={onClose}>
      <DetailSection title={text.detail}>
        <PropertyList
          items={[
            { label: fields.at, value: <Time value={at} /> },
            { label: fields.purpose, value: purposeWords(purpose, names) },
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
        {sent === null ? (
          <p className={classes.secondary}>{text.onlyAddress}</p>
        ) : (
          <pre className={classes.sent} tabIndex={0} aria-label={text.headers}>
            {sentLines(sent)}
          </pre>
        )}
      </DetailSection>
    </DetailPane>
  )
}

import { Button } from '@mantine/core'
import { IconCamera, IconPaperclip } from '@tabler/icons-react'
import type { CaptureSummary } from '../../../shared/contract/captures.ts'
import type { CaseItem } from '../../../shared/contract/cases.ts'
import type { EvidenceRecord } from '../../../shared/contract/watch.ts'
import { captureFindings } from '../../app/capture-request.ts'
import { navigate } from '../../app/navigation.ts'
import { pickFiles } from '../../rpc/host.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { CaptureLines } from '../../ui/CaptureLines.tsx'
import { DetailPane, DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { formatBytes, formatNumber } from '../../ui/format.ts'
import { Mono } from '../../ui/Mono.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './evidence.module.css'
import { evidenceText } from './evidence-strings.ts'

interface ItemRecordsProps {
  readonly item: CaseItem
  /** Newest first. */
  readonly captures: readonly CaptureSummary[]
  readonly onClose: () => void
}

/** The captures and sealed records of one item, and the ways to add to them. */
export function ItemRecords({ item, captures, onClose }: ItemRecordsProps) {
  const query = useQuery('findings.get', { findingId: item.findingId })
  const attach = useCommand('evidence.attach')
  const choose = async () => {
    const [path] = await pickFiles({ title: evidenceText.pickFile })
    if (path === undefined) return
    const record = await attach.run({ findingId: item.findingId, path })
    if (record) toast.success(evidenceText.attached(record.sourceName))
  }
  return (
    <DetailPane
      title={item.recordingTitle}
      subtitle={item.url}
      onClose={onClose}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          loading={attach.pending}
          leftSection={<IconPaperclip size={14} aria-hidden />}
          onClick={() => void choose()}
        >
          {evidenceText.attach}
        </Button>
      }
    >
      <DetailSection
        title={evidenceText.captures}
        actions={
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconCamera size={14} aria-hidden />}
            onClick={() => captureFindings([item.findingId])}
          >
            {evidenceText.capture}
          </Button>
        }
      >
        {captures.length === 0 ? (
          <p className={classes.secondary}>{evidenceText.noCaptures}</p>
        ) : (
          <CaptureLines
            captures={captures}
            onOpen={(captureId) => navigate({ screen: 'evidence', view: 'capture', captureId })}
          />
        )}
      </DetailSection>
      <QueryView query={query}>
        {({ evidence }) =>
          evidence.length === 0 ? (
            <p className={classes.none}>{evidenceText.noRecords}</p>
          ) : (
            evidence.map((record) => <Record key={record.id} record={record} />)
          )
        }
      </QueryView>
    </DetailPane>
  )
}

function Record({ record }: { readonly record: EvidenceRecord }) {
  const ofRow = record.kind === 'source-row'
  return (
    <DetailSection
      title={`${ofRow ? evidenceText.rowOf : evidenceText.file} ${record.sourceName}`}
      actions={
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => navigate({ screen: 'evidence', view: 'custody', seq: record.custodySeq })}
        >
          {evidenceText.line} {record.custodySeq}
        </Button>
      }
    >
      <PropertyList
        items={[
          { label: evidenceText.sealedAt, value: <Time value={record.sealedAt} /> },
          { label: evidenceText.file, value: formatBytes(record.sourceBytes) },
          {
            label: evidenceText.fileHash,
            value: <Mono fixed>{record.sourceSha256}</Mono>,
            copy: record.sourceSha256,
          },
          ...(record.byteOffset === null
            ? []
            : [
                {
                  label: evidenceText.bytes,
                  value: evidenceText.from(formatNumber(record.byteLength), formatNumber(record.byteOffset)),
                },
                {
                  label: evidenceText.rowHash,
                  value: <Mono fixed>{record.contentSha256}</Mono>,
                  copy: record.contentSha256,
                },
              ]),
        ]}
      />
      {record.preview !== '' && (
        <pre className={classes.raw} tabIndex={0} aria-label={evidenceText.raw}>
          {record.preview}
        </pre>
      )}
    </DetailSection>
  )
}

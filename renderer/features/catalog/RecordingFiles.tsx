import { Button } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import type { AudioAsset } from '../../../shared/contract/audio.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { FilePath } from '../../ui/FilePath.tsx'
import { formatBytes, formatDuration } from '../../ui/format.ts'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { fileStrings, strings } from './strings.ts'

/** The audio files of a recording: what they are, their hash, whether they can be compared. Nothing without files. */
export function RecordingFiles({ recordingId }: { readonly recordingId: number }) {
  const { data } = useQuery('audio.assets', { recordingId })
  const compute = useCommand('audio.fingerprint')
  if (data === undefined || data.assets.length === 0) return null
  const missing = data.assets.some(({ fingerprint }) => fingerprint !== 'computed')
  return (
    <DetailSection
      title={strings.files}
      actions={
        missing ? (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconFingerprint size={14} aria-hidden />}
            loading={compute.pending}
            onClick={() => void compute.run({ retry: true })}
          >
            {fileStrings.compute}
          </Button>
        ) : undefined
      }
    >
      {data.assets.map((asset) => (
        <File key={asset.id} asset={asset} />
      ))}
    </DetailSection>
  )
}

function File({ asset }: { readonly asset: AudioAsset }) {
  return (
    <div>
      <FilePath path={asset.path} />
      <PropertyList
        items={[
          { label: fileStrings.format, value: formatOf(asset) },
          { label: fileStrings.sound, value: soundOf(asset) },
          { label: fileStrings.hash, value: `${asset.sha256.slice(0, 16)}…`, mono: true, copy: asset.sha256 },
          { label: fileStrings.fingerprint, value: <Fingerprint asset={asset} /> },
        ]}
      />
    </div>
  )
}

function Fingerprint({ asset }: { readonly asset: AudioAsset }) {
  if (asset.fingerprint === 'computed') return <StatusBadge tone="success" label={fileStrings.computed} />
  if (asset.fingerprint === 'waiting') return <StatusBadge tone="muted" label={fileStrings.waiting} />
  return (
    <>
      <StatusBadge tone="warning" label={fileStrings.failed} /> {asset.fingerprintProblem}
    </>
  )
}

function formatOf({ container, codec, lossless, bytes }: AudioAsset): string {
  const kind = container.toUpperCase()
  const name = codec === '' || codec.toUpperCase() === kind ? kind : `${kind} (${codec})`
  return [name, lossless ? fileStrings.lossless : fileStrings.lossy, formatBytes(bytes)].join(' · ')
}

function soundOf({ durationMs, sampleRate, bits, channels }: AudioAsset): string {
  return [
    durationMs === null ? '' : formatDuration(durationMs),
    sampleRate === null ? '' : `${(sampleRate / 1000).toLocaleString('en')} kHz`,
    bits === null ? '' : `${String(bits)} bit`,
    channels === null ? '' : fileStrings.channels(channels),
  ]
    .filter((part) => part !== '')
    .join(' · ')
}

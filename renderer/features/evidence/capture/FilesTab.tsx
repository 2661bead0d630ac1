import { IconCopy, IconDeviceFloppy } from '@tabler/icons-react'
import { captureRecordName } from '../../../../shared/contract/captures.ts'
import { call } from '../../../rpc/client.ts'
import { pickSave, reveal } from '../../../rpc/host.ts'
import { toUserError } from '../../../rpc/use-command.ts'
import { copyText } from '../../../ui/clipboard.ts'
import { IconAction } from '../../../ui/IconAction.tsx'
import { Mono } from '../../../ui/Mono.tsx'
import { Bytes } from '../../../ui/Time.tsx'
import { toast } from '../../../ui/toasts.tsx'
import classes from './capture.module.css'
import type { Captured } from './CaptureViewer.tsx'
import { fileText, text } from './strings.ts'

interface ListedFile {
  readonly name: string
  readonly what: string
  readonly bytes: number | null
  readonly sha256: string
}

async function saveCopy(captureId: number, name: string): Promise<void> {
  const path = await pickSave({ title: fileText.saveTitle, defaultName: name })
  if (path === null) return
  try {
    await call('capture.saveFile', { captureId, name, path })
    toast.success(fileText.saved(name), { action: { label: text.show, run: () => void reveal(path) } })
  } catch (error) {
    toast.error(toUserError(error))
  }
}

/** Every file of the capture with its hash. */
export function FilesTab({ captured: { summary, files } }: { readonly captured: Captured }) {
  const record = { name: captureRecordName, what: fileText.record, bytes: null, sha256: summary.recordSha256 }
  const listed: readonly ListedFile[] = [
    record,
    ...files.map(({ name, kind, bytes, sha256 }) => ({ name, what: fileText.kinds[kind], bytes, sha256 })),
  ]
  const { columns } = fileText
  return (
    <div className={classes.cards} tabIndex={-1} data-scroll>
      <table className={classes.files}>
        <thead>
          <tr>
            <th scope="col">{columns.name}</th>
            <th scope="col" className={classes.end}>
              {columns.size}
            </th>
            <th scope="col">{columns.hash}</th>
            <th scope="col">
              <span className={classes.hidden}>{columns.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {listed.map((file) => (
            <FileRow key={file.name} captureId={summary.id} file={file} />
          ))}
        </tbody>
      </table>
      <p className={classes.secondary}>{fileText.note}</p>
    </div>
  )
}

function FileRow({ captureId, file }: { readonly captureId: number; readonly file: ListedFile }) {
  const { name, what, bytes, sha256 } = file
  return (
    <tr>
      <th scope="row">
        {name}
        <span className={classes.secondary}>{what}</span>
      </th>
      <td className={classes.end}>{bytes !== null && <Bytes value={bytes} />}</td>
      <td className={classes.hashCell} title={sha256}>
        <Mono fixed>{`${sha256.slice(0, 16)}…`}</Mono>
      </td>
      <td className={classes.fileActions}>
        <IconAction
          size="sm"
          label={fileText.copyHash(name)}
          icon={IconCopy}
          onClick={() => void copyText(sha256, fileText.hash(name))}
        />
        <IconAction
          size="sm"
          label={fileText.save(name)}
          icon={IconDeviceFloppy}
          onClick={() => void saveCopy(captureId, name)}
        />
      </td>
    </tr>
  )
}

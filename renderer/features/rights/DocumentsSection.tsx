import { Button } from '@mantine/core'
import { IconDownload, IconPlus, IconTrash, IconUnlink } from '@tabler/icons-react'
import type { DocumentRow, DocumentSubject } from '../../../shared/contract/documents.ts'
import { pickSave } from '../../rpc/host.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { formatBytes, formatDate } from '../../ui/format.ts'
import { IconAction } from '../../ui/IconAction.tsx'
import { toast } from '../../ui/toasts.tsx'
import { pickDocuments } from './document-store.ts'
import classes from './rights.module.css'
import { documentKindLabels, sections, strings } from './strings.ts'

interface DocumentsSectionProps {
  readonly subject: DocumentSubject
  readonly documents: readonly DocumentRow[]
}

/** What proves it. A document is read by exporting a copy: the kept file itself is never opened. */
export function DocumentsSection({ subject, documents }: DocumentsSectionProps) {
  const unlink = useCommand('documents.unlink')
  const remove = useCommand('documents.remove')
  const exporting = useCommand('documents.export')
  const exportCopy = async (document: DocumentRow) => {
    const path = await pickSave({ title: strings.exportDocument, defaultName: document.fileName })
    if (path === null) return
    if (await exporting.run({ documentId: document.id, path })) toast.success('Copy exported')
  }
  return (
    <DetailSection
      title={sections.documents}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => void pickDocuments(subject)}
        >
          {strings.addDocument}
        </Button>
      }
    >
      {documents.length === 0 ? (
        <p className={classes.quiet}>{strings.noDocuments}</p>
      ) : (
        <ul className={classes.list}>
          {documents.map((document) => {
            const name = document.title === '' ? document.fileName : document.title
            const shared = document.subjectCount > 1
            return (
              <li key={document.id} className={classes.row} title={`SHA-256 ${document.sha256}`}>
                <div className={classes.grow}>
                  <div className={classes.name}>{name}</div>
                  <div className={classes.note}>
                    {documentKindLabels[document.kind]}
                    {document.dated !== null && ` · ${formatDate(document.dated)}`}
                    {document.signedBy !== '' && ` · signed by ${document.signedBy}`} ·{' '}
                    {formatBytes(document.bytes)}
                  </div>
                </div>
                <div className={classes.tools}>
                  <IconAction
                    size="sm"
                    label={`Export a copy of ${name}`}
                    icon={IconDownload}
                    onClick={() => void exportCopy(document)}
                  />
                  <IconAction
                    size="sm"
                    label={shared ? `Unlink ${name}` : `Remove ${name}`}
                    icon={shared ? IconUnlink : IconTrash}
                    onClick={() => {
                      if (shared) void unlink.run({ documentId: document.id, subject })
                      else {
                        void remove.run({ documentId: document.id }).then((done) => {
                          if (done) toast.undoable(`“${name}” removed`)
                        })
                      }
                    }}
                  />
                </div>
              </li>
            )
          })}
        </ul>
      )}
    </DetailSection>
  )
}

import { Button } from '@mantine/core'
import { IconCopy } from '@tabler/icons-react'
import { useQuery } from '../../rpc/use-query.ts'
import { copyText } from '../../ui/clipboard.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconAction } from '../../ui/IconAction.tsx'
import { QueryView } from '../../ui/QueryView.tsx'
import classes from './form-helper.module.css'
import { noticeText } from './notice-strings.ts'

interface FormDialogProps {
  readonly opened: boolean
  readonly noticeId: number
  readonly onClose: () => void
}

/** The parts of the notice, one by one, for the fields of the provider's web form. */
export function FormDialog({ opened, noticeId, onClose }: FormDialogProps) {
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={noticeText.formTitle}
      size="lg"
      footer={
        <Button variant="default" onClick={onClose}>
          {noticeText.close}
        </Button>
      }
    >
      {opened && <Parts noticeId={noticeId} />}
    </Dialog>
  )
}

function Parts({ noticeId }: { readonly noticeId: number }) {
  const query = useQuery('notices.fields', { noticeId })
  return (
    <QueryView query={query}>
      {({ form, fields }) => (
        <>
          <p className={classes.lead}>{noticeText.formLead}</p>
          <dl className={classes.parts}>
            <Part
              label={noticeText.formLink}
              value={form ?? noticeText.formNone}
              limit={null}
              copy={form !== null}
            />
            {fields.map(({ id, ...field }) => (
              <Part key={id} {...field} copy />
            ))}
          </dl>
        </>
      )}
    </QueryView>
  )
}

interface PartProps {
  readonly label: string
  readonly value: string
  readonly limit: number | null
  readonly copy: boolean
}

function Part({ label, value, limit, copy }: PartProps) {
  return (
    <div className={classes.part}>
      <dt>{label}</dt>
      <dd>
        <span className={classes.said}>
          <span className={classes.value}>{value}</span>
          {limit !== null && value.length > limit && (
            <span className={classes.tooLong}>{noticeText.tooLong(limit)}</span>
          )}
        </span>
        {copy && (
          <IconAction
            size="sm"
            label={noticeText.copyPart(label)}
            icon={IconCopy}
            onClick={() => void copyText(value, noticeText.partCopied(label))}
          />
        )}
      </dd>
    </div>
  )
}

import { Button } from '@mantine/core'
import type { ExportFormat } from '../../../shared/domain/export/formats.ts'
import { pickFiles } from '../../rpc/host.ts'
import { TextField } from '../../ui/fields/TextField.tsx'
import { FilePath } from '../../ui/FilePath.tsx'
import classes from './export.module.css'
import { type ExportDraft, validateDpid } from './options.ts'
import { strings } from './strings.ts'

interface FormatOptionsProps {
  readonly format: ExportFormat
  readonly draft: ExportDraft
  readonly onChange: (change: Partial<ExportDraft>) => void
}

/** What a format can be told before it is written. */
export function FormatOptions({ format, draft, onChange }: FormatOptionsProps) {
  if (format === 'ern43') return <MessageOptions draft={draft} onChange={onChange} />
  if (format === 'soundexchange') return <FormOption draft={draft} onChange={onChange} />
  if (format === 'tags') return <p className={classes.secondary}>{strings.masters}</p>
  return null
}

function MessageOptions({ draft, onChange }: Omit<FormatOptionsProps, 'format'>) {
  return (
    <div className={classes.options}>
      <TextField
        label={strings.senderDpid}
        hint={strings.senderHint}
        value={draft.senderDpid}
        onChange={(senderDpid) => onChange({ senderDpid })}
        validate={validateDpid}
        maxLength={60}
        mono
      />
      <div className={classes.pair}>
        <TextField
          label={strings.recipientName}
          value={draft.recipientName}
          onChange={(recipientName) => onChange({ recipientName })}
          maxLength={200}
        />
        <TextField
          label={strings.recipientDpid}
          value={draft.recipientDpid}
          onChange={(recipientDpid) => onChange({ recipientDpid })}
          validate={validateDpid}
          maxLength={60}
          mono
        />
      </div>
    </div>
  )
}

function FormOption({ draft, onChange }: Omit<FormatOptionsProps, 'format'>) {
  const pick = async () => {
    const [templatePath] = await pickFiles({
      title: strings.templatePick,
      filters: [{ name: 'Excel', extensions: ['xlsx'] }],
    })
    if (templatePath !== undefined) onChange({ templatePath })
  }
  return (
    <div className={classes.formOption}>
      <div className={classes.problemText}>
        <span className={classes.problemSubject}>{strings.template}</span>
        {draft.templatePath === null ? (
          <span className={classes.secondary}>{strings.templateNone}</span>
        ) : (
          <FilePath path={draft.templatePath} plain />
        )}
        <span className={classes.secondary}>{strings.templateHint}</span>
      </div>
      {draft.templatePath !== null && (
        <Button variant="default" size="compact-sm" onClick={() => onChange({ templatePath: null })}>
          {strings.templateClear}
        </Button>
      )}
      <Button variant="default" size="compact-sm" onClick={() => void pick()}>
        {strings.templatePick}
      </Button>
    </div>
  )
}

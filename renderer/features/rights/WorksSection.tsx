import { Autocomplete, Button } from '@mantine/core'
import { IconPlus, IconUnlink } from '@tabler/icons-react'
import { useState } from 'react'
import { recordingRelations, type RightsDetail } from '../../../shared/contract/rights.ts'
import { formatIswc } from '../../../shared/domain/identifiers/iswc.ts'
import { navigate } from '../../app/navigation.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { Callout } from '../../ui/Callout.tsx'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { FieldFrame } from '../../ui/fields/FieldFrame.tsx'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { IconAction } from '../../ui/IconAction.tsx'
import classes from './rights.module.css'
import { relationLabels, sections, strings } from './strings.ts'

interface WorksSectionProps {
  readonly recordingId: number
  readonly title: string
  readonly rights: RightsDetail
}

/** The works behind a recording, with those who wrote them. */
export function WorksSection({ recordingId, title, rights }: WorksSectionProps) {
  const [linking, setLinking] = useState(false)
  const unlink = useCommand('works.unlink')
  return (
    <DetailSection
      title={sections.works}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setLinking(true)}
        >
          {strings.linkWork}
        </Button>
      }
    >
      {rights.works.length === 0 ? (
        <p className={classes.quiet}>{strings.noWorks}</p>
      ) : (
        <ul className={classes.list}>
          {rights.works.map((work) => (
            <li key={work.id} className={classes.row}>
              <div className={classes.grow}>
                <button
                  type="button"
                  className={classes.link}
                  onClick={() => navigate({ screen: 'catalog', view: 'works', workId: work.id })}
                >
                  {work.title}
                </button>
                <div className={classes.note}>
                  {work.writers.length === 0
                    ? strings.noWriters
                    : work.writers.map(({ name }) => name).join(', ')}
                  {work.iswc !== null && ` · ${formatIswc(work.iswc)}`}
                  {work.relation !== 'performance' && ` · ${relationLabels[work.relation]}`}
                </div>
              </div>
              <IconAction
                size="sm"
                label={`Unlink ${work.title}`}
                icon={IconUnlink}
                onClick={() => void unlink.run({ workId: work.id, recordingId })}
              />
            </li>
          ))}
        </ul>
      )}
      {linking && (
        <LinkWorkDialog recordingId={recordingId} title={title} onClose={() => setLinking(false)} />
      )}
    </DetailSection>
  )
}

/** Links a work that is known, or adds one with its writers. */
function LinkWorkDialog({
  recordingId,
  title: recordingTitle,
  onClose,
}: {
  readonly recordingId: number
  readonly title: string
  readonly onClose: () => void
}) {
  const [title, setTitle] = useState(recordingTitle)
  const [writers, setWriters] = useState('')
  const [relation, setRelation] = useState<(typeof recordingRelations)[number]>('performance')
  const found = useQuery('works.list', { search: title.trim().slice(0, 200), limit: 20 }).data?.rows ?? []
  const known = found.find((work) => work.title === title.trim())
  const link = useCommand('works.link', { toast: false })
  const create = useCommand('works.create', { toast: false })
  const credit = useCommand('contributions.add')
  const submit = async () => {
    if (known) {
      if (await link.run({ workId: known.id, recordingId, relation })) onClose()
      return
    }
    const created = await create.run({ title, recordingId, relation })
    if (!created) return
    for (const name of writers.split(/[,;\n]/).filter((one) => one.trim() !== '')) {
      await credit.run({
        subject: { type: 'work', id: created.workId },
        party: { name: name.trim() },
        role: 'composer-lyricist',
      })
    }
    onClose()
  }
  const failure = link.error ?? create.error
  return (
    <Dialog
      opened
      onClose={onClose}
      title={strings.linkWork}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={title.trim() === ''} onClick={() => void submit()}>
            {known ? strings.linkWork : 'Add and link'}
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        {failure && <Callout tone="danger">{failure.message}</Callout>}
        <FieldFrame
          label="Title"
          message={null}
          hint={
            known
              ? `On record${known.writers.length > 0 ? `, by ${known.writers.join(', ')}` : ''}`
              : 'A new work'
          }
        >
          {(control) => (
            <Autocomplete
              {...control}
              data-autofocus
              value={title}
              data={[...new Set(found.map((work) => work.title))].filter((one) => one !== title)}
              filter={({ options }) => options}
              onChange={setTitle}
            />
          )}
        </FieldFrame>
        {!known && (
          <TextField label="Writers" value={writers} onChange={setWriters} hint="Names, divided by commas" />
        )}
        <SelectField
          label="This recording is"
          value={relation}
          options={recordingRelations.map((value) => ({ value, label: relationLabels[value] }))}
          onChange={setRelation}
        />
      </div>
    </Dialog>
  )
}

import { Button } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import type { DocumentRow } from '../../../shared/contract/documents.ts'
import type { SplitSet } from '../../../shared/contract/rights.ts'
import { isCalendarDay } from '../../../shared/domain/rights/period.ts'
import { formatShare, shareInput } from '../../../shared/domain/rights/share.ts'
import { rightKindLabels, rightKinds, splitStates } from '../../../shared/domain/rights/splits.ts'
import { parseTerritory } from '../../../shared/domain/rights/territory.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { TextField } from '../../ui/fields/TextField.tsx'
import { IconAction } from '../../ui/IconAction.tsx'
import { PartyField } from './PartyField.tsx'
import classes from './rights.module.css'
import { SplitBar } from './SplitBar.tsx'
import { completed, evenly, problemOf, type ShareDraft, shareOf, validateShare } from './split-draft.ts'
import type { SplitSubject } from './SplitsSection.tsx'
import { splitStateLabels, strings } from './strings.ts'

interface SplitDialogProps {
  readonly subject: SplitSubject
  readonly documents: readonly DocumentRow[]
  /** Null: a new one. */
  readonly set: SplitSet | null
  readonly onClose: () => void
}

const noDocument = 'none'

/** Judges an optional day. */
export function validateDay(text: string): FieldMessage | null {
  if (text.trim() === '' || isCalendarDay(text.trim())) return null
  return { severity: 'error', message: 'Write the day as 2026-05-17.' }
}

function validateTerritory(text: string): FieldMessage | null {
  const reading = parseTerritory(text)
  return reading.status === 'invalid'
    ? { severity: 'error', message: reading.message, suggestion: reading.suggestion }
    : null
}

const dayOrNull = (text: string) => (text.trim() === '' ? null : text.trim())

function firstDraft(set: SplitSet | null, subject: SplitSubject) {
  return {
    rightKind: set?.rightKind ?? (subject.type === 'recording' ? 'master' : 'performance'),
    state: set?.state ?? 'draft',
    territory: set?.territory ?? 'WW',
    validFrom: set?.validFrom ?? '',
    validTo: set?.validTo ?? '',
    documentId: set?.documentId ?? null,
  }
}

/** Enters a set of shares; the bar shows the sum while it is typed. */
export function SplitDialog({ subject, documents, set, onClose }: SplitDialogProps) {
  const [draft, setDraft] = useState(() => firstDraft(set, subject))
  const [lines, setLines] = useState<readonly ShareDraft[]>(() =>
    set
      ? set.lines.map(({ partyId, name, share }) => ({ key: partyId, name, share: shareInput(share) }))
      : [{ key: -1, name: '', share: '100' }],
  )
  const save = useCommand('splits.set', { toast: false })
  const change = (key: number, patch: Partial<ShareDraft>) =>
    setLines((all) => all.map((line) => (line.key === key ? { ...line, ...patch } : line)))
  const named = lines.filter(({ name }) => name.trim() !== '')
  const problem =
    problemOf(lines, draft.state) ??
    [validateTerritory(draft.territory), validateDay(draft.validFrom), validateDay(draft.validTo)].find(
      (message) => message?.severity === 'error',
    )?.message ??
    null
  const repaired = completed(named)
  const submit = async () => {
    const known = new Map(set?.lines.map(({ partyId, name }) => [name, partyId]))
    const done = await save.run({
      subject,
      ...draft,
      validFrom: dayOrNull(draft.validFrom),
      validTo: dayOrNull(draft.validTo),
      shares: named.map((line) => {
        const partyId = known.get(line.name)
        return { party: partyId === undefined ? { name: line.name } : { partyId }, share: shareOf(line) }
      }),
      replaces: set && {
        territory: set.territory,
        validFrom: set.validFrom,
        validTo: set.validTo,
        state: set.state,
      },
    })
    if (done) onClose()
  }
  return (
    <Dialog
      opened
      onClose={onClose}
      size="lg"
      title={set ? strings.editSplits : strings.enterSplits}
      footer={
        <>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button disabled={problem !== null} loading={save.pending} onClick={() => void submit()}>
            Save shares
          </Button>
        </>
      }
    >
      <div className={classes.form}>
        {save.error && <Callout tone="danger">{save.error.message}</Callout>}
        <div className={classes.pair}>
          <SelectField
            label="Right"
            value={draft.rightKind}
            options={rightKinds
              .filter((kind) => (kind === 'master') === (subject.type === 'recording'))
              .map((value) => ({ value, label: rightKindLabels[value] }))}
            onChange={(rightKind) => setDraft((before) => ({ ...before, rightKind }))}
            disabled={set !== null}
          />
          <SelectField
            label="State"
            value={draft.state}
            options={splitStates.map((value) => ({ value, label: splitStateLabels[value].label }))}
            onChange={(state) => setDraft((before) => ({ ...before, state }))}
          />
        </div>
        {lines.map((line, index) => (
          <div key={line.key} className={classes.share}>
            <PartyField
              label={`Party ${String(index + 1)}`}
              value={line.name}
              onChange={(name) => change(line.key, { name })}
              autoFocus={index === 0}
            />
            <TextField
              label={`Share ${String(index + 1)} (%)`}
              value={line.share}
              onChange={(share) => change(line.key, { share })}
              validate={validateShare}
              placeholder="33 1/3"
            />
            <IconAction
              label={`Remove party ${String(index + 1)}`}
              icon={IconX}
              disabled={lines.length === 1}
              onClick={() => setLines((all) => all.filter(({ key }) => key !== line.key))}
            />
          </div>
        ))}
        <div className={classes.between}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() =>
              setLines((all) => [
                ...all,
                { key: Math.min(0, ...all.map(({ key }) => key)) - 1, name: '', share: '' },
              ])
            }
          >
            {strings.addParty}
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setLines(evenly)}>
            {strings.splitEvenly}
          </Button>
        </div>
        <SplitBar shares={named.map(shareOf)} />
        <div className={classes.between} aria-live="polite">
          <span className={classes.note}>
            {problem ?? `Sum: ${formatShare(named.reduce((sum, line) => sum + shareOf(line), 0))}`}
          </span>
          {repaired && (
            <Button size="compact-sm" variant="default" onClick={() => setLines(repaired)}>
              Make it 100 %
            </Button>
          )}
        </div>
        <div className={classes.pair}>
          <TextField
            label="Territory"
            value={draft.territory}
            onChange={(territory) => setDraft((before) => ({ ...before, territory }))}
            validate={validateTerritory}
            hint="WW is the world; otherwise a country, such as US"
          />
          <SelectField
            label="Proved by"
            value={draft.documentId === null ? noDocument : String(draft.documentId)}
            options={[
              { value: noDocument, label: 'No document' },
              ...documents.map(({ id, title, fileName }) => ({
                value: String(id),
                label: title === '' ? fileName : title,
              })),
            ]}
            onChange={(value) =>
              setDraft((before) => ({ ...before, documentId: value === noDocument ? null : Number(value) }))
            }
          />
          <TextField
            label="From"
            value={draft.validFrom}
            onChange={(validFrom) => setDraft((before) => ({ ...before, validFrom }))}
            validate={validateDay}
            hint="Empty: from the beginning"
          />
          <TextField
            label="To"
            value={draft.validTo}
            onChange={(validTo) => setDraft((before) => ({ ...before, validTo }))}
            validate={validateDay}
            hint="Empty: without end"
          />
        </div>
      </div>
    </Dialog>
  )
}

import { Button } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { RightsDetail, SplitSet } from '../../../shared/contract/rights.ts'
import { periodText } from '../../../shared/domain/rights/period.ts'
import { formatShare } from '../../../shared/domain/rights/share.ts'
import { rightKindLabels } from '../../../shared/domain/rights/splits.ts'
import { territoryName } from '../../../shared/domain/rights/territory.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { IconAction } from '../../ui/IconAction.tsx'
import { StatusBadge } from '../../ui/StatusBadge.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './rights.module.css'
import { SplitBar } from './SplitBar.tsx'
import { SplitDialog } from './SplitDialog.tsx'
import { sections, splitStateLabels, strings } from './strings.ts'

export interface SplitSubject {
  readonly type: 'recording' | 'work'
  readonly id: number
}

/** Who owns which share: a set for each right, territory, period and state. */
export function SplitsSection({
  subject,
  rights,
}: {
  readonly subject: SplitSubject
  readonly rights: RightsDetail
}) {
  const [edited, setEdited] = useState<SplitSet | 'new' | null>(null)
  const set = useCommand('splits.set')
  const remove = async ({ lines: _lines, sum: _sum, ...key }: SplitSet) => {
    if (await set.run({ subject, ...key, shares: [] })) toast.undoable('Shares removed')
  }
  return (
    <DetailSection
      title={sections.ownership}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setEdited('new')}
        >
          {strings.enterSplits}
        </Button>
      }
    >
      {rights.splits.length === 0 && <p className={classes.quiet}>{strings.noSplits}</p>}
      {rights.splits.map((one) => (
        <Shares
          key={JSON.stringify([one.rightKind, one.territory, one.validFrom, one.validTo, one.state])}
          set={one}
          document={rights.documents.find(({ id }) => id === one.documentId)?.fileName ?? null}
          onEdit={() => setEdited(one)}
          onRemove={() => void remove(one)}
        />
      ))}
      {edited !== null && (
        <SplitDialog
          subject={subject}
          documents={rights.documents}
          set={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </DetailSection>
  )
}

interface SharesProps {
  readonly set: SplitSet
  readonly document: string | null
  readonly onEdit: () => void
  readonly onRemove: () => void
}

function Shares({ set, document, onEdit, onRemove }: SharesProps) {
  const name = rightKindLabels[set.rightKind]
  const period = periodText({ from: set.validFrom, to: set.validTo })
  const where = [territoryName(set.territory), period, document].filter(Boolean).join(' · ')
  return (
    <div className={classes.set}>
      <div className={classes.setHead}>
        <div className={classes.grow}>
          <strong>{name}</strong> <span className={classes.note}>{where}</span>
        </div>
        <StatusBadge {...splitStateLabels[set.state]} />
        <IconAction size="sm" label={`Edit ${name} shares`} icon={IconPencil} onClick={onEdit} />
        <IconAction size="sm" label={`Remove ${name} shares`} icon={IconTrash} onClick={onRemove} />
      </div>
      <SplitBar shares={set.lines.map(({ share }) => share)} />
      <dl className={classes.shares}>
        {set.lines.map(({ partyId, name: party, share }) => (
          <div key={partyId} style={{ display: 'contents' }}>
            <dt>{party}</dt>
            <dd>{formatShare(share)}</dd>
          </div>
        ))}
        <div style={{ display: 'contents' }}>
          <dt className={classes.note}>Sum</dt>
          <dd className={classes.note}>{formatShare(set.sum)}</dd>
        </div>
      </dl>
    </div>
  )
}

import { Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import type { Contribution, RightsDetail, RightsSubject } from '../../../shared/contract/rights.ts'
import { roleLabel } from '../../../shared/domain/rights/roles.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { IconAction } from '../../ui/IconAction.tsx'
import { CreditDialog } from './CreditDialog.tsx'
import classes from './rights.module.css'
import { sections, strings } from './strings.ts'

interface CreditsSectionProps {
  readonly subject: RightsSubject
  readonly rights: RightsDetail
  /** The artist text of the subject, and how it is replaced by the line the credits make. */
  readonly artist?: { readonly text: string; readonly use: (line: string) => void }
}

/** Who did what, in the order of print: dragged, or moved with the buttons or Alt+arrows. */
export function CreditsSection({ subject, rights, artist }: CreditsSectionProps) {
  const [edited, setEdited] = useState<Contribution | 'new' | null>(null)
  const { contributions, creditLine } = rights
  return (
    <DetailSection
      title={sections.credits}
      actions={
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => setEdited('new')}
        >
          {strings.addCredit}
        </Button>
      }
    >
      {contributions.length === 0 ? (
        <p className={classes.quiet}>{strings.noCredits}</p>
      ) : (
        <CreditList credits={contributions} onEdit={setEdited} />
      )}
      {creditLine !== '' && artist && creditLine !== artist.text && (
        <div className={classes.between}>
          <span className={classes.note}>{strings.line(creditLine)}</span>
          <Button size="compact-sm" variant="default" onClick={() => artist.use(creditLine)}>
            {strings.useLine}
          </Button>
        </div>
      )}
      {edited !== null && (
        <CreditDialog
          subject={subject}
          credit={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </DetailSection>
  )
}

function CreditList({
  credits,
  onEdit,
}: {
  readonly credits: readonly Contribution[]
  readonly onEdit: (credit: Contribution) => void
}) {
  const move = useCommand('contributions.move')
  const remove = useCommand('contributions.remove')
  const [dragged, setDragged] = useState<number | null>(null)
  const [over, setOver] = useState<number | null>(null)
  const moveTo = (contributionId: number, to: number) => {
    if (to >= 0 && to < credits.length) void move.run({ contributionId, to })
  }
  return (
    <ol className={classes.list}>
      {credits.map((credit, index) => (
        <li
          key={credit.id}
          className={classes.row}
          draggable
          data-over={over === index ? true : undefined}
          onDragStart={() => setDragged(credit.id)}
          onDragOver={(event) => {
            if (dragged === null) return
            event.preventDefault()
            setOver(index)
          }}
          onDragEnd={() => {
            setDragged(null)
            setOver(null)
          }}
          onDrop={(event) => {
            if (dragged === null) return
            event.preventDefault()
            moveTo(dragged, index)
          }}
          onKeyDown={(event) => {
            if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
            event.preventDefault()
            moveTo(credit.id, index + (event.key === 'ArrowUp' ? -1 : 1))
          }}
        >
          <div className={classes.grow}>
            <div className={classes.name}>{credit.creditedAs === '' ? credit.name : credit.creditedAs}</div>
            <div className={classes.note}>
              {roleLabel(credit.role)}
              {credit.instrument !== '' && ` (${credit.instrument})`}
              {credit.creditedAs !== '' && ` · ${credit.name}`}
            </div>
          </div>
          <div className={classes.tools}>
            <IconAction
              size="sm"
              label={`Move ${credit.name} up`}
              icon={IconArrowUp}
              disabled={index === 0}
              onClick={() => moveTo(credit.id, index - 1)}
            />
            <IconAction
              size="sm"
              label={`Move ${credit.name} down`}
              icon={IconArrowDown}
              disabled={index === credits.length - 1}
              onClick={() => moveTo(credit.id, index + 1)}
            />
            <IconAction
              size="sm"
              label={`Edit credit of ${credit.name}`}
              icon={IconPencil}
              onClick={() => onEdit(credit)}
            />
            <IconAction
              size="sm"
              label={`Remove credit of ${credit.name}`}
              icon={IconTrash}
              onClick={() => void remove.run({ contributionId: credit.id })}
            />
          </div>
        </li>
      ))}
    </ol>
  )
}

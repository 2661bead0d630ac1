import { Button } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { type CaseItem, exclusivities, itemRights, performances } from '../../../shared/contract/cases.ts'
import type { ItemStanding as Standing } from '../../../shared/contract/status.ts'
import type { Input } from '../../../shared/contract/index.ts'
import { formatIsrc } from '../../../shared/domain/identifiers/isrc.ts'
import { navigate } from '../../app/navigation.ts'
import { call } from '../../rpc/client.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { Callout } from '../../ui/Callout.tsx'
import { DetailPane, DetailSection, PropertyList } from '../../ui/DetailPane.tsx'
import { FileAddress } from '../../ui/FileAddress.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import { Time } from '../../ui/Time.tsx'
import { commonValue } from './common-value.ts'
import { FairUseForm } from './FairUseForm.tsx'
import { ItemAnswers } from './ItemAnswers.tsx'
import classes from './items.module.css'
import { itemText } from './item-strings.ts'
import { ItemStanding } from './standing/ItemStanding.tsx'
import { exclusivityLabels, performanceLabels, rightLabels, strings } from './strings.ts'
import { usePending } from './use-pending.ts'

export type ItemPatch = Input<'cases.itemUpdate'>['patch']

interface ItemPanelProps {
  readonly caseId: number
  /** One item, or several that are answered together. */
  readonly items: readonly CaseItem[]
  readonly readOnly: boolean
  readonly standings: ReadonlyMap<number, Standing>
  readonly isChecking: boolean
  readonly onRemove: () => void
  readonly onClose: () => void
}

/** What is recorded about the chosen items: the right held, and the four questions of fair use. */
export function ItemPanel(props: ItemPanelProps) {
  const { caseId, items, readOnly, standings, isChecking, onRemove, onClose } = props
  const [only] = items
  const single = items.length === 1 ? only : undefined
  const standing = single && standings.get(single.findingId)
  const save = (patch: ItemPatch) =>
    call('cases.itemUpdate', { caseId, findingIds: items.map(({ findingId }) => findingId), patch })
  return (
    <DetailPane
      title={single?.recordingTitle ?? itemText.several(items.length)}
      subtitle={
        single ? (
          <>
            {single.recordingArtist}
            <div className={classes.itemAddress}>{single.url}</div>
          </>
        ) : (
          strings.recordings(new Set(items.map((item) => item.recordingId)).size)
        )
      }
      onClose={onClose}
    >
      {standing && <ItemStanding caseId={caseId} standing={standing} isBusy={isChecking} />}
      {(readOnly || !single) && (
        <div className={classes.note}>
          <Callout tone="neutral">{readOnly ? itemText.sentNote : itemText.severalHint}</Callout>
        </div>
      )}
      {readOnly ? (
        <ItemAnswers items={items} />
      ) : (
        <>
          <RightHeld items={items} save={save} />
          <FairUseForm items={items} save={save} onRemove={onRemove} />
        </>
      )}
      {single && <Place item={single} />}
      {!readOnly && (
        <div className={classes.panelEnd}>
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={onRemove}
          >
            {itemText.remove(items.length)}
          </Button>
        </div>
      )}
    </DetailPane>
  )
}

function Place({ item }: { readonly item: CaseItem }) {
  return (
    <DetailSection
      title={itemText.where}
      actions={
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => navigate({ screen: 'watch', view: 'findings', findingId: item.findingId })}
        >
          {itemText.showFinding}
        </Button>
      }
    >
      <PropertyList
        items={[
          { label: itemText.address, value: item.url, copy: item.url },
          ...(item.foundOn === null
            ? []
            : [{ label: itemText.foundOn, value: item.foundOn, copy: item.foundOn }]),
          { label: itemText.firstSeen, value: <Time value={item.firstSeenAt} /> },
          {
            label: itemText.lastSeen,
            value: item.lastSeenAt === null ? itemText.notSeenAgain : <Time value={item.lastSeenAt} />,
          },
          ...(item.isrc === null
            ? []
            : [{ label: itemText.columns.isrc, value: formatIsrc(item.isrc), mono: true, copy: item.isrc }]),
          ...(item.registrationNumber === null
            ? []
            : [{ label: itemText.columns.registration, value: item.registrationNumber, mono: true }]),
          ...(item.authorizedUrl === null
            ? []
            : [{ label: itemText.columns.authorized, value: item.authorizedUrl }]),
          { label: itemText.evidence, value: item.sealed ? itemText.sealed : itemText.notSealed },
        ]}
      />
      <FileAddress findingId={item.findingId} fileUrl={item.fileUrl} />
    </DetailSection>
  )
}

interface RightHeldProps {
  readonly items: readonly CaseItem[]
  readonly save: (patch: ItemPatch) => Promise<unknown>
}

function RightHeld({ items, save }: RightHeldProps) {
  const [failure, setFailure] = useState<FieldMessage | null>(null)
  const pending = usePending(commonValue(items, (item) => item.rightHeld))
  const held = pending.shown
  const choose = async (rightHeld: CaseItem['rightHeld']) => {
    setFailure(null)
    pending.choose(rightHeld)
    try {
      await save({ rightHeld })
    } catch (error) {
      pending.forget()
      setFailure({ severity: 'error', message: toUserError(error).message })
    }
  }
  const answer = async (patch: ItemPatch) => {
    setFailure(null)
    try {
      await save(patch)
    } catch (error) {
      setFailure({ severity: 'error', message: toUserError(error).message })
    }
  }
  return (
    <DetailSection title={itemText.right}>
      <SelectField
        label={itemText.columns.right}
        value={held}
        placeholder={itemText.mixed}
        hint={itemText.rightHint}
        options={itemRights.map((value) => ({ value, label: rightLabels[value] }))}
        onChange={(value) => void choose(value)}
        message={failure ?? (held === 'none' ? { severity: 'error', message: itemText.noRight } : null)}
      />
      {(held === 'sound-recording' || held === 'both' || held === null) && (
        <SelectField
          label={itemText.columns.performance}
          value={commonValue(items, (item) => item.performance)}
          placeholder={itemText.mixed}
          hint={itemText.performanceHint}
          options={performances.map((value) => ({ value, label: performanceLabels[value] }))}
          onChange={(performance) => void answer({ performance })}
        />
      )}
      <SelectField
        label={itemText.columns.exclusivity}
        value={commonValue(items, (item) => item.exclusivity)}
        placeholder={itemText.mixed}
        options={exclusivities.map((value) => ({ value, label: exclusivityLabels[value] }))}
        onChange={(exclusivity) => void answer({ exclusivity })}
      />
    </DetailSection>
  )
}

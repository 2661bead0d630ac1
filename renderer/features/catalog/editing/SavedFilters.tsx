import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconBookmark, IconDeviceFloppy, IconTrash } from '@tabler/icons-react'
import { recordingCriteria, type RecordingCriterion } from '../../../../shared/domain/catalogue/readiness.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { askText } from '../../../ui/confirm.ts'
import { toast } from '../../../ui/toasts.tsx'
import { text } from './strings.ts'

export interface RecordingFilter {
  readonly search: string
  readonly missingIsrc: boolean
  readonly missing: readonly RecordingCriterion[]
}

/** Filters of the recordings kept by name. */
export function SavedFilters({
  current,
  onApply,
}: {
  readonly current: RecordingFilter
  readonly onApply: (filter: RecordingFilter) => void
}) {
  const screen = 'catalog.recordings'
  const query = useQuery('filters.list', { screen })
  const save = useCommand('filters.save')
  const remove = useCommand('filters.delete')
  const filters = query.data?.filters ?? []
  const ask = async () => {
    const { saveTitle: title, name: label, saveLabel: confirmLabel } = text.filters
    const name = await askText({ title, label, confirmLabel, required: true, initial: current.search })
    if (name !== null && (await save.run({ screen, name, filter: { ...current } })))
      toast.success(text.filters.saved(name))
  }
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Tooltip label={text.filters.label}>
          <ActionIcon variant="default" size="input-sm" aria-label={text.filters.label}>
            <IconBookmark size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {filters.length === 0 && <Menu.Label>{text.filters.none}</Menu.Label>}
        {filters.map(({ id, name, filter }) => (
          <Menu.Item
            key={id}
            onClick={() =>
              onApply({
                search: typeof filter.search === 'string' ? filter.search : '',
                missingIsrc: filter.missingIsrc === true,
                missing: criteriaIn(filter.missing),
              })
            }
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconDeviceFloppy size={14} aria-hidden />} onClick={() => void ask()}>
          {text.filters.save}
        </Menu.Item>
        {filters.map(({ id, name }) => (
          <Menu.Item
            key={id}
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => void remove.run({ filterId: id })}
          >
            {text.filters.remove(name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** Criteria as a filter was saved with; a filter from before they existed has none. */
function criteriaIn(saved: unknown): readonly RecordingCriterion[] {
  return recordingCriteria.filter((criterion) => Array.isArray(saved) && saved.includes(criterion))
}

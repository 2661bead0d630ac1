import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconBookmark, IconDeviceFloppy, IconTrash } from '@tabler/icons-react'
import type { Output } from '../../../../shared/contract/index.ts'
import { recordingCriteria, type RecordingCriterion } from '../../../../shared/domain/catalogue/readiness.ts'
import { useCommand } from '../../../rpc/use-command.ts'
import { useQuery } from '../../../rpc/use-query.ts'
import { askText, confirm } from '../../../ui/confirm.ts'
import { toast } from '../../../ui/toasts.tsx'
import { text } from './strings.ts'

export interface RecordingFilter {
  readonly search: string
  readonly missingIsrc: boolean
  readonly missing: readonly RecordingCriterion[]
}

type SavedFilter = Output<'filters.list'>['filters'][number]

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
    if (name === null || !(await mayReplace(name))) return
    if (await save.run({ screen, name, filter: { ...current } })) toast.success(text.filters.saved(name))
  }
  const mayReplace = async (name: string) => {
    if (!filters.some((filter) => filter.name === name)) return true
    const { replaceTitle, replaceText: body, replace: confirmLabel } = text.filters
    return confirm({ title: replaceTitle(name), body, confirmLabel })
  }
  // Filters are no step of undo, which is of the catalogue: the message itself brings back what was deleted.
  const drop = async ({ id: filterId, name, filter }: SavedFilter) => {
    if (!(await remove.run({ filterId }))) return
    const run = () => void save.run({ screen, name, filter })
    toast.success(text.filters.removed(name), { action: { label: text.filters.restore, run }, lasting: true })
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
        {filters.map((filter) => (
          <Menu.Item
            key={filter.id}
            leftSection={<IconTrash size={14} aria-hidden />}
            onClick={() => void drop(filter)}
          >
            {text.filters.remove(filter.name)}
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

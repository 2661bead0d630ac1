import { IconMusic } from '@tabler/icons-react'
import { useMemo } from 'react'
import { useQuery } from '../../rpc/use-query.ts'
import type { IconComponent } from '../../ui/StatusBadge.tsx'
import { runCommand, useAllCommands } from '../commands.ts'
import type { AppCommand } from '../feature.ts'
import { navigate } from '../navigation.ts'
import { rankCommands } from '../rank-commands.ts'
import { strings } from '../strings.ts'

/** One line of the palette. */
export interface PaletteItem {
  readonly id: string
  readonly group: string
  readonly label: string
  readonly detail?: string
  readonly icon?: IconComponent
  readonly shortcut?: string
  readonly run: () => void
}

const minSearch = 2
const maxRecordings = 6

function fromCommand(command: AppCommand): PaletteItem {
  const { id, title, group, icon, shortcut } = command
  return {
    id,
    group,
    label: title,
    ...(icon ? { icon } : {}),
    ...(shortcut ? { shortcut } : {}),
    run: () => void runCommand(command),
  }
}

/** Recordings of the catalogue that answer the search. */
function useFoundRecordings(search: string): readonly PaletteItem[] {
  const wanted = search.trim().length >= minSearch
  const found = useQuery(
    'recordings.list',
    wanted ? { search: search.trim(), limit: maxRecordings } : null,
  ).data
  return useMemo(
    () =>
      (found?.rows ?? []).map(({ id, title, artist, isrc }) => ({
        id: `recording-${id}`,
        group: strings.palette.recordings,
        label: title,
        detail: isrc === null ? artist : `${artist} · ${isrc}`,
        icon: IconMusic,
        run: () => navigate({ screen: 'catalog', view: 'recordings', recordingId: id }),
      })),
    [found],
  )
}

/** What the palette offers for a search: commands, best first, then recordings; the groups kept together. */
export function usePaletteItems(search: string): readonly PaletteItem[] {
  const commands = useAllCommands()
  const recordings = useFoundRecordings(search)
  return useMemo(() => {
    const listed = commands.filter(({ hidden, id }) => !hidden && id !== 'view.palette')
    const groups = Map.groupBy(rankCommands(listed, search).map(fromCommand), ({ group }) => group)
    return [...[...groups.values()].flat(), ...recordings]
  }, [commands, recordings, search])
}

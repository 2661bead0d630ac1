import { Select } from '@mantine/core'
import { useState } from 'react'
import type { RecordingDetail, RecordingFields } from '../../../shared/contract/catalog.ts'
import { toUserError } from '../../rpc/use-command.ts'
import { useQuery } from '../../rpc/use-query.ts'
import { FieldFrame } from '../../ui/fields/FieldFrame.tsx'
import type { FieldMessage } from '../../ui/fields/message.ts'
import { strings } from './strings.ts'

interface ParentFieldProps {
  readonly detail: RecordingDetail
  readonly save: (patch: Partial<RecordingFields>) => Promise<unknown>
}

/** Which recording this one was made from: searched as the catalogue is, by title, artist or code. */
export function ParentField({ detail, save }: ParentFieldProps) {
  const { id, parentId, parentTitle } = detail
  const [search, setSearch] = useState('')
  const [failure, setFailure] = useState<FieldMessage | null>(null)
  const chosen = parentId === null ? null : { value: String(parentId), label: parentTitle ?? '' }
  // What stands in the field after a choice is its label, which would find itself alone.
  const words = search === chosen?.label ? '' : search.trim().slice(0, 200)
  const found = useQuery('recordings.list', { search: words, limit: 20 }).data?.rows ?? []
  const options = found
    .filter((row) => row.id !== id && row.id !== parentId)
    .map((row) => ({
      value: String(row.id),
      label: [row.version === '' ? row.title : `${row.title} (${row.version})`, row.artist, row.isrc ?? '']
        .filter((part) => part !== '')
        .join(' · '),
    }))
  const choose = async (value: string) => {
    try {
      await save({ parentId: Number(value) })
      setFailure(null)
    } catch (error) {
      setFailure({ severity: 'error', message: toUserError(error).message })
    }
  }
  return (
    <FieldFrame label={strings.parent} message={failure} hint={strings.parentHint}>
      {(control) => (
        <Select
          {...control}
          searchable
          allowDeselect={false}
          value={chosen?.value ?? null}
          data={chosen === null ? options : [chosen, ...options]}
          // The list was searched by the core, which knows codes, accents and parts of words.
          filter={({ options: all }) => all}
          searchValue={search}
          nothingFoundMessage={strings.parentNone}
          onSearchChange={setSearch}
          onChange={(value) => {
            if (value !== null) void choose(value)
          }}
        />
      )}
    </FieldFrame>
  )
}

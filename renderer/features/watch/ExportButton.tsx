import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import {
  type FindingExportFormat,
  findingExportFormats,
  type FindingFilter,
} from '../../../shared/contract/watch.ts'
import { pickSave, reveal } from '../../rpc/host.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { toast } from '../../ui/toasts.tsx'
import { exportStrings as texts } from './strings.ts'

/** Saves all findings of the filter, not only those that are loaded, in a format of choice. */
export function ExportButton({
  filter,
  disabled,
}: {
  readonly filter: FindingFilter
  readonly disabled: boolean
}) {
  const command = useCommand('findings.export')
  const save = async (format: FindingExportFormat) => {
    const path = await pickSave({ title: texts.title, defaultName: `${texts.fileName}.${format}` })
    if (path === null) return
    const written = await command.run({ filter, path, format })
    if (written) {
      const action = { label: texts.show, run: () => void reveal(written.path) }
      toast.success(texts.written(written.rows), { action, lasting: true })
    }
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          size="compact-sm"
          disabled={disabled}
          loading={command.pending}
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          {texts.button}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {findingExportFormats.map((format) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            {texts.formats[format]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

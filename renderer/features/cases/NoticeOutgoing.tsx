import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconCopy, IconFileTypePdf, IconForms, IconSend } from '@tabler/icons-react'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import { noticeFormats } from '../../../shared/domain/notices/exports/formats.ts'
import classes from './notice.module.css'
import { noticeText } from './notice-strings.ts'
import type { CaseActions } from './use-case-actions.tsx'

interface NoticeOutgoingProps {
  readonly detail: CaseDetail
  readonly actions: CaseActions
}

const others = noticeFormats.filter((format) => format !== 'pdf')

/** The ways out of the program: files, the clipboard, the web form; and the record that it was sent. */
export function NoticeOutgoing({ detail, actions }: NoticeOutgoingProps) {
  const busy = actions.busy === 'export'
  const button = { size: 'compact-sm', variant: 'default' } as const
  return (
    <>
      <Button
        {...button}
        loading={busy}
        leftSection={<IconFileTypePdf size={14} aria-hidden />}
        onClick={() => void actions.exportNotice('pdf')}
      >
        {noticeText.exportAs.pdf}
      </Button>
      <Menu position="bottom-start" width={240} returnFocus>
        <Menu.Target>
          <Button {...button} rightSection={<IconChevronDown size={14} aria-hidden />}>
            {noticeText.moreFormats}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map((format) => (
            <Menu.Item key={format} onClick={() => void actions.exportNotice(format)}>
              {noticeText.exportAs[format]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconCopy size={14} aria-hidden />} onClick={actions.copyNotice}>
            {noticeText.copyText}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button {...button} leftSection={<IconForms size={14} aria-hidden />} onClick={actions.fillForm}>
        {noticeText.form}
      </Button>
      {detail.sent === null && (
        <Button {...button} leftSection={<IconSend size={14} aria-hidden />} onClick={actions.recordSent}>
          {noticeText.sent}
        </Button>
      )}
      <p className={classes.disclaimer}>{noticeText.disclaimer}</p>
    </>
  )
}

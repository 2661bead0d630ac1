import { UnstyledButton } from '@mantine/core'
import { IconFileDownload } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useEvent } from '../../rpc/use-event.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FilePath } from '../../ui/FilePath.tsx'
import { features } from '../features.ts'
import type { DropAction } from '../feature.ts'
import { strings } from '../strings.ts'
import { isModalOpen } from '../typing.ts'
import classes from './DropHost.module.css'

const actions: readonly DropAction[] = features.flatMap(({ drop }) => drop ?? [])
const shownFiles = 4

/** True while files are dragged over the window. */
function useFilesOver(): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    let depth = 0
    const count = (change: 1 | -1) => (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      depth = Math.max(0, depth + change)
      setOver(depth > 0)
    }
    const enter = count(1)
    const leave = count(-1)
    const end = () => {
      depth = 0
      setOver(false)
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', end)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', end)
    }
  }, [])
  return over
}

interface DropDialogProps {
  readonly paths: readonly string[]
  readonly offered: readonly DropAction[]
  readonly onClose: () => void
}

function DropDialog({ paths, offered, onClose }: DropDialogProps) {
  const text = strings.drop
  const choose = (action: DropAction) => {
    onClose()
    action.run(paths)
  }
  return (
    <Dialog opened onClose={onClose} title={text.title(paths.length)}>
      <ul className={classes.files}>
        {paths.slice(0, shownFiles).map((path) => (
          <li key={path}>
            <FilePath path={path} plain />
          </li>
        ))}
        {paths.length > shownFiles && <li>{text.more(paths.length - shownFiles)}</li>}
      </ul>
      <div className={classes.choices}>
        {offered.map((action, at) => {
          const leftOut = action.leavesOut?.(paths) ?? null
          return (
            <UnstyledButton
              key={action.id}
              data-autofocus={at === 0 ? true : undefined}
              className={classes.choice}
              onClick={() => choose(action)}
            >
              <action.icon size={22} stroke={1.5} aria-hidden />
              <span>
                <span className={classes.choiceLabel}>{action.label}</span>
                <span className={classes.choiceText}>{action.description}</span>
                {leftOut !== null && <span className={classes.choiceText}>{leftOut}</span>}
              </span>
            </UnstyledButton>
          )
        })}
      </div>
    </Dialog>
  )
}

/** Files dropped on the window: asks what they are, then hands them to the feature. */
export function DropHost() {
  const over = useFilesOver()
  const [paths, setPaths] = useState<readonly string[]>([])
  useEvent('files.dropped', (event) => {
    if (!isModalOpen()) setPaths(event.paths)
  })
  const offered = actions.filter(({ accepts }) => accepts?.(paths) ?? true)
  return (
    <>
      {over && (
        <div className={classes.overlay} aria-hidden>
          <div className={classes.target}>
            <IconFileDownload size={28} stroke={1.5} />
            {strings.drop.release}
          </div>
        </div>
      )}
      {paths.length > 0 && offered.length > 0 && (
        <DropDialog paths={paths} offered={offered} onClose={() => setPaths([])} />
      )}
    </>
  )
}

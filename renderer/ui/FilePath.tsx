import { IconCopy, IconFolderSearch } from '@tabler/icons-react'
import { reveal } from '../rpc/host.ts'
import { copyText } from './clipboard.ts'
import { IconAction } from './IconAction.tsx'
import classes from './pieces.module.css'
import { strings } from './strings.ts'

function split(path: string): readonly [start: string, end: string] {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'))
  return cut <= 0 ? ['', path] : [path.slice(0, cut), path.slice(cut)]
}

/** A file or folder: its name always readable, the folders before it shortened; reveal and copy. */
export function FilePath({ path, plain }: { readonly path: string; readonly plain?: boolean }) {
  const [start, end] = split(path)
  return (
    <span className={classes.path}>
      <span className={classes.pathText} title={path}>
        <span className={classes.pathStart}>{start}</span>
        <span className={classes.pathEnd}>{end}</span>
      </span>
      {!plain && (
        <>
          <IconAction
            size="sm"
            label={strings.reveal}
            icon={IconFolderSearch}
            onClick={() => void reveal(path)}
          />
          <IconAction
            size="sm"
            label={strings.copyPath}
            icon={IconCopy}
            onClick={() => void copyText(path, strings.pathCopied)}
          />
        </>
      )}
    </span>
  )
}

import { Button } from '@mantine/core'
import { useId } from 'react'
import { call } from '../rpc/client.ts'
import { useCommand } from '../rpc/use-command.ts'
import { useQuery } from '../rpc/use-query.ts'
import { CommitField } from './fields/CommitField.tsx'
import classes from './FileAddress.module.css'

interface FileAddressProps {
  readonly findingId: number
  /** The address of the file itself, where it is known. */
  readonly fileUrl: string | null
}

const text = {
  label: 'Address of the file itself',
  hint: 'For a page that only leads to a file elsewhere: letters to the host of the file list this address.',
  found: 'The captured page leads to',
  use: (url: string) => `Use ${url}`,
  sound: 'offered as sound',
}

/** The address of the file behind a listing: written down, or taken from where the captured page leads. */
export function FileAddress({ findingId, fileUrl }: FileAddressProps) {
  const title = useId()
  const links = useQuery('capture.fileLinks', { findingId }).data?.links ?? []
  const set = useCommand('findings.setFile')
  const others = links.filter(({ url }) => url !== fileUrl)
  return (
    <div className={classes.address}>
      <CommitField
        label={text.label}
        hint={text.hint}
        value={fileUrl ?? ''}
        mono
        onCommit={(url) =>
          call('findings.setFile', { findingIds: [findingId], url: url.trim() === '' ? null : url.trim() })
        }
      />
      {others.length > 0 && (
        <>
          <p id={title} className={classes.title}>
            {text.found}
          </p>
          <ul className={classes.links} aria-labelledby={title}>
            {others.map(({ url, domain, providerName, because }) => (
              <li key={url} className={classes.link}>
                <div className={classes.where}>
                  <span className={classes.url} title={url}>
                    {url}
                  </span>
                  <span className={classes.host}>
                    {providerName ?? domain}
                    {because === 'sound' && `, ${text.sound}`}
                  </span>
                </div>
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={set.pending}
                  aria-label={text.use(url)}
                  onClick={() => void set.run({ findingIds: [findingId], url })}
                >
                  Use
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

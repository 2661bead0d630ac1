import { Button } from '@mantine/core'
import { IconShieldCheck } from '@tabler/icons-react'
import { navigate } from '../../app/navigation.ts'
import type { Output } from '../../../shared/contract/index.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { linkText as text } from './link-strings.ts'

interface LinksDoneProps {
  readonly made: Output<'live.acceptLinks'>
  readonly onMore: () => void
}

/** The last step: what came of it, and where to go on. */
export function LinksDone({ made, onMore }: LinksDoneProps) {
  return (
    <EmptyState
      icon={IconShieldCheck}
      title={text.doneTitle(made.created)}
      description={text.doneText(made.known, made.settled)}
      action={<Button onClick={() => navigate({ screen: 'live', view: 'sources' })}>{text.toSources}</Button>}
      secondary={
        <>
          <Button variant="default" onClick={() => navigate({ screen: 'watch', view: 'rules' })}>
            {text.toRules}
          </Button>
          <Button variant="default" onClick={onMore}>
            {text.more}
          </Button>
        </>
      }
    />
  )
}

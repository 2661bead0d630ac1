import type { ReactNode } from 'react'
import { navigate } from '../../app/navigation.ts'
import { Screen } from '../../ui/Screen.tsx'
import { SegmentedFilter } from '../../ui/Toolbar.tsx'
import { checks } from './check-strings.ts'
import { strings } from './strings.ts'

interface EvidenceFrameProps {
  readonly view: 'captures' | 'custody' | 'checks' | 'verify'
  readonly subtitle?: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** The frame of the evidence screens. */
export function EvidenceFrame({ view, subtitle, actions, children }: EvidenceFrameProps) {
  return (
    <Screen
      title={strings.title}
      subtitle={subtitle}
      back={{ label: strings.cases, onBack: () => navigate({ screen: 'cases' }) }}
      actions={
        <>
          <SegmentedFilter
            label={strings.view}
            value={view}
            onChange={(next) => navigate({ screen: 'evidence', view: next })}
            options={[
              { value: 'captures', label: strings.captures },
              { value: 'custody', label: strings.custody },
              { value: 'checks', label: checks.title },
              { value: 'verify', label: strings.verify },
            ]}
          />
          {actions}
        </>
      }
    >
      {children}
    </Screen>
  )
}

import type { ReactNode } from 'react'
import type { CaseDetail } from '../../../shared/contract/cases.ts'
import { navigate } from '../../app/navigation.ts'
import type { RouteOf } from '../../app/routes.ts'
import { SegmentedFilter, Toolbar } from '../../ui/Toolbar.tsx'
import { ProviderBar } from './ProviderBar.tsx'
import { caseText } from './strings.ts'

interface CaseHeadProps {
  readonly detail: CaseDetail
  readonly section: NonNullable<RouteOf<'cases'>['section']>
  /** What belongs to this part alone, at the right. */
  readonly children?: ReactNode
}

/** The parts of the case to switch between, and its recipient. */
export function CaseHead({ detail, section, children }: CaseHeadProps) {
  return (
    <>
      <Toolbar>
        <SegmentedFilter
          label={caseText.section}
          value={section}
          onChange={(next) => navigate({ screen: 'cases', caseId: detail.id, section: next })}
          options={[
            { value: 'items', label: caseText.sections.items, count: detail.items },
            { value: 'notice', label: caseText.sections.notice },
            { value: 'evidence', label: caseText.sections.evidence },
            { value: 'answers', label: caseText.sections.answers },
          ]}
        />
        {children && <Toolbar.End>{children}</Toolbar.End>}
      </Toolbar>
      <ProviderBar provider={detail.provider} />
    </>
  )
}

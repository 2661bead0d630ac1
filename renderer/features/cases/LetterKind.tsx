import { Button } from '@mantine/core'
import type { CaseDetail, Notice } from '../../../shared/contract/cases.ts'
import { draftLanguages, type DraftLanguage } from '../../../shared/domain/notices/drafts/draft-input.ts'
import { draftRegimes, regimes } from '../../../shared/domain/notices/rules/regimes.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { SelectField } from '../../ui/fields/SelectField.tsx'
import classes from './notice.module.css'
import { noticeText } from './notice-strings.ts'

const languageNames: Readonly<Record<DraftLanguage, string>> = {
  en: 'English',
  de: 'German',
  fr: 'French',
  es: 'Spanish',
  pt: 'Portuguese',
}

interface LetterKindProps {
  readonly detail: CaseDetail
  readonly notice: Notice
}

/** Which law the letter follows and in which language, with why that is proposed for this recipient. */
export function LetterKind({ detail, notice }: LetterKindProps) {
  const draft = useCommand('notices.draft')
  const { regime, language, proposal } = notice
  const sent = notice.status === 'sent'
  const languages = regimes[regime].languages ?? draftLanguages
  const differs = proposal.regime !== regime || proposal.language !== language
  const change = (wanted: Partial<Pick<Notice, 'regime' | 'language'>>) =>
    void draft.run({ caseId: detail.id, ...wanted })
  return (
    <DetailSection title={noticeText.kind}>
      <div className={classes.form}>
        <SelectField
          label={noticeText.regime}
          value={regime}
          disabled={sent}
          options={draftRegimes.map((value) => ({ value, label: regimes[value].title }))}
          onChange={(value) => change({ regime: value })}
          hint={differs ? undefined : proposal.regimeReason}
        />
        <SelectField
          label={noticeText.language}
          value={language}
          disabled={sent}
          options={draftLanguages
            .filter((value) => languages.includes(value))
            .map((value) => ({ value, label: languageNames[value] }))}
          onChange={(value) => change({ language: value })}
          hint={differs ? undefined : proposal.languageReason}
        />
        {differs && !sent && (
          <div className={classes.proposal}>
            <p className={classes.secondary}>
              {noticeText.otherProposed(
                `${regimes[proposal.regime].title}, ${languageNames[proposal.language]}`,
                proposal.regime === regime ? proposal.languageReason : proposal.regimeReason,
              )}
            </p>
            <Button
              size="compact-xs"
              variant="default"
              loading={draft.pending}
              onClick={() => change({ regime: proposal.regime, language: proposal.language })}
            >
              {noticeText.useProposal}
            </Button>
          </div>
        )}
      </div>
    </DetailSection>
  )
}

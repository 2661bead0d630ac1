import type { Notice } from '../../../shared/contract/cases.ts'
import { frameOf } from '../../../shared/domain/notices/drafts/frame.ts'
import { regimes } from '../../../shared/domain/notices/rules/regimes.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { DetailSection } from '../../ui/DetailPane.tsx'
import { CheckboxField } from '../../ui/fields/SelectField.tsx'
import classes from './notice.module.css'
import { partId } from './notice-part.ts'
import { noticeText } from './notice-strings.ts'
import { usePending } from './use-pending.ts'

const { goodFaith, accuracy, authority, complete } = frameOf('en')

type Declaration = 'goodFaith' | 'accurate' | 'accurateAndComplete'

/**
 * The statements the letter's law asks of the signer, in the words that count; each stands in the notice once it is
 * made. A law that asks for none has none.
 */
export function Declarations({ notice }: { readonly notice: Notice }) {
  const { american, european } = regimes[notice.regime]
  if (!american && !european) return null
  return notice.status === 'sent' ? <Declared notice={notice} /> : <Declare notice={notice} />
}

function Declare({ notice }: { readonly notice: Notice }) {
  const { american, european } = regimes[notice.regime]
  return (
    <DetailSection title={noticeText.statements}>
      <div id={partId('statements')} className={classes.form}>
        <p className={classes.secondary}>{noticeText.statementsHint}</p>
        {american && (
          <>
            <Statement notice={notice} which="goodFaith" label={goodFaith} hint={noticeText.goodFaithHint} />
            <Statement
              notice={notice}
              which="accurate"
              label={<AccuracyAndAuthority />}
              hint={noticeText.perjury}
            />
          </>
        )}
        {european && (
          <Statement
            notice={notice}
            which="accurateAndComplete"
            label={complete}
            hint={noticeText.completeHint}
          />
        )}
      </div>
    </DetailSection>
  )
}

interface StatementProps {
  readonly notice: Notice
  readonly which: Declaration
  readonly label: React.ReactNode
  readonly hint: string
}

function Statement({ notice, which, label, hint }: StatementProps) {
  const update = useCommand('notices.update')
  const pending = usePending(notice[which])
  const declare = async (made: boolean) => {
    pending.choose(made)
    const saved = await update.run({ noticeId: notice.id, patch: { [which]: made } })
    if (!saved) pending.forget()
  }
  return (
    <CheckboxField
      label={label}
      hint={hint}
      checked={pending.shown}
      onChange={(made) => void declare(made)}
    />
  )
}

/** Two sentences: the oath is on the second alone. */
function AccuracyAndAuthority() {
  return (
    <>
      {accuracy} <strong>{authority}</strong>
    </>
  )
}

/** What was stated in a notice that was sent. */
function Declared({ notice }: { readonly notice: Notice }) {
  return (
    <DetailSection title={noticeText.statements}>
      <ul className={classes.declared}>
        {notice.goodFaith && <li>{goodFaith}</li>}
        {notice.accurate && (
          <li>
            <AccuracyAndAuthority />
          </li>
        )}
        {notice.accurateAndComplete && <li>{complete}</li>}
      </ul>
    </DetailSection>
  )
}

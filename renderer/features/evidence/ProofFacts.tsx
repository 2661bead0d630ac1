import { Button } from '@mantine/core'
import type { VerifyReport } from '../../../shared/contract/evidence.ts'
import { useCommand } from '../../rpc/use-command.ts'
import { askText } from '../../ui/confirm.ts'
import { Mono } from '../../ui/Mono.tsx'
import { Time } from '../../ui/Time.tsx'
import { toast } from '../../ui/toasts.tsx'
import classes from './evidence.module.css'
import { proof } from './strings.ts'

/** Which key signed, whose it is, and a way to say so. */
export function SignerFacts({ signer }: Pick<VerifyReport, 'signer'>) {
  const add = useCommand('signers.add')
  if (signer === null) return null
  const ask = async () => {
    const name = await askText({ ...proof.knowQuestion, required: true })
    if (name !== null && (await add.run({ name, publicKey: signer.publicKey }))) toast.success(proof.known)
  }
  const whose = signer.standing === 'own' ? proof.own : signer.name
  return (
    <dl className={classes.proof}>
      <dt>{proof.fingerprint}</dt>
      <dd>
        <Mono fixed>{signer.fingerprint}</Mono>
      </dd>
      {whose !== null && (
        <>
          <dt>{proof.name}</dt>
          <dd>{whose}</dd>
        </>
      )}
      {signer.standing === 'unknown' && (
        <dd className={classes.proofAction}>
          <Button variant="default" size="compact-sm" onClick={() => void ask()}>
            {proof.know}
          </Button>
        </dd>
      )}
    </dl>
  )
}

/** Since when the bundle exists, per whom, and by which root. */
export function TokenFacts({ tokens }: Pick<VerifyReport, 'tokens'>) {
  const sound = tokens.filter(({ problem }) => problem === null)
  const own = sound.filter(({ covers }) => covers === 'bundle')
  const captures = sound.filter(({ covers }) => covers === 'capture').length
  if (own.length + captures === 0) return null
  return (
    <dl className={classes.proof}>
      {own.map(({ path, time, authority, root }) => (
        <div key={path} className={classes.proofOf}>
          <dt>{proof.time}</dt>
          <dd>{time !== null && <Time value={time} />}</dd>
          <dt>{proof.by}</dt>
          <dd>{authority}</dd>
          <dt>{proof.root}</dt>
          <dd>{proof.roots[root ?? 'stated']}</dd>
        </div>
      ))}
      {captures > 0 && <dd className={classes.proofAction}>{proof.captures(captures)}</dd>}
    </dl>
  )
}

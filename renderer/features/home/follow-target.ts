import { runCommandById } from '../../app/commands.ts'
import { navigate } from '../../app/navigation.ts'
import type { AttentionTarget } from './attention-target.ts'

/** Goes where the thing is done. */
export function followTarget(target: AttentionTarget): void {
  if ('route' in target) navigate(target.route)
  else runCommandById(target.command)
}

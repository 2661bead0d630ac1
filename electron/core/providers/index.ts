import type { Handlers } from '../../../shared/contract/index.ts'
import type { CoreContext } from '../context.ts'
import { createProvidersService } from './providers.service.ts'

/** The provider directory as the artist sees and corrects it. */
export function createProviders(
  context: CoreContext,
): Pick<Handlers, 'providers.list' | 'providers.set' | 'providers.reset' | 'providers.add'> {
  const service = createProvidersService(context)
  return {
    'providers.list': (input) => service.list(input),
    'providers.set': (input) => service.set(input),
    'providers.reset': (input) => service.reset(input),
    'providers.add': (input) => service.add(input),
  }
}

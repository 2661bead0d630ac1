import { useEffect, useEffectEvent } from 'react'
import type { EventName, EventPayload } from '../../shared/contract/index.ts'
import { listen } from './client.ts'

/** Runs `listener` for every event of this name while the component is mounted. */
export function useEvent<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): void {
  const onEvent = useEffectEvent(listener)
  useEffect(() => listen(name, (payload) => onEvent(payload)), [name])
}

import { useEffect, useEffectEvent, useMemo, type DependencyList } from 'react'
import { create } from 'zustand'
import { toUserError } from '../rpc/use-command.ts'
import { toast } from '../ui/toasts.tsx'
import type { AppCommand } from './feature.ts'

interface CommandsState {
  readonly groups: readonly (readonly AppCommand[])[]
}

const useCommandsStore = create<CommandsState>(() => ({ groups: [] }))

/** Adds commands; later ones win over earlier ones with the same id or shortcut. Returns their removal. */
export function registerCommands(commands: readonly AppCommand[]): () => void {
  useCommandsStore.setState(({ groups }) => ({ groups: [...groups, commands] }))
  return () =>
    useCommandsStore.setState(({ groups }) => ({ groups: groups.filter((group) => group !== commands) }))
}

function flatten(groups: CommandsState['groups']): readonly AppCommand[] {
  const byId = new Map<string, AppCommand>()
  for (const command of groups.flat()) byId.set(command.id, command)
  return [...byId.values()]
}

/** Every command there is now. */
export function currentCommands(): readonly AppCommand[] {
  return flatten(useCommandsStore.getState().groups)
}

/** Every command there is, as a component follows it. */
export function useAllCommands(): readonly AppCommand[] {
  const groups = useCommandsStore((state) => state.groups)
  return useMemo(() => flatten(groups), [groups])
}

/** Runs a command; a failure is told to the user. */
export async function runCommand(command: AppCommand): Promise<void> {
  try {
    await command.run()
  } catch (error) {
    toast.error(toUserError(error))
  }
}

/** Runs the command with this id, if there is one now. */
export function runCommandById(id: string): void {
  const command = currentCommands().find((candidate) => candidate.id === id)
  if (command) void runCommand(command)
}

/** Commands that exist while the calling component is mounted; registered anew when `deps` change. */
export function useCommands(commands: readonly AppCommand[], deps: DependencyList): void {
  const register = useEffectEvent(() => registerCommands(commands))
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the caller names what the commands depend on
  useEffect(() => register(), deps)
}

import { z } from 'zod'
import { call } from '../rpc/client.ts'
import { setSetting, useSetting } from '../rpc/use-setting.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const themeSchema = z.enum(themes)
const settingKey = 'appearance.theme'

/** The theme the user chose. */
export function useTheme(): Theme {
  return useSetting<Theme>(settingKey, themeSchema, 'system')[0]
}

/** Chooses a theme: the host sets it for every window and remembers it. */
export async function chooseTheme(theme: Theme): Promise<void> {
  setSetting(settingKey, theme)
  await call('host.setTheme', { theme })
}

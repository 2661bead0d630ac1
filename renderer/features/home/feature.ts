import type { Feature } from '../../app/feature.ts'
import { HomeScreen } from './HomeScreen.tsx'

export const feature: Feature = { id: 'home', screens: { home: HomeScreen } }

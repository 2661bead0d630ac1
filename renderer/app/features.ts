import { feature as analyse } from '../features/analyse/feature.ts'
import { feature as audio } from '../features/audio/feature.ts'
import { feature as cases } from '../features/cases/feature.ts'
import { feature as catalog } from '../features/catalog/feature.ts'
import { feature as deadlines } from '../features/deadlines/feature.ts'
import { feature as evidence } from '../features/evidence/feature.ts'
import { feature as exporting } from '../features/export/feature.ts'
import { feature as exposure } from '../features/exposure/feature.ts'
import { feature as home } from '../features/home/feature.ts'
import { feature as imports } from '../features/imports/feature.ts'
import { feature as jobs } from '../features/jobs/feature.ts'
import { feature as live } from '../features/live/feature.ts'
import { feature as providers } from '../features/providers/feature.ts'
import { feature as reservation } from '../features/reservation/feature.ts'
import { feature as rights } from '../features/rights/feature.ts'
import { feature as settings } from '../features/settings/feature.ts'
import { feature as watch } from '../features/watch/feature.ts'
import type { Feature } from './feature.ts'

/** Every feature of the product, in the order in which the palette lists their commands. */
export const features: readonly Feature[] = [
  home,
  catalog,
  rights,
  imports,
  audio,
  exporting,
  watch,
  live,
  cases,
  analyse,
  deadlines,
  exposure,
  providers,
  evidence,
  jobs,
  reservation,
  settings,
]

import './schemas-without-eval.ts'
import '@mantine/core/styles.layer.css'
import '@mantine/notifications/styles.layer.css'
import '@fontsource-variable/inter/opsz.css'
import '../ui/tokens.css'
import '../ui/global.css'
import { setNonce } from 'get-nonce'
import { createRoot } from 'react-dom/client'
import { keepJobsCurrent } from '../rpc/jobs.ts'
import { keepQueriesCurrent } from '../rpc/queries.ts'
import { keepSettingsCurrent } from '../rpc/use-setting.ts'
import { App } from './App.tsx'
import { followCoreStatus } from './core-status.ts'

const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''
if (nonce) setNonce(nonce)

followCoreStatus()
keepQueriesCurrent()
keepJobsCurrent()
keepSettingsCurrent()

const root = document.getElementById('root')
if (root) createRoot(root).render(<App nonce={nonce} />)

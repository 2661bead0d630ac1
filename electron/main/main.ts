import { app } from 'electron'
import { startApplication } from './application.ts'
import { becomeCaptureProcess } from './capture-process.ts'
import { runCommandLine } from './command-line.ts'
import { ownArguments, readLaunch } from './launch.ts'

const appFolder = process.defaultApp ? app.getAppPath() : null
const launch = readLaunch(ownArguments(process.argv, appFolder))
if (launch.mode === 'command-line') runCommandLine(launch)
else if (launch.mode === 'capture') becomeCaptureProcess(launch)
else startApplication(launch)

import { IconCamera } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { closeCapture, openCapture, useCaptureRequest } from '../../../app/capture-request.ts'
import { isModalOpen } from '../../../app/typing.ts'
import { CaptureDialog } from './CaptureDialog.tsx'
import classes from './capture.module.css'
import { carriesAddresses, droppedAddresses } from './dropped-addresses.ts'
import { captureOfFindings } from './start-capture.ts'
import { dialogText } from './strings.ts'

/** True while a link is dragged over the window; a link that is let go opens the dialog. */
function useDroppedAddresses(): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    let depth = 0
    const count = (change: 1 | -1) => (event: DragEvent) => {
      if (event.dataTransfer === null || !carriesAddresses(event.dataTransfer)) return
      depth = Math.max(0, depth + change)
      setOver(depth > 0 && !isModalOpen())
    }
    const enter = count(1)
    const leave = count(-1)
    const allow = (event: DragEvent) => {
      if (event.dataTransfer !== null && carriesAddresses(event.dataTransfer)) event.preventDefault()
    }
    const drop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      const text = event.dataTransfer === null ? null : droppedAddresses(event.dataTransfer)
      // A field takes the text that is dropped on it by itself.
      if (text === null || event.target instanceof HTMLTextAreaElement) return
      event.preventDefault()
      if (!isModalOpen()) openCapture(text)
    }
    window.addEventListener('dragenter', enter)
    window.addEventListener('dragleave', leave)
    window.addEventListener('dragover', allow)
    window.addEventListener('drop', drop)
    return () => {
      window.removeEventListener('dragenter', enter)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('dragover', allow)
      window.removeEventListener('drop', drop)
    }
  }, [])
  return over
}

/** Where captures are asked for from: the dialog, links dropped on the window, findings of other screens. */
export function CaptureHost() {
  const request = useCaptureRequest((state) => state.request)
  const over = useDroppedAddresses()
  useEffect(() => {
    if (request?.kind !== 'findings') return
    closeCapture()
    void captureOfFindings(request.findingIds)
  }, [request])
  return (
    <>
      {over && (
        <div className={classes.dropOverlay} aria-hidden>
          <div className={classes.dropTarget}>
            <IconCamera size={28} stroke={1.5} />
            {dialogText.dropLabel}
          </div>
        </div>
      )}
      {request?.kind === 'addresses' && (
        <CaptureDialog key={request.text} initial={request.text} onClose={closeCapture} />
      )}
    </>
  )
}

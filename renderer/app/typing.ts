const textTypes = new Set(['text', 'search', 'email', 'tel', 'url', 'password', 'number', 'date'])

function isEditing(element: Element | null): element is HTMLElement {
  if (element instanceof HTMLInputElement) return textTypes.has(element.type) && !element.readOnly
  return (
    element instanceof HTMLTextAreaElement ||
    element instanceof HTMLSelectElement ||
    (element instanceof HTMLElement && element.isContentEditable)
  )
}

/** The field in which the user is writing now, if any. */
export function editingElement(): HTMLElement | null {
  const { activeElement } = document
  return isEditing(activeElement) ? activeElement : null
}

/** True while a dialog asks for an answer first. */
export function isModalOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null
}

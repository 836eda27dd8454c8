/** What the oldest browsers that the portal serves with scripts do not have yet, taken away before a page is loaded. */
export const missing = {
  'Safari 14': [
    'delete AbortSignal.timeout',
    'delete AbortSignal.any',
    'delete HTMLFormElement.prototype.requestSubmit',
    'delete SubmitEvent.prototype.submitter',
    'delete Array.prototype.at',
    'delete String.prototype.at',
    'delete Object.hasOwn',
    'delete Crypto.prototype.randomUUID',
    'delete window.BroadcastChannel',
    'delete window.structuredClone',
    'delete window.createImageBitmap',
    'delete Navigator.prototype.locks',
    'delete HTMLDialogElement.prototype.showModal',
    'const TheirData = FormData; window.FormData = class extends TheirData { constructor(form) { super(form) } }',
  ],
  'Firefox 91': [
    'delete AbortSignal.timeout',
    'delete Crypto.prototype.randomUUID',
    'delete Object.hasOwn',
    'delete Navigator.prototype.locks',
    'delete window.structuredClone',
  ],
  'Chrome 90': [
    'delete AbortSignal.timeout',
    'delete Array.prototype.at',
    'delete Crypto.prototype.randomUUID',
    'delete Object.hasOwn',
    'delete window.structuredClone',
    'const TheirData = FormData; window.FormData = class extends TheirData { constructor(form) { super(form) } }',
  ],
} as const

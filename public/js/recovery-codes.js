/* Prints recovery codes, or copies them, where they are shown this once. */

export function enhance(buttons) {
  const [print, copy] = ['print', 'copy'].map((what) => buttons.querySelector(`[data-do=${what}]`))
  print.hidden = false
  print.addEventListener('click', () => window.print())
  if (!navigator.clipboard) return
  copy.hidden = false
  copy.addEventListener('click', async () => {
    const codes = [...document.querySelectorAll('.codes code')].map(({ textContent }) => textContent)
    await navigator.clipboard.writeText(`${codes.join('\n')}\n`)
    copy.textContent = copy.dataset.done
  })
}

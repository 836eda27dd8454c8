/* Tells the others who have the same form open that somebody is here, and shows who they are, while the page is seen. */

const every = 15_000

export function enhance(line) {
  const { url, subject, word } = line.dataset
  const about = (leave) => new URLSearchParams({ _subject: subject, ...(leave && { leave: 'yes' }) })

  const show = (present) => {
    const words = present.map(({ name, since }) => `${name}: ${word} ${since}`).join(' · ')
    if (line.textContent.trim() !== words) line.textContent = words
  }

  const tell = async () => {
    if (document.hidden) return
    const limit = new AbortController()
    setTimeout(() => limit.abort(), 8000)
    try {
      const answer = await fetch(url, { method: 'POST', body: about(false), signal: limit.signal })
      if (answer.ok) show(await answer.json())
    } catch {
      // Nobody can be heard now; the next try may.
    }
  }

  setInterval(tell, every)
  document.addEventListener('visibilitychange', tell)
  addEventListener('pagehide', () => navigator.sendBeacon(url, about(true)))
  addEventListener('pageshow', ({ persisted }) => persisted && tell())
  void tell()
}

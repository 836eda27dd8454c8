// Gives a page `factsOfPage()`, which tells in one call what tests want to know of it; `factsOfPages()`, which makes other
// pages of it, one after the other, and tells of each; `placesOf()`, where parts of the last one stand in it; `looksAt()`,
// the same text on two screens where axe would see the same there; and `violationsAt()`, what axe finds there and in the
// page as a whole.
;(() => {
  // Of attributes that hold words, only whether they are filled says what a page is built of.
  const worded = new Set(
    'alt title placeholder label content value aria-label aria-description aria-valuetext'.split(' '),
  )
  const relations = new Set(
    'for headers list form aria-labelledby aria-describedby aria-controls aria-owns aria-details aria-errormessage aria-activedescendant'.split(
      ' ',
    ),
  )
  const exact =
    /^(role|type|scope|autocomplete|tabindex|inputmode|aria-(?!valuenow|valuemin|valuemax|posinset|setsize).*)$/
  const ignored = /^(id|name|class|lang|hreflang|checked|selected|data-.*)$/
  const locales = ['lv', 'et', 'en']
  const mayBeEmpty = new Set('td input img br hr col use path wbr source output textarea script link meta'.split(' '))

  const filled = (text) => (text?.trim() ? 'filled' : 'empty')
  const leads = (ids) =>
    filled(ids) === 'empty'
      ? 'empty'
      : ids
            .trim()
            .split(/\s+/)
            .every((id) => document.getElementById(id))
        ? 'found'
        : 'lost'

  function told({ name, value }) {
    if (relations.has(name)) return `${name}=${leads(value)}`
    if (worded.has(name)) return `${name}=${filled(value)}`
    if (name === 'href' && value.startsWith('#')) return `href=${value === '#' ? 'top' : leads(value.slice(1))}`
    return exact.test(name) ? `${name}=${value}` : name
  }

  // Words in another language are marked so wherever they stand: the mark is no part of what a page is built of.
  const isMark = ({ localName, attributes }) =>
    localName === 'span' &&
    attributes.length === 1 &&
    attributes[0].name === 'lang' &&
    locales.includes(attributes[0].value)

  const named = ({ localName, classList }) => [localName, ...classList].join('.').replace(/\d+/g, '0')

  const isBare = (element) =>
    !mayBeEmpty.has(element.localName) && !element.firstElementChild && filled(element.textContent) === 'empty'

  function part(element) {
    const attributes = [...element.attributes].filter(({ name }) => !ignored.test(name)).map(told)
    if (element.lang && !locales.includes(element.lang)) attributes.push(`lang=${element.lang}`)
    if (element.labels !== undefined) attributes.push(`labels=${Boolean(element.labels?.length)}`)
    if (element.matches('a, button, summary, label, legend, caption, th, option'))
      attributes.push(filled(element.textContent))
    if (isBare(element)) attributes.push('bare')
    return `${named(element)}[${attributes.sort().join(' ')}]`
  }

  // The elements of the page that is shown, by the part that they are.
  const elements = new Map()

  function note(parts, told, element) {
    parts.add(told)
    if (elements.has(told)) elements.get(told).push(element)
    else elements.set(told, [element])
  }

  function walk(element, above, without, parts) {
    for (const child of element.children) {
      if (child === without) continue
      if (isMark(child)) walk(child, above, without, parts)
      else {
        note(parts, `${above} ${part(child)}`, child)
        walk(child, `${above} ${named(child)}`, without, parts)
      }
    }
    return parts
  }

  const areDifferent = (texts) => new Set(texts).size === texts.length

  // How parts stand to each other, which no single part shows.
  function relationsIn(root) {
    const levels = [...root.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ localName }) => localName)
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    const landmarks = [
      ...document.querySelectorAll('nav, aside, header, footer, main, section[aria-label], form[aria-label]'),
    ]
    return [
      ...levels.map((level, at) => `${levels[at - 1] ?? 'start'} then ${level}`),
      `ids differ: ${areDifferent(ids)}`,
      `landmarks differ: ${areDifferent(landmarks.map((each) => each.localName + (each.ariaLabel ?? '')))}`,
    ]
  }

  function partsOf(root, without) {
    const parts = new Set()
    note(parts, part(root), root)
    return [...walk(root, '', without, parts), ...relationsIn(root)]
  }

  // What axe judges by the look of it: whether something is seen and scrolls, and in which colours, large or not.
  function look(element) {
    const { display, visibility, clipPath, overflow, color, backgroundColor, fontSize, fontWeight } =
      getComputedStyle(element)
    const size = parseFloat(fontSize)
    const isLarge = size >= 24 || (size >= 18.5 && Number(fontWeight) >= 700)
    return [display === 'none', visibility, clipPath, overflow, color, backgroundColor, isLarge].join()
  }

  const isStyle = (element) => element.matches('link[rel=stylesheet]')
  const stylesOf = ({ head }) => [...head.children].filter(isStyle).map((link) => link.getAttribute('href'))
  const isLoading = ({ complete, loading }) => !complete && loading !== 'lazy'

  /** Shows a page in the place of this one, which has the same stylesheet, once its pictures are there; its scripts do not run. */
  async function showPage(html) {
    const given = new DOMParser().parseFromString(html, 'text/html')
    const styles = stylesOf(given).join()
    if (styles !== stylesOf(document).join()) throw new Error(`a page with other stylesheets: ${styles}`)
    const root = document.documentElement
    for (const { name } of [...root.attributes]) root.removeAttribute(name)
    for (const { name, value } of given.documentElement.attributes) root.setAttribute(name, value)
    for (const element of [...document.head.children]) if (!isStyle(element)) element.remove()
    document.head.append(...[...given.head.children].filter((element) => !isStyle(element)))
    document.body.replaceWith(given.body)
    scrollTo(0, 0)
    const loading = [...document.images].filter(isLoading)
    await Promise.all(loading.map((image) => new Promise((resolve) => (image.onload = image.onerror = resolve))))
  }

  const factsOfPage = () => {
    elements.clear()
    const main = document.querySelector('main')
    return {
      lang: document.documentElement.lang,
      headings: document.querySelectorAll('h1').length,
      width: document.documentElement.scrollWidth,
      content: main ? partsOf(main, null) : [],
      frame: partsOf(document.documentElement, main),
    }
  }

  globalThis.factsOfPage = factsOfPage

  globalThis.factsOfPages = async (pages) => {
    const facts = []
    for (const html of pages) {
      await showPage(html)
      facts.push(factsOfPage())
    }
    return JSON.stringify(facts)
  }

  const all = () => [...document.querySelectorAll('*')]

  /** Where the outermost elements of these parts stand among all of the page. */
  globalThis.placesOf = (parts) => {
    const chosen = new Set(parts.flatMap((told) => elements.get(told) ?? []))
    const isWithin = (element) => element !== null && (chosen.has(element) || isWithin(element.parentElement))
    return all().flatMap((element, at) => (chosen.has(element) && !isWithin(element.parentElement) ? [at] : []))
  }

  const elementsAt = (places) => {
    const every = all()
    return places.map((at) => every[at])
  }

  globalThis.showAgain = showPage

  globalThis.looksAt = (places) =>
    elementsAt(places)
      .flatMap((element) => [element, ...element.querySelectorAll('*')])
      .map(look)
      .join(';')

  // What is to be judged of a page as a whole: how its parts stand to each other, and how much of them there is.
  const ofPage =
    'accesskeys aria-hidden-body bypass document-title duplicate-id-aria frame-title-unique heading-order html-has-lang html-lang-valid html-xml-lang-mismatch landmark-banner-is-top-level landmark-complementary-is-top-level landmark-contentinfo-is-top-level landmark-main-is-top-level landmark-no-duplicate-banner landmark-no-duplicate-contentinfo landmark-no-duplicate-main landmark-one-main landmark-unique meta-refresh meta-viewport meta-viewport-large page-has-heading-one region scrollable-region-focusable skip-link'.split(
      ' ',
    )
  const usual = { resultTypes: ['violations'], preload: false }
  const run = async (context, options) => (await axe.run(context, { ...usual, ...options })).violations

  globalThis.violationsOfPage = () => run(document, {})

  globalThis.violationsAt = async (places) => {
    const found = await run(document, { runOnly: ofPage })
    if (places.length === 0) return found
    const rules = Object.fromEntries(ofPage.map((rule) => [rule, { enabled: false }]))
    return [...found, ...(await run({ include: elementsAt(places) }, { rules }))]
  }
})()

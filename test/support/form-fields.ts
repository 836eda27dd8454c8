interface Control {
  tag: string
  attributes: string
  content: string
}

/** What a browser would post of a page's form unchanged: the values of its controls, by name. */
export function fieldsOf(html: string, action?: string): Record<string, string | string[]> {
  const forms = [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
  const form = forms.find(([, attributes]) => attributes?.includes(action ? `action="${action}"` : 'class="form'))
  if (!form?.[2]) throw new Error(`there is no form ${action ?? ''} on this page`)

  const fields: Record<string, string | string[]> = {}
  for (const control of controlsOf(form[2].replace(/<template[\s\S]*?<\/template>/g, ''))) {
    const name = attribute(control, 'name')
    if (!name || !isOn(control)) continue
    const value = valueOf(control)
    fields[name] = name in fields ? [fields[name] ?? [], value].flat() : value
  }
  return fields
}

function controlsOf(source: string): Control[] {
  const found = source.matchAll(/<input\b([^>]*)>|<(select|textarea)\b([^>]*)>([\s\S]*?)<\/\2>/g)
  return [...found].map(([, input, tag, attributes, content]) => ({
    tag: tag ?? 'input',
    attributes: input ?? attributes ?? '',
    content: content ?? '',
  }))
}

const isOn = (control: Control) =>
  !['checkbox', 'radio'].includes(attribute(control, 'type') ?? '') || /\schecked\b/.test(control.attributes)

function valueOf(control: Control): string {
  if (control.tag === 'input') return attribute(control, 'value') ?? ''
  if (control.tag === 'textarea') return plain(control.content.replace(/^\n/, ''))
  const options = [...control.content.matchAll(/<option value="([^"]*)"([^>]*)>/g)]
  return plain((options.find(([, , rest]) => rest?.includes('selected')) ?? options[0])?.[1] ?? '')
}

const attribute = ({ attributes }: Control, name: string): string | undefined => {
  const value = new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1]
  return value === undefined ? undefined : plain(value)
}

const marks: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }
const plain = (html: string) => html.replace(/&(?:amp|lt|gt|quot|#39);/g, (mark) => marks[mark] ?? mark)

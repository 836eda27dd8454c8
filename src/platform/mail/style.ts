/*
 * Programs that show messages know no stylesheets and none of the properties that pages use: each element carries what
 * is said of it here. The views name their elements by class, as those of pages do.
 */
const text = 'font-family:"Source Sans 3","Segoe UI",Arial,sans-serif;font-size:17px;line-height:1.5;color:#1c2a2a'
const styles: Record<string, string> = {
  page: `${text};margin:0;padding:24px 12px;background:#f2efe1`,
  card: `${text};max-width:600px;margin:0 auto;background:#ffffff;border:1px solid #d8d3bb`,
  publicity: 'padding:16px 24px;border-bottom:3px solid #d9b630;font-size:14px;line-height:1.35',
  logo: 'padding:16px 24px;border-bottom:3px solid #d9b630;font-size:14px;line-height:1.35;text-align:right',
  words: 'padding:24px 24px 8px',
  title: 'margin:0 0 16px;font-family:Alegreya,Georgia,serif;font-size:25px;line-height:1.25;color:#1d4a37',
  paragraph: 'margin:0 0 16px',
  way: 'margin:0 0 16px',
  link: 'color:#0b5970;font-weight:600',
  facts: 'margin:0 0 16px;border-collapse:collapse',
  label: `${text};padding:3px 16px 3px 0;text-align:left;vertical-align:top;font-weight:400;color:#4f5d57`,
  value: `${text};padding:3px 0;vertical-align:top`,
  foot: 'padding:8px 24px 20px;font-size:14px;line-height:1.4;color:#4f5d57',
}

/** The HTML with every class replaced by what it means. */
export const styled = (html: string): string =>
  html.replace(/ class="(\w+)"/g, (_, name: string) => ` style="${(styles[name] ?? '').replaceAll('"', "'")}"`)

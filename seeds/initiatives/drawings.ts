const frame = (sky: string, content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1500 1000"><rect width="1500" height="1000" fill="${sky}"/>${content}</svg>`

const each = (count: number, draw: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => draw(at)).join('')

const pot = (x: number, width: number, height: number, hue: string) =>
  `<rect x="${x - 30}" y="${610 - height}" width="${width + 60}" height="18" rx="9" fill="#2f3b3c"/>
   <rect x="${x}" y="${620 - height}" width="${width}" height="${height}" rx="22" fill="${hue}"/>
   <path d="M${x + 20} ${600 - height}q${width / 2 - 20}-60 ${width - 40} 0z" fill="${hue}"/>
   <circle cx="${x + width / 2}" cy="${566 - height}" r="14" fill="#2f3b3c"/>`

const steam = (x: number, y: number) =>
  `<path d="M${x} ${y}q-40-50 0-100t0-100" fill="none" stroke="#fff" stroke-width="16" stroke-linecap="round" opacity=".75"/>`

const kitchen = frame(
  '#e9dcc0',
  `${each(15, (at) => each(6, (row) => `<rect x="${at * 104 - 20}" y="${row * 104 - 20}" width="96" height="96" rx="6" fill="${(at + row) % 5 ? '#f3ead6' : '#dcebe6'}"/>`))}
   <rect y="620" width="1500" height="380" fill="#8a5a3b"/><rect y="620" width="1500" height="34" fill="#3d4a4b"/>
   ${each(4, (at) => `<rect x="${60 + at * 360}" y="700" width="300" height="230" rx="14" fill="#9c6a48"/><rect x="${180 + at * 360}" y="728" width="60" height="14" rx="7" fill="#e9dcc0"/>`)}
   ${pot(160, 320, 210, '#256b78')}${pot(600, 260, 150, '#b8452f')}${pot(980, 360, 260, '#d8a32e')}
   ${steam(260, 350)}${steam(360, 330)}${steam(730, 410)}${steam(1100, 300)}${steam(1220, 310)}`,
)

const star = (x: number, y: number, hue: string) =>
  `<path transform="translate(${x} ${y}) scale(3.1)" fill="${hue}" d="M0 0L-8-19 0-38 8-19zM0 0L19-8 38 0 19 8zM0 0L8 19 0 38-8 19zM0 0L-19 8-38 0-19-8zM0 0L8-19 27-27 19-8zM0 0L19 8 27 27 8 19zM0 0L-8 19-27 27-19 8zM0 0L-19-8-27-27-8-19z"/>`

const band = (y: number, hue: string) =>
  each(31, (at) => `<path d="M${at * 50 - 25} ${y}l25-36 25 36-25 36z" fill="${hue}"/>`)

const weaving = frame(
  '#f5efe2',
  `<rect y="90" width="1500" height="120" fill="#a02c2c"/>${band(150, '#f5efe2')}
   <rect y="790" width="1500" height="120" fill="#a02c2c"/>${band(850, '#f5efe2')}
   <rect y="240" width="1500" height="24" fill="#1f2a2b"/><rect y="736" width="1500" height="24" fill="#1f2a2b"/>
   ${each(5, (at) => star(150 + at * 300, 500, at % 2 ? '#1f2a2b' : '#a02c2c'))}
   ${each(6, (at) => `<path d="M${at * 300} 400l34 100-34 100-34-100z" fill="#d8a32e"/>`)}
   ${each(150, (at) => `<path d="M${at * 10} 0v1000" stroke="#000" stroke-width="2" opacity=".06"/>`)}
   ${each(100, (at) => `<path d="M0 ${at * 10}h1500" stroke="#fff" stroke-width="3" opacity=".16"/>`)}`,
)

const boat = (x: number, y: number, hue: string) =>
  `<path d="M${x} ${y}h300l-46 80h-208z" fill="${hue}"/><path d="M${x + 140} ${y}v-200" stroke="#4a3525" stroke-width="12"/><path d="M${x + 152} ${y - 190}l110 160h-110z" fill="#fbf9f2"/>`

const stall = (x: number, hue: string) =>
  `<path d="M${x} 700v220M${x + 340} 700v220" stroke="#4a3525" stroke-width="16"/>
   <rect x="${x - 20}" y="800" width="380" height="120" fill="#8a5a3b"/>
   ${each(5, (at) => `<path d="M${x + 30 + at * 66} 790q28-34 56 0q-28 34-56 0l-16-18v36z" fill="#7f99a3"/>`)}
   ${each(6, (at) => `<path d="M${x - 20 + at * 63} 640h63v70a31 31 0 0 1-63 0z" fill="${at % 2 ? '#fbf9f2' : hue}"/>`)}`

const market = frame(
  '#cfe5ea',
  `<circle cx="1240" cy="180" r="90" fill="#f0c75e"/><rect y="380" width="1500" height="260" fill="#2f7486"/>
   ${each(24, (at) => `<path d="M${(at * 173) % 1500} ${420 + ((at * 67) % 190)}q20-12 40 0t40 0" fill="none" stroke="#a8d0d9" stroke-width="6"/>`)}
   ${boat(180, 470, '#b8452f')}${boat(860, 440, '#d8a32e')}
   <path d="M0 620q400-50 800-10t700-20v410H0z" fill="#e4cf9f"/>
   ${stall(90, '#256b78')}${stall(580, '#b8452f')}${stall(1070, '#d8a32e')}`,
)

/** Drawings that stand where photos would, since nobody and nothing in the demonstration is real. */
export const drawings = { kitchen, weaving, market }

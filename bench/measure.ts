import autocannon from 'autocannon'

export interface Measured {
  rate: number
  p50: number
  p99: number
}

const seconds = Number(process.env['BENCH_SECONDS'] ?? 5)
const connections = 32

export const conditions = `${connections} connections, ${seconds} s each; latency of a single client`

/** How many requests of a page are answered in a second under load, and how fast one is that comes alone. */
export async function measure(url: string, headers: Record<string, string> = {}): Promise<Measured> {
  await autocannon({ url, connections, duration: 2, headers })
  const { requests, non2xx, errors } = await autocannon({ url, connections, duration: seconds, headers })
  if (non2xx + errors > 0) throw new Error(`${url}: ${non2xx} answers that were not 2xx, ${errors} errors`)
  const { latency } = await autocannon({ url, connections: 1, duration: 2, headers })
  return { rate: requests.average, p50: latency.p50, p99: latency.p99 }
}

/** Prints what was measured, beside what it is to be compared with. */
export const printRow = (name: string, { rate, p50, p99 }: Measured, against: Measured | null): void =>
  console.log(
    [
      name.padEnd(74),
      `${Math.round(rate)} req/s`.padStart(14),
      `p50 ${p50} ms`.padStart(12),
      `p99 ${p99} ms`.padStart(12),
    ].join(' ') + (against ? `  ${Math.round((rate / against.rate) * 100)} %` : ''),
  )

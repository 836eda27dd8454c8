declare module 'autocannon' {
  interface Result {
    requests: { average: number }
    latency: { p50: number; p99: number }
    non2xx: number
    errors: number
  }
  export default function autocannon(options: {
    url: string
    connections: number
    /** Seconds; how many requests, where that is what ends it. */
    duration?: number
    amount?: number
    requests?: { path: string }[]
    headers?: Record<string, string>
    /** In seconds. */
    timeout?: number
  }): Promise<Result>
}

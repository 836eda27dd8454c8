import { describe, expect, test } from 'vitest'
import { deviceOf } from '#platform/sessions/device.ts'

const mozilla = 'Mozilla/5.0'
const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)'

describe('a device in a few words', () => {
  test.for([
    [`${mozilla} (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0`, 'Firefox, Windows'],
    [`${mozilla} (Windows NT 10.0; Win64; x64) ${webkit} Chrome/126.0 Safari/537.36 Edg/126.0`, 'Edge, Windows'],
    [`${mozilla} (Linux; Android 10; K) ${webkit} Chrome/126.0 Mobile Safari/537.36`, 'Chrome, Android'],
    [
      `${mozilla} (Linux; Android 14) ${webkit} SamsungBrowser/25.0 Chrome/121.0 Safari/537.36`,
      'Samsung Internet, Android',
    ],
    [`${mozilla} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1 Version/17.5 Safari/605.1.15`, 'Safari, Mac'],
    [
      `${mozilla} (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1 CriOS/126.0 Safari/604.1`,
      'Chrome, iPhone',
    ],
    [`${mozilla} (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/126.0 Safari/537.36`, 'Chrome, ChromeOS'],
    ['curl/8.5.0', ''],
    ['', ''],
    [undefined, ''],
  ] as const)('of %s is "%s"', ([userAgent, words]) => {
    expect(deviceOf(userAgent)).toBe(words)
  })
})

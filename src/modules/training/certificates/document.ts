import { renderSVG } from 'uqr'
import type { Locale } from '#platform/i18n/locale.ts'
import { paths } from '#platform/paths/paths.ts'
import type { CertificateDocument } from '#platform/pdf/certificate-document.ts'
import { letterhead } from '#platform/pdf/letterhead.ts'
import { printable } from '#platform/pdf/localised-text.ts'
import { publicityIn, documentLanguage } from '#platform/pdf/labels.ts'
import { verificationPath, certifiedHours, serialNumber, type Certificate } from './certificate.ts'

/** A certificate in one language, with the address at which it can be verified; one that is revoked says so across the page. */
export function certificateDocument(locale: Locale, certificate: Certificate, origin: string): CertificateDocument {
  const { t, say, plain, day, number } = documentLanguage(locale)
  const { content, issuedOn, code } = certificate
  const serial = serialNumber(certificate)
  const over = t('attendance:certificate.title')
  const address = `${origin}/${locale}${verificationPath(certificate)}`
  const verification = `${origin}/${locale}${paths.training.certificates()}`
  // The hours of each date are told where there are several; they add up to those of the whole.
  const several = content.dates.length > 1
  const dates = content.dates.map(({ onDay, minutes }) =>
    several ? `${day(onDay)} (${number(certifiedHours(minutes))} h)` : day(onDay),
  )
  return {
    ...letterhead(locale, `${over}: ${plain(content.title)}`, publicityIn(t), {
      at: new Date(`${issuedOn}T00:00:00Z`),
    }),
    draft: certificate.revokedOn === null ? null : t('attendance:certificate.revoked'),
    over,
    name: printable(content.name),
    said: t('attendance:certificate.took_part'),
    about: say(content.title),
    facts: [
      ...(content.topics.length > 0
        ? [[t('attendance:certificate.topics'), [content.topics.map(plain).join('; ')]] satisfies [string, string[]]]
        : []),
      [t(`attendance:certificate.${several ? 'dates' : 'date'}`), [dates.join(', ')]],
      [t('attendance:certificate.hours'), [number(certifiedHours(content.minutes))]],
      [t('attendance:certificate.serial'), [serial]],
      [t('attendance:certificate.issued_on'), [day(issuedOn)]],
    ],
    signature: { line: t('attendance:certificate.sign_here'), who: plain(content.organiser) },
    verify: {
      qr: renderSVG(address, { ecc: 'M', border: 4 }),
      alt: `${t('attendance:certificate.qr')} ${serial}`,
      text: `${t('attendance:certificate.verify')} · ${t('attendance:certificate.code')}: ${code}`,
      address: verification,
      shown: verification.replace(/^https?:\/\//, ''),
    },
  }
}

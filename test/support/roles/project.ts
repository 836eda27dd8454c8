import { all, type Roles } from './cases.ts'

export const projectRoles: Roles = {
  'GET /health/live': all('/health/live'),
  'GET /health/ready': all('/health/ready'),
  'GET /metrics': all('/metrics', 404),
  'GET /robots.txt': all('/robots.txt'),
  'GET /.well-known/security.txt': all('/.well-known/security.txt'),
  'GET /sitemap.xml': all('/sitemap.xml'),
  'GET /': [...all('/', 302), ...all('/en')],
  'GET /about': all('/en/about'),
  'GET /privacy': all('/en/privacy'),
  'GET /accessibility': all('/en/accessibility'),
}

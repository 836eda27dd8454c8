import { all, form, page, work, type Roles } from './cases.ts'

export const parishesRoles: Roles = {
  'GET /parishes': all('/en/parishes'),
  'GET /parish-names': all('/en/parish-names?typed=ga'),
  'GET /parishes/:parish': [...all('/en/parishes/gaujiena'), ...all('/en/parishes/nowhere', 404)],
  'GET /work/parishes/:parish/edit': [
    page(`${work}/gaujiena/edit`, '200 ape lead', '403 *'),
    page(`${work}/varska/edit`, '200 setomaa lead', '403 *'),
  ],
  'POST /work/parishes/:parish/edit': [
    form(`${work}/gaujiena/edit`, {}, '422 ape lead', '403 *'),
    form(`${work}/varska/edit`, {}, '422 setomaa lead', '403 *'),
  ],
}

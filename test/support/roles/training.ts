import type { Db } from '#platform/db/connection.ts'
import { all, form, page, work, type Case, type Roles } from './cases.ts'

const days = '/en/work/training'
// In Ape, registration open; in Engure and Ape, announced; in Alutaguse, planned; in Engure for both, held.
const care = `${days}/palidziba-senioriem-majas`
const events = `${days}/pasakumu-organizesana`
const village = `${days}/kulapaev-sundmuse-korraldamine`
const leader = `${days}/lideris`
const nothing = '00000000-0000-0000-0000-000000000000'

const topic = (parish: string, path = '') => {
  return async (db: Db) => {
    const { topicId } = await db('trainingProgrammeTopics')
      .join('trainingProgrammes', 'trainingProgrammes.id', 'programmeId')
      .whereIn('parishId', db('parishes').where({ slug: parish }).select('id'))
      .first<{ topicId: string }>('topicId')
    return `${work}/${parish}/training/topics/${topicId}${path}`
  }
}

const leadership = async (db: Db) => {
  const { id } = await db('trainingTopics').where({ code: 'leadership' }).first<{ id: string }>('id')
  return `${days}/topics/${id}`
}

const staff = '200 ape engure setomaa alutaguse lead'
const nobodyElse = '403 *'
const ofCare = ['403 auditor', '404 *'] as const

const step = (to: string, done: string): Case[] => [form(to, {}, done, '403 auditor', '404 *')]

export const trainingRoles: Roles = {
  'GET /training': all('/en/training'),
  'GET /training/feed.ics': [
    ...all('/en/training/feed.ics'),
    { to: '/en/training/feed.ics?person=1', answers: ['404 *'] },
  ],
  'GET /training/:day': [
    ...all('/en/training/lideris'),
    { to: '/en/training/kulapaev-sundmuse-korraldamine', answers: ['200 alutaguse lead auditor', '404 *'] },
  ],
  'GET /training/:day/materials/:file': [{ to: `/en/training/lideris/materials/${nothing}`, answers: ['404 *'] }],
  'GET /work/calendar': [page('/en/work/calendar', '200 *')],
  'POST /work/calendar': [form('/en/work/calendar', {}, '303 *')],
  'GET /work/training': [page(days, `${staff} auditor`, nobodyElse)],
  'GET /work/training/targets': [page(`${days}/targets`, '200 lead', nobodyElse)],
  'POST /work/training/targets': [form(`${days}/targets`, {}, '422 lead', nobodyElse)],
  'GET /work/training/topics': [page(`${days}/topics`, `${staff} mentor auditor`, nobodyElse)],
  'GET /work/training/topics/new': [page(`${days}/topics/new`, staff, nobodyElse)],
  'POST /work/training/topics/new': [
    form(`${days}/topics/new`, {}, '422 ape engure setomaa alutaguse lead', nobodyElse),
  ],
  'GET /work/training/topics/:topic': [
    page(leadership, '200 lead', nobodyElse),
    page(`${days}/topics/${nothing}`, '403 admin gaujiena varska', '404 *'),
  ],
  'POST /work/training/topics/:topic': [form(leadership, {}, '422 lead', nobodyElse)],
  'GET /work/training/new': [page(`${days}/new`, staff, nobodyElse)],
  'POST /work/training/new': [form(`${days}/new`, {}, '422 ape engure setomaa alutaguse lead', nobodyElse)],
  'GET /work/training/:day': [
    page(care, '200 ape lead auditor', '404 *'),
    page(events, '200 engure ape lead auditor', '404 *'),
  ],
  'GET /work/training/:day/edit': [
    page(care, '200 ape lead auditor', '404 *'),
    page(`${care}/edit`, '200 ape lead', ...ofCare),
  ],
  'POST /work/training/:day/edit': [form(`${care}/edit`, {}, '422 ape lead', ...ofCare)],
  'GET /work/training/:day/files': [page(`${care}/files`, '200 ape lead', ...ofCare)],
  'POST /work/training/:day/files': [form(`${care}/files`, {}, '303 ape lead', ...ofCare)],
  'GET /work/training/:day/evidence/:file': [page(`${leader}/evidence/${nothing}`, '404 *')],
  'GET /work/training/:day/cancellation': [page(`${care}/cancellation`, '200 ape lead', ...ofCare)],
  'POST /work/training/:day/cancellation': [form(`${care}/cancellation`, {}, '422 ape lead', ...ofCare)],
  'GET /work/training/:day/postponement': [page(`${care}/postponement`, '200 ape lead', ...ofCare)],
  'POST /work/training/:day/postponement': [form(`${care}/postponement`, {}, '422 ape lead', ...ofCare)],
  'POST /work/training/:day/publication': step(`${village}/publication`, '303 alutaguse lead'),
  'POST /work/training/:day/opening': step(`${events}/opening`, '303 engure ape lead'),
  'POST /work/training/:day/closing': step(`${care}/closing`, '303 ape lead'),
  // It took place already, and its evidence is not there.
  'POST /work/training/:day/holding': step(`${leader}/holding`, '303 engure ape lead'),
  'POST /work/training/:day/evidence': step(`${leader}/evidence`, '422 engure ape lead'),
  'POST /work/training/:day/doubt': step(`${leader}/doubt`, '303 engure ape lead'),
  'POST /work/training/:day/report': [form(`${leader}/report`, {}, '403 engure ape lead auditor', '404 *')],
  'GET /work/parishes/:parish/training': [
    page(`${work}/gaujiena/training`, '200 ape lead mentor auditor', '404 *'),
    page(`${work}/engure/training`, '200 engure lead auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/training/topics/new': [
    page(`${work}/iisaku/training/topics/new`, '200 alutaguse', '403 lead auditor', '404 *'),
    // What is approved is changed after it was opened.
    page(`${work}/gaujiena/training/topics/new`, '403 ape lead mentor auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/training/topics/new': [
    form(`${work}/iisaku/training/topics/new`, {}, '422 alutaguse', '403 lead auditor', '404 *'),
  ],
  'GET /work/parishes/:parish/training/topics/:topic': [
    page(topic('iisaku'), '200 alutaguse', '403 lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/training/topics/:topic': [
    form(topic('iisaku'), { priority: 'x' }, '422 alutaguse', '403 lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/training/topics/:topic/removal': [
    form(topic('iisaku', '/removal'), {}, '303 alutaguse', '403 lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/training/submission': [
    form(`${work}/iisaku/training/submission`, {}, '303 alutaguse', '403 lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/training/withdrawal': [
    form(`${work}/engure/training/withdrawal`, {}, '303 engure', '403 lead auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/training/approval': [
    form(`${work}/engure/training/approval`, {}, '303 lead', '403 engure auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/training/return': [
    form(`${work}/engure/training/return`, {}, '422 lead', '403 engure auditor', '404 *'),
  ],
  'POST /work/parishes/:parish/training/reopening': [
    form(`${work}/gaujiena/training/reopening`, {}, '303 ape', '403 lead mentor auditor', '404 *'),
  ],
}

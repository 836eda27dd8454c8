import { execFile } from 'node:child_process'
import { chmod, chown, lchown, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartupError } from '#platform/values/startup-error.ts'
import { childEnvironment, type Binaries } from './binaries.ts'
import { workingFolderPath, type Folder, type RunAs } from './folder.ts'
import { lastError } from './log.ts'
import { makeSecrets, readSecrets, type Secrets } from './secrets.ts'

const run = promisify(execFile)
const unfinished = 'postgres.new-'

/** Makes sure that the folder holds a whole cluster of this PostgreSQL, made on the first start. Throws StartupError. */
export async function prepareCluster(folder: Folder, binaries: Binaries): Promise<Secrets> {
  await sweep(folder.path)
  const known = await readSecrets(folder.path)
  if ((await stat(folder.cluster).catch(() => undefined)) === undefined) {
    const secrets = known ?? (await makeSecrets(folder.path))
    await createCluster(folder, binaries, secrets.superuser)
    return secrets
  }
  await checkVersion(folder.cluster, binaries.major)
  if (known === undefined) {
    throw new StartupError(
      `The database in ${folder.cluster} has lost its passwords: put postgres-passwords.json back into ${folder.path} ` +
        'from a backup, or name another folder with DATA_DIR.',
    )
  }
  await handOver(folder.cluster, folder.runAs)
  return known
}

/** Takes away what a first start left, its initdb too if that is still at it: without its folder it gives up. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith(unfinished))
      await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Makes the cluster beside its place and moves it there when it is complete. */
async function createCluster({ path, cluster, runAs }: Folder, { initdb }: Binaries, password: string): Promise<void> {
  const temporary = await mkdtemp(join(path, unfinished))
  const data = join(temporary, 'data')
  const args = ['--auth=scram-sha-256', '--username=postgres', '--data-checksums', '--encoding=UTF8', '--locale=C']
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--pwfile=${join('..', 'password')}`)
  try {
    await mkdir(data)
    await writeFile(join(temporary, 'password'), password, { mode: 0o600 })
    await handOver(temporary, runAs)
    await run(initdb, ['-D', workingFolderPath(data, runAs), ...args], { cwd: data, env: childEnvironment, ...runAs })
    await rename(data, cluster)
  } catch (error) {
    const { stderr = '', message } = error as Error & { stderr?: string }
    throw new StartupError(
      `The database could not be made in ${path} (${lastError(stderr) ?? message}): ` +
        'mend that and start again, or name another folder with DATA_DIR.',
    )
  } finally {
    await sweep(path)
  }
}

async function checkVersion(cluster: string, major: string): Promise<void> {
  const found = (await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => '')).trim()
  if (found === major) return
  if (found === '') {
    throw new StartupError(`${cluster} is not a database: move it away, or name another folder with DATA_DIR.`)
  }
  throw new StartupError(
    `${cluster} is a database of PostgreSQL ${found}, and this portal needs ${major}: carry the data over with a backup ` +
      'made by the portal that wrote it, or name another folder with DATA_DIR.',
  )
}

/** Gives a folder and all in it to the user who will work there, as a copy made by root may belong to root. */
async function handOver(folder: string, { uid, gid }: RunAs): Promise<void> {
  if (uid !== undefined && gid !== undefined && (await stat(folder)).uid !== uid) {
    for (const name of await readdir(folder, { recursive: true })) await lchown(join(folder, name), uid, gid)
    await chown(folder, uid, gid)
  }
  await chmod(folder, 0o700).catch(() => undefined)
}

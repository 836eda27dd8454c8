const values = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'Europe/Riga',
  max_connections: '60',
  shared_buffers: '64MB',
  effective_cache_size: '512MB',
  maintenance_work_mem: '32MB',
  max_wal_size: '512MB',
  io_method: 'sync',
  jit: 'off',
  password_encryption: 'scram-sha-256',
  wal_level: 'replica',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  // What is refused is named without the values of the row, which are people's.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_line_prefix: '%m [%p] %q%u@%d ',
}

/** Settings of PostgreSQL by their names, as its command line takes them. */
export type Settings = Record<string, string>

/** The arguments of postgres: small, reachable from this machine only, and in the time of the parishes; then `changes`. */
export const settingsWith = (changes: Settings = {}): string[] =>
  Object.entries({ ...values, ...changes }).flatMap(([name, value]) => ['-c', `${name}=${value}`])

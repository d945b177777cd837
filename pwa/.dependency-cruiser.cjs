// Who may import whom inside src/ (docs/architecture.md). A folder that is not named may import nothing.
const SEES = {
  domain: [],
  i18n: [],
  db: ['domain'],
  api: ['domain'],
  downloads: ['db', 'api', 'domain'],
  sync: ['db', 'api', 'domain'],
  vault: ['db', 'api', 'domain', 'sync'],
  sw: ['domain'],
  equipo: ['i18n', 'api', 'styles'],
  ui: ['domain', 'i18n'],
  screens: ['domain', 'i18n', 'db', 'api', 'downloads', 'sync', 'ui', 'styles', 'vault', 'listen'],
  listen: ['domain', 'i18n', 'downloads', 'ui', 'screens'],
};

const onlySees = Object.entries(SEES).map(([folder, others]) => ({
  name: `${folder}-sees-only-${others.join('-') || 'itself'}`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^src/', pathNot: `^src/(${[folder, ...others].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...onlySees,
    {
      name: 'the-page-never-imports-the-worker',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/sw/' },
      to: { path: '^src/sw/' },
    },
    {
      name: 'pure-and-worker-code-has-no-packages',
      severity: 'error',
      from: { path: '^src/(domain|i18n|sw)/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    {
      name: 'what-ships-has-no-development-packages',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown', 'core'] },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'nothing-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};

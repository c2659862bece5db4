// The import directions of the house (README, "The way of the data"): a folder may import only folders to its left.
// identity → catalogue → events → meetings → intents → bureau; text, matching and scheduling are engines without I/O.
const mayImport = {
  contracts: [],
  text: [],
  matching: ['text'],
  scheduling: [],
  platform: ['text', 'matching', 'contracts'],
  identity: ['platform', 'contracts'],
  catalogue: ['identity', 'text', 'matching', 'platform', 'contracts'],
  events: ['catalogue', 'identity', 'text', 'platform', 'contracts'],
  meetings: ['events', 'catalogue', 'identity', 'scheduling', 'platform', 'contracts'],
  intents: ['meetings', 'events', 'catalogue', 'identity', 'platform', 'contracts'],
  bureau: ['intents', 'meetings', 'events', 'catalogue', 'identity', 'platform', 'contracts'],
};
const engines = '^libs/(text|matching|scheduling)/';

module.exports = {
  forbidden: [
    ...Object.entries(mayImport).map(([room, left]) => ({
      name: `${room}-imports-only-what-stands-left-of-it`,
      severity: 'error',
      from: { path: `^libs/${room}/` },
      to: { path: '^(libs|apps|test)/', pathNot: `^libs/(${[room, ...left].join('|')})/` },
    })),
    {
      name: 'a-room-is-entered-through-its-index',
      severity: 'error',
      from: { path: '^(?:libs|apps|test)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^libs/$1/' },
    },
    {
      name: 'engines-have-no-io',
      comment:
        'createRequire of module loads a library when it is first asked, and no other thing; ' +
        'fast-check draws the random days of their tests',
      severity: 'error',
      from: { path: engines, pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^(libs/|module$)|/fast-check/', dependencyTypesNot: ['local', 'npm'] },
    },
    {
      name: 'engines-have-no-framework',
      severity: 'error',
      from: { path: engines },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|bullmq|ioredis|socket\\.io)/' },
    },
    {
      name: 'pure-rules-have-no-framework',
      comment: 'noun.ts beside noun.entity.ts holds rules only: no Nest, no TypeORM',
      severity: 'error',
      from: {
        path: '^libs/(identity|catalogue|events|meetings|intents|bureau)/src/[a-z-]+\\.ts$',
        pathNot: 'index\\.ts$',
      },
      to: { path: 'node_modules/(@nestjs|typeorm)/' },
    },
    {
      name: 'web-talks-to-contracts-only',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^(libs|apps)/', pathNot: '^(apps/web|libs/contracts)/' },
    },
    {
      name: 'apps-do-not-import-each-other',
      comment: 'apps/local starts the others and may reach their bootstrap',
      severity: 'error',
      from: { path: '^apps/(api|worker|web)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
    },
  },
};

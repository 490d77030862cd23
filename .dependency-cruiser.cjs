/**
 * The architecture as rules (see docs/adr/0003-rooms-and-directions.md): what each room may import. Everything else of ours is
 * refused, and so are cycles.
 */
const ROOMS = {
  config: [],
  http: [],
  database: ['config'],
  audit: ['database', 'http', 'auth/access'],
  events: ['database', 'http', 'auth/access'],
  trackdechets: ['config'],
  users: ['audit', 'events', 'database', 'http', 'config', 'auth/access'],
  auth: ['users', 'audit', 'events', 'database', 'http', 'config'],
  credentials: ['auth', 'users', 'audit', 'events', 'trackdechets', 'database', 'http', 'config'],
  establishments: ['credentials', 'auth', 'audit', 'events', 'trackdechets', 'database', 'http', 'config'],
  companies: ['credentials', 'auth', 'audit', 'events', 'trackdechets', 'database', 'http', 'config'],
  refrigerants: ['http', 'auth/access'],
  partners: ['companies', 'auth', 'audit', 'events', 'trackdechets', 'database', 'http', 'config'],
  interventions: ['establishments', 'partners', 'companies', 'auth', 'audit', 'events', 'trackdechets', 'database', 'http', 'config'],
  bsff: ['establishments', 'partners', 'companies', 'interventions', 'refrigerants', 'credentials', 'users', 'auth', 'audit', 'events', 'trackdechets', 'database', 'http', 'config'],
  exports: ['bsff', 'credentials', 'users', 'establishments', 'interventions', 'auth', 'audit', 'events', 'trackdechets', 'database', 'http', 'config'],
  pulls: ['bsff', 'credentials', 'users', 'establishments', 'interventions', 'auth', 'audit', 'events', 'trackdechets', 'database', 'http', 'config'],
  signatures: ['pulls', 'bsff', 'credentials', 'users', 'establishments', 'auth', 'audit', 'events', 'trackdechets', 'database', 'http', 'config'],
  health: ['auth/access', 'http', 'database', 'config'],
  sandbox: ['trackdechets/rules'],
  demo: [],
};

const room = (name) => `^src/${name}/`;

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment: 'trackdechets/rules is functions and tables: no framework, no I/O',
      from: { path: '^src/trackdechets/rules/', pathNot: '\\.spec\\.ts$' },
      to: { pathNot: '^src/trackdechets/rules/' },
    },
    ...Object.entries(ROOMS).map(([name, allowed]) => ({
      name: `from-${name}`,
      severity: 'error',
      from: { path: room(name), pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/', pathNot: [name, ...allowed].map(room) },
    })),
    {
      name: 'rooms-are-listed',
      severity: 'error',
      comment: 'a new room says what it may import',
      from: { path: '^src/([^/]+)/', pathNot: [...Object.keys(ROOMS).map(room), '^src/startup/'] },
      to: { path: '^src/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: false,
  },
};

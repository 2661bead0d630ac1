/** Who may import whom. See docs/adr/0001-processes-and-layers.md. */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-is-pure',
      comment: 'shared/ may import only itself and zod.',
      severity: 'error',
      from: { path: '^shared/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^shared/|node_modules/zod/' },
    },
    {
      name: 'core-without-electron',
      comment: 'The core runs under plain Node: no Electron, no main process.',
      severity: 'error',
      from: { path: '^electron/core/' },
      to: {
        path: '(^|/)node_modules/electron/|^electron$|^electron/(main|preload|capture|entries)/|^renderer/',
      },
    },
    {
      name: 'core-module-through-its-index',
      comment:
        'A core module reaches another only through its index.ts. platform/ and database/ are the ground all stand on.',
      severity: 'error',
      from: { path: '^electron/core/([^/]+)/' },
      to: {
        path: '^electron/core/([^/]+)/',
        pathNot: [
          '^electron/core/$1/',
          '^electron/core/[^/]+/index\\.ts$',
          '^electron/core/(platform|database)/',
        ],
      },
    },
    {
      name: 'ground-knows-no-module',
      severity: 'error',
      from: { path: '^electron/core/(platform|database)/' },
      to: { path: '^electron/core/(catalog|rights|watch|live|findings|cases|evidence|workspace|sample)/' },
    },
    {
      name: 'main-reaches-core-through-entries',
      severity: 'error',
      from: { path: '^electron/(main|preload)/', pathNot: '\\.test\\.ts$' },
      to: { path: '^electron/core/' },
    },
    {
      name: 'renderer-knows-only-shared',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^electron/|(^|/)node_modules/electron/|^node:|better-sqlite3' },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '(\\.test\\.tsx?|vite\\.config\\.ts)$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'product-knows-no-test',
      severity: 'error',
      from: { path: '^(shared|electron|renderer)/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^test/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs'] },
  },
}

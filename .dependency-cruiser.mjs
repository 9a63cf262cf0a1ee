// Who may import whom: `npm run arch`. TypeScript 7 has no JS API yet, so the sources are parsed by swc, which keeps
// `import type`: a type is an arrow too.
const slice = '^server/src/modules/([^/]+)/'
const feature = '^web/src/features/([^/]+)/'
const queries = '/queries(/|\\.ts$)'
const never = (name, from, to) => ({ name, severity: 'error', from, to })

export default {
  forbidden: [
    // Types may refer to each other (a context has a platform, a platform's reactions take a context): they vanish. Between
    // slices they may not: that a slice knows another's types already means that it cannot stand without it.
    never('no-cycles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    never(
      'slices-form-no-cycle',
      { path: slice },
      { circular: true, via: { path: slice, pathNot: '^server/src/modules/$1/' } },
    ),
    never('every-import-resolves', {}, { couldNotResolve: true }),

    never(
      'slices-meet-at-service',
      { path: slice },
      { path: slice, pathNot: ['^server/src/modules/$1/', '/service\\.ts$'] },
    ),
    never(
      'queries-do-not-call-up',
      { path: queries },
      { path: '^server/src/modules/.*/(service|routes|events|jobs)\\.ts$' },
    ),
    never(
      'queries-are-their-slices-own',
      { path: '^server/src/', pathNot: slice },
      { path: `^server/src/modules/[^/]+${queries}` },
    ),
    never('services-do-not-know-routes', { path: slice, pathNot: '/routes\\.ts$' }, { path: `${slice}.*routes\\.ts$` }),
    never(
      'http-stays-at-the-door',
      { path: slice, pathNot: '/routes\\.ts$' },
      { path: 'node_modules/@?fastify/|/platform/http\\.ts$' },
    ),
    never('sql-stays-in-queries', { path: slice, pathNot: queries }, { path: 'node_modules/(kysely|pg)/' }),
    never(
      'platform-knows-no-slice',
      { path: '^server/src/platform/' },
      { path: '^server/src/(modules/|app\\.ts|main\\.ts|cli\\.ts)' },
    ),
    never('contracts-know-only-zod', { path: '^contracts/' }, { pathNot: '^contracts/|(^|/)node_modules/zod/' }),
    never('web-speaks-contracts', { path: '^web/' }, { path: '^server/' }),
    never('server-draws-nothing', { path: '^server/' }, { path: '^web/' }),
    never('features-meet-in-app', { path: feature }, { path: feature, pathNot: '^web/src/features/$1/' }),
    never('features-do-not-call-up', { path: feature }, { path: '^web/src/app/' }),
    never('ui-knows-no-feature', { path: '^web/src/(ui|lib|records)/' }, { path: '^web/src/(features|app)/' }),
    never(
      'the-product-knows-no-tooling',
      { path: '^(contracts|server|web)/src/' },
      { path: '^(e2e|bench|scripts|server/(test|scripts))/' },
    ),
    never(
      'the-product-runs-without-dev-dependencies',
      { path: '^(contracts|server)/src/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    never(
      'declared-dependencies-only',
      { path: '^(contracts|server|web)/', pathNot: '^server/test/' }, // test tools are the root's
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.test\\.tsx?$|^web/dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'style'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
  },
}

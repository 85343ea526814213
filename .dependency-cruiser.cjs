// The import direction of the rooms: text becomes a program, a graph, numbers, a picture.
const room = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { pathNot: to },
});

// ops <- language <- autodiff <- study, exports <- session <- editor <- extension
const table = '^src/(ops|special|fractions|formula|numbers)\\.ts$';
const language = '^src/language/';
const autodiff = '^src/autodiff/';
const lens = '^src/lens\\.ts$';
const leaves = '^src/(study|exports)/';
const session = '^src/(session|heading|circuit|picture|questions|quiz|replies|dialogue|memo)\\.ts$';
const outside = 'node_modules';

module.exports = {
  forbidden: [
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'everything imported exists',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
    room('the table imports nothing', '^src/(ops|special|fractions|formula|numbers)\\.ts$', [
      table,
    ]),
    room('the protocol knows formulas only', '^src/(protocol|drawn)\\.ts$', [
      '^src/(double|formula|lens|drawn)\\.ts$',
      outside,
    ]),
    room('language knows the table', language, [table, language, outside]),
    room('autodiff knows language', autodiff, [table, lens, language, autodiff]),
    room('study and exports know autodiff', leaves, [table, lens, language, autodiff, leaves]),
    room('the session knows the core and what a picture is', session, [
      table,
      lens,
      language,
      autodiff,
      leaves,
      session,
      '^src/(protocol|double)\\.ts$',
    ]),
    {
      name: 'vscode only in the editor',
      severity: 'error',
      from: { pathNot: '^src/(editor/|extension\\.ts$)' },
      to: { path: '^vscode$' },
    },
    {
      name: 'the editor is known by the extension only',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^src/((editor|node|web)/|extension\\.ts$)' },
      to: { path: '^src/(editor/|extension\\.ts$)' },
    },
    {
      name: 'the desk runs where there is no vscode',
      severity: 'error',
      from: { path: '^src/(node|web)/desk\\.ts$' },
      to: { path: '^vscode$', reachable: true },
    },
    {
      name: 'a host is where everything starts, and known by nobody else',
      severity: 'error',
      from: { pathNot: '^src/(node|web)/' },
      to: { path: '^src/(node|web)/' },
    },
    {
      name: 'the webview knows messages and formulas, and does no calculus',
      severity: 'error',
      from: { path: '^webview/', pathNot: '^webview/standalone\\.tsx$' },
      to: { path: '^src/', pathNot: '^src/(protocol|double|formula|numbers|lens)\\.ts$' },
    },
    {
      name: 'the host does not know the webview',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^webview/' },
    },
    {
      name: 'no module of Node, for the web-worker host has none',
      severity: 'error',
      from: { path: '^(src|webview)/', pathNot: '^src/node/' },
      to: { dependencyTypes: ['core'] },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.d\\.ts$' },
  },
};

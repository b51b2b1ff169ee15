import tseslint from 'typescript-eslint';

// The stages of the core. They meet only in the conductors, `narration/` and `readAloud/`.
const stages = ['story', 'speech', 'audio', 'store', 'tasks'];
const conductors = ['narration', 'readAloud'];

const vscode = { name: 'vscode', message: "Only src/extension.ts and src/vscode/ know 'vscode'." };

// What leads out of the machine. src/core/download/ may, and only who installs the model asks it to.
const networkModules = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises'].map(
  (name) => ({
    name: `node:${name}`,
    message: 'Only src/core/download/ may open a socket.',
  }),
);
const onlyInstallDownloads = {
  regex: '/download/',
  message: 'Only src/core/speech/kokoro/install.ts and planInstall.ts fetch anything.',
};

/** Forbids imports, also of types, that lead up and then into one of these folders or files. */
const leadingInto = (names, message) => ({
  regex: `^(\\.\\./)+((core|src)/)?(${names.join('|')})(/|$)`,
  message,
});

/** One zone: what files of `folder` may not import. `paths` are package names. */
const zone = (folder, patterns, paths = [vscode]) => ({
  files: [`${folder}/**/*.ts`],
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { paths: [...paths, ...networkModules], patterns: [...patterns, onlyInstallDownloads] },
    ],
  },
});

const edges = leadingInto(
  ['vscode', 'cli', 'worker', 'shared', 'extension', 'webview-ui'],
  'The core knows neither its edges nor VS Code.',
);
// A later zone replaces an earlier one for the files of both, so each says all that holds for its files.
const boundaries = [
  zone('src/core', [edges]),
  ...stages.map((stage) =>
    zone(`src/core/${stage}`, [
      edges,
      leadingInto(
        [...stages, ...conductors].filter((other) => other !== stage),
        'Stages of the core never import each other: only narration/ and readAloud/ join them.',
      ),
    ]),
  ),
  zone('src/worker', [
    leadingInto(
      ['vscode', 'cli', 'store', 'tasks', ...conductors],
      'The speech worker turns text into audio files and knows nothing else.',
    ),
  ]),
  zone('src/cli', [leadingInto(['vscode', 'extension'], 'The command line is the core without VS Code.')]),
  zone('src/shared', [
    leadingInto(['core', 'vscode', 'cli', 'worker', 'studio'], 'What host and page share knows neither.'),
    { regex: '^node:', message: 'The page runs in a browser.' },
  ]),
  zone('webview-ui', [
    leadingInto(
      ['core', 'vscode', 'cli', 'worker', 'studio', 'rpc'],
      'The page knows only what host and page share.',
    ),
    { regex: '^node:', message: 'The page runs in a browser.' },
  ]),
  zone(
    'src/vscode',
    [leadingInto(['cli'], 'VS Code and the command line share the core, not each other.')],
    [],
  ),
];

const downloading = [
  {
    files: ['src/core/download/*.ts'],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { paths: [vscode], patterns: [edges] }] },
  },
  {
    files: ['install', 'planInstall'].map((name) => `src/core/speech/kokoro/${name}.ts`),
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [vscode, ...networkModules], patterns: [edges] },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'webview-ui/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'].map((name) => ({
          name,
          message: 'Only src/core/download/ may open a socket.',
        })),
      ],
    },
  },
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.vscode-test/', 'test/fixtures/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'An export has a name.' },
        {
          selector: "ImportDeclaration[source.value='zod'] > ImportSpecifier",
          message: "Only `import * as z` leaves out what is not used: zod's languages are 350 kB.",
        },
      ],
      eqeqeq: 'error',
    },
  },
  ...boundaries,
  ...downloading,
  {
    files: ['webview-ui/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'write'].map((property) => ({
          property,
          message: 'What comes from a story is set as text.',
        })),
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'max-lines': 'off' },
  },
);

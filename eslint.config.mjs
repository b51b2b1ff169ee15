import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';

// The stages of the core. They meet only in the conductors, `narration/` and `readAloud/`.
const stages = ['story', 'speech', 'audio', 'store', 'tasks'];
const conductors = ['narration', 'readAloud'];

/** One zone: files under `target` may not import, not even a type, from `from`. */
const zone = (target, from, message) => ({ target, from, message });

const boundaries = [
  ...stages.map((stage) =>
    zone(
      `./src/core/${stage}`,
      [...stages, ...conductors].filter((other) => other !== stage).map((other) => `./src/core/${other}`),
      'Stages of the core never import each other: only narration/ and readAloud/ join them.',
    ),
  ),
  zone(
    './src/core',
    ['./src/vscode', './src/cli', './src/worker', './src/shared', './src/extension.ts', './webview-ui'],
    'The core knows neither its edges nor VS Code.',
  ),
  zone(
    './src/worker',
    ['./src/vscode', './src/cli', './src/core/store', './src/core/tasks', './src/core/narration'],
    'The speech worker turns text into audio files and knows nothing else.',
  ),
  zone('./src/cli', ['./src/vscode', './src/extension.ts'], 'The command line is the core without VS Code.'),
  zone('./src/vscode', ['./src/cli'], 'VS Code and the command line share the core, not each other.'),
];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.vscode-test/', 'test/fixtures/'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      'import-x/no-restricted-paths': ['error', { zones: boundaries }],
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'webview-ui/**/*.ts'],
    ignores: ['src/extension.ts', 'src/vscode/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: 'vscode', message: "Only src/extension.ts and src/vscode/ know 'vscode'." }] },
      ],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'max-lines': 'off' },
  },
);

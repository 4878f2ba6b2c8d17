import js from '@eslint/js'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import { readdirSync } from 'node:fs'
import tseslint from 'typescript-eslint'

// One direction: app -> features -> shared -> api. No feature knows another.
const features = readdirSync(new URL('./src/features', import.meta.url))
const zones = [
  { target: './src/features', from: './src/app', message: 'A feature never imports the app.' },
  { target: ['./src/shared', './src/api'], from: ['./src/app', './src/features'], message: 'Shared code knows no feature.' },
  { target: './src/app', from: './src/api', message: 'The description of the API is read through shared/api.' },
  { target: './src/features', from: './src/api', message: 'The description of the API is read through shared/api.' },
  ...features.map((name) => ({
    target: `./src/features/${name}`,
    from: './src/features',
    except: [`./${name}`],
    message: 'No feature imports another; what both need belongs in shared.',
  })),
]

export default tseslint.config(
  { ignores: ['dist', 'test-results', 'playwright-report', 'src/api/schema.gen.ts'] },
  js.configs.recommended,
  tseslint.configs.recommended,
  reactHooks.configs.flat.recommended,
  jsxA11y.flatConfigs.recommended,
  {
    languageOptions: { globals: globals.browser },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/no-cycle': 'error',
      'no-console': 'error',
    },
  },
  { files: ['e2e/**', '*.{js,ts}'], languageOptions: { globals: globals.node }, rules: { 'react-hooks/rules-of-hooks': 'off' } },
)

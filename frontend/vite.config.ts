import { fileURLToPath, URL } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const service = process.env.ZHAOLIAN_DEV_SERVICE ?? 'http://127.0.0.1:8080'

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { '@': here('./src') } },
  build: {
    outDir: 'dist/app', // embedded by embed.go; dist/.keep beside it stays
    emptyOutDir: true,
    chunkSizeWarningLimit: 1600, // the API description's reader; the screens' own chunks are far smaller
    rolldownOptions: {
      input: { index: here('./index.html'), docs: here('./docs.html') },
      // These packages only define things but do not say so; Ant Design's provider would pull in all of its form.
      treeshake: { moduleSideEffects: [{ test: /@rc-component[\\/](form|async-validator)/, sideEffects: false }] },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(['/api', '/openapi.json', '/healthz', '/readyz'].map((path) => [path, service])),
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test-setup.ts'],
    testTimeout: 20_000, // two slow cores
  },
})

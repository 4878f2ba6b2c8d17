import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router'
import { Providers } from '@/app/providers'
import { router } from '@/app/router'
import { applyTheme } from '@/app/theme'
import { startI18n } from '@/shared/i18n'
import '@/shared/styles.css'

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

applyTheme()
await startI18n()
createRoot(root).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)

// The screens are kept by the browser, so that the app opens without a connection (public/sw.js). Where workers are forbidden it does without.
if (import.meta.env.PROD && 'serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js').catch(() => undefined)

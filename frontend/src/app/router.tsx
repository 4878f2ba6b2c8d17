import { createBrowserRouter } from 'react-router'
import { RouteError } from './errors'
import { Home, Layout } from './layout'
import { NotFound } from './not-found'

/** Every address of the screens. Each screen is a file of its own, fetched when first visited. */
export const router = createBrowserRouter([
  { path: '/sign-in', lazy: () => import('@/features/session/sign-in'), HydrateFallback: () => null, ErrorBoundary: RouteError },
  {
    path: '/',
    Component: Layout,
    HydrateFallback: () => null,
    ErrorBoundary: RouteError,
    children: [
      {
        ErrorBoundary: RouteError, // inside the layout: the menu stays
        children: [
          { index: true, Component: Home },
          { path: 'capture', lazy: () => import('@/features/capture/capture') },
          { path: 'leads', lazy: () => import('@/features/leads/leads') },
          { path: 'leads/:id', lazy: () => import('@/features/lead/lead') },
          { path: 'plan', lazy: () => import('@/features/plan/links') },
          { path: 'parks', lazy: () => import('@/features/plan/parks') },
          { path: 'learning', lazy: () => import('@/features/learning/learning') },
          { path: 'imports', lazy: () => import('@/features/imports/imports') },
          { path: 'imports/:id', lazy: () => import('@/features/imports/import') },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
])

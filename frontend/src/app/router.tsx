import { createBrowserRouter } from 'react-router'
import { wholeTexts } from '@/shared/i18n'
import { RouteError } from './errors'
import { Bare, Home, Layout } from './layout'
import { NotFound } from './not-found'

/** What most screens are made of, and their texts: fetched beside the screen. */
const ant = async () => {
  const [screens] = await Promise.all([import('./ant'), wholeTexts()])
  return screens
}

/** Every address of the screens. Each screen is a file of its own, fetched when first visited. */
export const router = createBrowserRouter([
  { path: '/sign-in', lazy: () => import('@/features/session/sign-in'), HydrateFallback: () => null, ErrorBoundary: RouteError },
  { path: '/board/wall', Component: Bare, HydrateFallback: () => null, ErrorBoundary: RouteError, children: [{ lazy: ant, children: [{ index: true, lazy: () => import('@/features/board/wall') }] }] },
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
          { path: 'today', lazy: () => import('@/features/today/today') },
          { lazy: ant, children: [
            { path: 'admin/plans', lazy: () => import('@/features/plans/plans') },
            { path: 'admin/plans/:id', lazy: () => import('@/features/plans/plan') },
            { path: 'targets', lazy: () => import('@/features/targets/targets') },
            { path: 'supply-demand', lazy: () => import('@/features/supply-demand/supply-demand') },
            { path: 'parks/:slug', lazy: () => import('@/features/plan/park') },
            { path: 'funds', lazy: () => import('@/features/funds/funds') },
            { path: 'talent', lazy: () => import('@/features/talent/talent') },
            { path: 'indicators', lazy: () => import('@/features/indicators/indicators') },
            { path: 'points', lazy: () => import('@/features/points/points') },
            { path: 'events', lazy: () => import('@/features/events/events') },
            { path: 'events/:id', lazy: () => import('@/features/events/event') },
            { path: 'chains', lazy: () => import('@/features/chains/chains') },
            { path: 'chains/:slug', lazy: () => import('@/features/chains/chain') },
            { path: 'gaps', lazy: () => import('@/features/chains/gaps') },
            { path: 'chain-leaders', lazy: () => import('@/features/chain-leaders/chain-leaders') },
            { path: 'chain-leaders/:id', lazy: () => import('@/features/chain-leaders/chain-leader') },
            { path: 'settings', lazy: () => import('@/features/settings/settings') },
            { path: 'capture', lazy: () => import('@/features/capture/capture') },
            { path: 'review', lazy: () => import('@/features/review/review') },
            { path: 'leads', lazy: () => import('@/features/leads/leads') },
            { path: 'leads/:id', lazy: () => import('@/features/lead/lead') },
            { path: 'plan', lazy: () => import('@/features/plan/links') },
            { path: 'parks', lazy: () => import('@/features/plan/parks') },
            { path: 'board', lazy: () => import('@/features/board/board') },
            { path: 'ledger', lazy: () => import('@/features/ledger/ledger') },
            { path: 'reports', lazy: () => import('@/features/reports/reports') },
            { path: 'reports/:id', lazy: () => import('@/features/reports/report') },
            { path: 'enterprises', lazy: () => import('@/features/enterprises/enterprises') },
            { path: 'enterprises/:id', lazy: () => import('@/features/enterprise/enterprise') },
            { path: 'first-reports', lazy: () => import('@/features/first-reports/first-reports') },
            { path: 'learning', lazy: () => import('@/features/learning/learning') },
            { path: 'notices', lazy: () => import('@/features/notices/notices') },
            { path: 'admin/jobs', lazy: () => import('@/features/jobs/jobs') },
            { path: 'admin/outbox', lazy: () => import('@/features/jobs/outbox') },
            { path: 'admin/robots', lazy: () => import('@/features/jobs/robots') },
            { path: 'admin/audit', lazy: () => import('@/features/audit/audit') },
            { path: 'account', lazy: () => import('@/features/account/account') },
            { path: 'admin/users', lazy: () => import('@/features/users/users') },
            { path: 'admin/users/:login', lazy: () => import('@/features/users/user') },
            { path: 'admin/units', lazy: () => import('@/features/units/units') },
            { path: 'imports', lazy: () => import('@/features/imports/imports') },
            { path: 'imports/:id', lazy: () => import('@/features/imports/import') },
          ] },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
])

// Keeps the screens themselves, so that the app opens without a connection and what is being written is not lost with it.
// Records are never kept here: calls of /api go to the service or fail, and the screens say so.
const screens = 'screens-1'
const page = '/index.html'

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(screens).then((cache) => cache.add(new Request(page, { cache: 'reload' }))).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter((name) => name !== screens).map((name) => caches.delete(name)))).then(() => self.clients.claim()))
})

// Hashed files never change: the kept one is right. They are let go when a new page no longer needs the old ones.
async function asset(request) {
  const cache = await caches.open(screens)
  const kept = await cache.match(request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) await cache.put(request, fresh.clone())
  return fresh
}

async function open(request) {
  try {
    const fresh = await fetch(request)
    if (fresh.ok && !fresh.redirected) await renew(fresh.clone())
    return fresh
  } catch (away) {
    const kept = await (await caches.open(screens)).match(page)
    if (kept) return kept
    throw away
  }
}

async function renew(fresh) {
  const cache = await caches.open(screens)
  const [was, is] = await Promise.all([cache.match(page).then((kept) => kept?.text()), fresh.clone().text()])
  if (was === is) return
  for (const request of await cache.keys()) await cache.delete(request) // another version: its files are others
  await cache.put(page, fresh)
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin) return
  if (pathname.startsWith('/assets/')) event.respondWith(asset(request))
  else if (request.mode === 'navigate' && !/^\/(api|docs|healthz|readyz|metrics|openapi)/.test(pathname)) event.respondWith(open(request))
})

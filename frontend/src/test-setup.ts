import '@testing-library/jest-dom/vitest'

// jsdom lays nothing out, so it has nothing to observe; Ant Design asks for it all the same.
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
}

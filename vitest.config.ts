import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Machines with two cores run servers, browsers and databases in these tests: more files at once only make them wait for each other.
    maxWorkers: 2,
    reporters: ['default'],
  },
})

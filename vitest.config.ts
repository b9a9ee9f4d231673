import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', '**/dist/**', '**/.git/**']

/**
 * Two projects: `unit` holds the tests that stand beside their files, `whole` what spans folders (a hall, its
 * pages, a browser), which runs one file at a time because it measures a machine that it has to itself. What is
 * polled may take long in both: a second, as it is unless told, is less than a busy machine may need.
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...ignored, 'tests/**'],
          testTimeout: 20_000,
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          name: 'whole',
          environment: 'node',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: ignored,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
})

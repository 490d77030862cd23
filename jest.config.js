/** Unit specs sit beside the code; e2e files share one PostgreSQL, started by the global set-up when a file needs it. */
module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.e2e-spec.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleFileExtensions: ['ts', 'js', 'json'],
  testEnvironment: 'node',
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // Twice what a loaded machine was seen to take for an application's start.
  testTimeout: 60_000,
  maxWorkers: 2,
};

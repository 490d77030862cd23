/** Runs a benchmark, then ends the process whatever still hangs on it: `process.exitCode` when it went through, 1 when it threw. */
export function toTheEnd(main: () => Promise<unknown>): void {
  main().then(
    () => process.exit(),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}

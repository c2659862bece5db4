/** Stops the PostgreSQL of `global-setup.ts`. */
export default async function tearDownTests(): Promise<void> {
  const { stopTestPostgres } = globalThis as { stopTestPostgres?: () => Promise<void> };
  await stopTestPostgres?.();
}

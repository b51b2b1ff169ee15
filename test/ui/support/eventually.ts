/** Tries again until `attempt` does not throw; its last error is the one that is seen. */
export async function eventually<Value>(
  attempt: () => Value | Promise<Value>,
  { timeout = 30_000, pause = 100 } = {},
): Promise<Value> {
  const started = performance.now();
  for (;;)
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() - started > timeout) throw error;
      await new Promise((next) => setTimeout(next, pause));
    }
}

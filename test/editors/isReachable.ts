/** Longest wait for a site's first answer, in milliseconds: a machine without a network shall not wait for it. */
const PATIENCE_MS = 4_000;

/** Whether a site answers at all. Its status does not matter. */
export function isReachable(url: string): Promise<boolean> {
  return fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    () => true,
    () => false,
  );
}

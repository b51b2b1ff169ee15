/** `325.5 MB`, and `60.0 kB` where that says more. */
export function megabytes(bytes: number): string {
  return bytes >= 1e5 || bytes === 0 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} kB`;
}

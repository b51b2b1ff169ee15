/** How the machine reaches the network. */
export interface ProxySettings {
  /** URL of a proxy, as VS Code's `http.proxy` says it; the environment's are not asked then. */
  readonly proxy?: string | undefined;
  /** Hosts that are reached without a proxy, in the form of `NO_PROXY`. */
  readonly noProxy?: readonly string[] | undefined;
}

/**
 * The proxy that leads to an address: of the settings, else of the environment (`HTTPS_PROXY`, `HTTP_PROXY`,
 * `ALL_PROXY`, `NO_PROXY`, in either case). Undefined where there is none. Throws a TypeError for one that is no URL.
 */
export function proxyFor(
  target: URL,
  { proxy, noProxy }: ProxySettings,
  environment: NodeJS.ProcessEnv = process.env,
): URL | undefined {
  const variable = (name: string) => environment[name] ?? environment[name.toUpperCase()];
  const exceptions = [...(noProxy ?? []), ...(variable('no_proxy') ?? '').split(/[\s,]+/u)];
  if (exceptions.some((pattern) => isMatch(pattern, target))) return undefined;
  const scheme = target.protocol === 'https:' ? 'https_proxy' : 'http_proxy';
  const address = [proxy, variable(scheme), variable('all_proxy')].find((each) => each);
  if (address === undefined) return undefined;
  const url = new URL(/^[a-z][a-z\d+.-]*:\/\//iu.test(address) ? address : `http://${address}`);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new TypeError(`a proxy must be http or https, not ${url.protocol.slice(0, -1)}`);
  return url;
}

/** `example.org` and `.example.org` also stand for every host below; a port counts only where one is written. */
function isMatch(pattern: string, { hostname, port, protocol }: URL): boolean {
  if (pattern === '') return false;
  if (pattern === '*') return true;
  const [, name = '', wantedPort] = /^(.+?)(?::(\d+))?$/u.exec(pattern.toLowerCase()) ?? [];
  if (wantedPort !== undefined && wantedPort !== (port || (protocol === 'https:' ? '443' : '80')))
    return false;
  const bare = name.replace(/^\*?\./u, '');
  return hostname === bare || hostname.endsWith(`.${bare}`);
}

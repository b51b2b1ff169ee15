import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { messageOf } from '../errors';
import { downloadFailed } from './failures';
import { proxyFor, type ProxySettings } from './proxy';
import { requestOnce, type RequestOptions } from './tunnel';

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Of the first address that was asked: Hugging Face tells a file's sum there and nowhere later. */
  readonly firstHeaders: IncomingHttpHeaders;
  readonly body: IncomingMessage;
  /** The address that answered. */
  readonly url: URL;
}

/** More than any publisher needs: Hugging Face and GitHub take one or two. */
const MOST_REDIRECTS = 5;

/**
 * Asks an address and goes where it points to, never from https to plain http. The caller reads or destroys the body.
 * Rejects with an Interruption, and with DownloadFailed for an address that leads nowhere.
 */
export async function follow(
  address: string,
  options: Omit<RequestOptions, 'proxy'> & { readonly proxies: ProxySettings },
): Promise<Answer> {
  const { proxies, ...rest } = options;
  let url = urlOf(address);
  let firstHeaders: IncomingHttpHeaders | undefined;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const body = await requestOnce(url, { ...rest, proxy: proxyOf(url, proxies) });
    const { statusCode: status = 0, headers } = body;
    firstHeaders ??= headers;
    if (![301, 302, 303, 307, 308].includes(status)) return { status, headers, firstHeaders, body, url };
    body.destroy();
    url = nextUrl(url, headers.location);
  }
  throw downloadFailed(`${address} points from one place to the next without end: use another mirror.`);
}

/** Where a redirect leads. Throws DownloadFailed for one that must not be followed. */
export function nextUrl(from: URL, location: string | undefined): URL {
  const to = location === undefined ? undefined : parseUrl(location, from);
  if (!to || (to.protocol !== 'http:' && to.protocol !== 'https:'))
    throw downloadFailed(
      `${from.href} points to “${location ?? ''}”, which is no address: use another mirror.`,
    );
  if (from.protocol === 'https:' && to.protocol === 'http:')
    throw downloadFailed(`${from.href} points to ${to.origin}, which is not encrypted: use another mirror.`);
  return to;
}

function urlOf(address: string): URL {
  const url = parseUrl(address);
  if (url && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw downloadFailed(`“${address}” is no address of a file: write the mirror as https://host/path.`);
}

function parseUrl(text: string, base?: URL): URL | undefined {
  return URL.canParse(text, base?.href) ? new URL(text, base) : undefined;
}

function proxyOf(url: URL, proxies: ProxySettings): URL | undefined {
  try {
    return proxyFor(url, proxies);
  } catch (error) {
    throw downloadFailed(`The proxy in the settings cannot be used: ${messageOf(error)}.`, error);
  }
}

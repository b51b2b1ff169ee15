import * as http from 'node:http';
import * as https from 'node:https';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { messageOf } from '../errors';
import { downloadFailed, Interruption } from './failures';

export interface RequestOptions {
  readonly headers: Readonly<Record<string, string>>;
  readonly proxy: URL | undefined;
  readonly signal: AbortSignal;
  /** Milliseconds without any byte after which the connection counts as broken. */
  readonly idleMs: number;
}

/** Asks one address, without following where it points to. Rejects with an Interruption when no answer comes, and with DownloadFailed. */
export async function requestOnce(url: URL, options: RequestOptions): Promise<http.IncomingMessage> {
  const { headers, proxy, signal, idleMs } = options;
  if (proxy && url.protocol === 'https:') {
    const socket = await openTunnel(url, proxy, options);
    return answerTo(https.request(url, { headers, signal, agent: false, createConnection: () => socket }));
  }
  if (proxy) {
    const through = { headers: { host: url.host, ...authorization(proxy), ...headers }, path: url.href };
    return answerTo(requestTo(proxy, { ...through, signal, agent: false }));
  }
  return answerTo(requestTo(url, { headers, signal, agent: false }));

  function answerTo(request: http.ClientRequest): Promise<http.IncomingMessage> {
    return new Promise((resolve, reject) => {
      request.setTimeout(idleMs, () => request.destroy(silent(url.host, idleMs)));
      request.once('response', resolve);
      request.once('error', (error: NodeJS.ErrnoException) => {
        reject(asFailure(error, url.host));
      });
      request.end();
    });
  }
}

/** What broke a connection, in words. */
export function asInterruption(error: unknown, host: string): Interruption {
  if (error instanceof Interruption) return error;
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new Interruption(`${reasons[code] ?? message} (${host})`, { cause: error });
}

/** A certificate does not become trusted by trying again. */
function asFailure(error: unknown, host: string): Error {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (!/CERT|UNABLE_TO_(?:VERIFY|GET)/u.test(code)) return asInterruption(error, host);
  return downloadFailed(
    `The certificate of ${host} is not trusted (${messageOf(error)}): where a company looks into connections, name its certificate in the environment variable NODE_EXTRA_CA_CERTS, or import the file.`,
    error,
  );
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the server refuses connections',
  ECONNRESET: 'the connection was cut',
  EAI_AGAIN: 'the server was not found; is there a connection to the internet?',
  ENOTFOUND: 'the server was not found; is there a connection to the internet?',
  ENETUNREACH: 'there is no connection to the network',
  EHOSTUNREACH: 'the server cannot be reached',
  ETIMEDOUT: 'the server does not answer',
};

function silent(host: string, idleMs: number): Interruption {
  return new Interruption(`nothing came from ${host} for ${Math.ceil(idleMs / 1000)} s`);
}

function requestTo(url: URL, options: http.RequestOptions): http.ClientRequest {
  return url.protocol === 'https:' ? https.request(url, options) : http.request(url, options);
}

/** A connection to a host by way of a proxy, which sees nothing of what is said on it (RFC 9110, CONNECT). */
function openTunnel(url: URL, proxy: URL, { signal, idleMs }: RequestOptions): Promise<TLSSocket> {
  const target = `${url.hostname}:${url.port || '443'}`;
  return new Promise((resolve, reject) => {
    const request = requestTo(proxy, {
      method: 'CONNECT',
      path: target,
      headers: { host: target, ...authorization(proxy) },
      signal,
      agent: false,
    });
    request.setTimeout(idleMs, () => request.destroy(silent(proxy.host, idleMs)));
    request.once('error', (error) => {
      reject(asFailure(error, `proxy ${proxy.host}`));
    });
    const refused = (status: number | undefined) =>
      new Interruption(`the proxy ${proxy.host} does not lead to ${url.host} (it answers ${status ?? 0})`);
    // A proxy that does not know CONNECT answers as to any other request.
    request.once('response', ({ statusCode }) => {
      request.destroy();
      reject(refused(statusCode));
    });
    request.once('connect', ({ statusCode }, socket) => {
      if (statusCode !== 200) {
        socket.destroy();
        reject(refused(statusCode));
        return;
      }
      // An address of numbers has no name to be asked for; its certificate is checked all the same.
      const servername = isIP(url.hostname) ? '' : url.hostname;
      const secure = connect({ socket, host: url.hostname, servername });
      // Stays to the end: what nobody listens to would end the process.
      secure.on('error', (error) => {
        reject(asFailure(error, url.host));
      });
      secure.setTimeout(idleMs, () => secure.destroy(silent(url.host, idleMs)));
      secure.once('secureConnect', () => {
        resolve(secure);
      });
    });
    request.end();
  });
}

function authorization({ username, password }: URL): Record<string, string> {
  if (username === '') return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
}

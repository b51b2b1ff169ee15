import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';

/** What a server does with one request. */
export type Behaviour = (request: IncomingMessage, response: ServerResponse) => void;

export interface FileServer {
  /** Without a slash at its end. */
  readonly url: string;
  /** What was asked, in order: method, path, range and tag. */
  readonly asked: readonly string[];
  /** The behaviours from now on, one for each request; the last one stays. */
  plan(...behaviours: Behaviour[]): void;
  close(): Promise<void>;
}

/** A server on this machine that does with each request what it is told. */
export async function openFileServer(...behaviours: Behaviour[]): Promise<FileServer> {
  const asked: string[] = [];
  let next = behaviours;
  const server = createServer((request, response) => {
    const { range, 'if-range': tag } = request.headers;
    asked.push([request.method, request.url, range, tag].filter(Boolean).join(' '));
    const [behaviour] = next;
    if (next.length > 1) next = next.slice(1);
    behaviour?.(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    plan: (...changed) => {
      next = changed;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Sends a file as a good server does: with a tag, its length, and the part that was asked for. */
export function whole(content: Buffer, etag: string | null = '"v1"'): Behaviour {
  return (request, response) => {
    const from = /^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1];
    const tag = request.headers['if-range'];
    const isPart = from !== undefined && (tag === undefined || tag === etag);
    const at = isPart ? Number(from) : 0;
    response.writeHead(isPart ? 206 : 200, {
      'content-length': content.length - at,
      ...(etag === null ? {} : { etag }),
      ...(isPart ? { 'content-range': `bytes ${at}-${content.length - 1}/${content.length}` } : {}),
    });
    response.end(content.subarray(at));
  };
}

/** As a good server does, but the connection breaks after a share of what was asked for, when that has `arrived`. */
export function cut(
  content: Buffer,
  share: number,
  arrived: (bytes: number) => boolean,
  etag: string | null = '"v1"',
): Behaviour {
  return partly(content, share, etag, (response, bytes) => {
    const breakOff = () => {
      if (arrived(bytes)) response.destroy();
      else setImmediate(breakOff);
    };
    breakOff();
  });
}

/** As a good server does, but nothing comes any more after a share of what was asked for. */
export function stalled(content: Buffer, share: number): Behaviour {
  return partly(content, share, '"v1"', () => undefined);
}

function partly(
  content: Buffer,
  share: number,
  etag: string | null,
  then: (response: ServerResponse, bytes: number) => void,
): Behaviour {
  return (request, response) => {
    const at = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(at > 0 ? 206 : 200, {
      'content-length': content.length - at,
      ...(etag === null ? {} : { etag }),
      ...(at > 0 ? { 'content-range': `bytes ${at}-${content.length - 1}/${content.length}` } : {}),
    });
    const end = at + Math.ceil((content.length - at) * share);
    response.write(content.subarray(at, end), () => {
      then(response, end);
    });
  };
}

/** Answers with a status and nothing else. */
export function status(code: number, headers: Record<string, string> = {}): Behaviour {
  return (_request, response) => {
    response.writeHead(code, headers).end();
  };
}

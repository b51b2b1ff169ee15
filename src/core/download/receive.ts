import type { FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { Interruption, NotAsPublished, downloadFailed } from './failures';
import { follow, type Answer } from './follow';
import { discardPart, openPart, type Part } from './part';
import type { ProxySettings } from './proxy';
import { retryAfter } from './retryAfter';
import { asInterruption } from './tunnel';

/** A file that was published: where, and how it can be told from any other. */
export interface Wanted {
  readonly url: string;
  /** Absolute path. */
  readonly path: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface ReceiveOptions {
  readonly proxies: ProxySettings;
  readonly signal: AbortSignal;
  readonly idleMs: number;
  readonly onBytes: (received: number) => void;
  readonly now: () => number;
}

/**
 * Asks once for what is missing of a part and writes it. Rejects with an Interruption when less than all came, with
 * NotAsPublished as soon as it is clear that another file would come, and with DownloadFailed.
 */
export async function receive(wanted: Wanted, part: Part, options: ReceiveOptions): Promise<void> {
  const { url, path, bytes } = wanted;
  const answer = await follow(url, {
    ...options,
    // What is counted and summed are the bytes of the file, not those of a compressed form.
    headers: { accept: '*/*', 'accept-encoding': 'identity', ...rangeOf(wanted, part) },
  });
  const { body } = answer;
  try {
    const isContinued = continues(answer, wanted, part, options.now);
    if (isContinued === 'useless') {
      await discardPart(path);
      throw new Interruption('what was fetched before does not fit any more');
    }
    if (!isContinued) part.record = undefined;
    const file = await openPart(path, part, {
      sha256: wanted.sha256,
      url,
      etag: answer.headers.etag ?? null,
    });
    try {
      for await (const chunk of chunksOf(body, answer.url.host)) {
        if (part.bytes + chunk.length > bytes)
          throw new NotAsPublished(`${answer.url.host} sends more than ${bytes} bytes`);
        await writeAll(file, chunk);
        part.bytes += chunk.length;
        options.onBytes(part.bytes);
      }
    } finally {
      await file.close();
    }
  } finally {
    body.destroy();
  }
  if (part.bytes < bytes) throw new Interruption(`${answer.url.host} sent ${part.bytes} of ${bytes} bytes`);
}

function rangeOf({ url }: Wanted, { bytes, record }: Part): Record<string, string> {
  if (bytes === 0) return {};
  // Another server's tag says nothing here, and a weak one is not allowed; the sum decides in the end.
  const isSame = record?.url === url && record.etag?.startsWith('"');
  return { range: `bytes=${bytes}-`, ...(isSame && record.etag ? { 'if-range': record.etag } : {}) };
}

/** Whether an answer continues the part (else it is the whole file), or a failure that says why it is neither. */
function continues(answer: Answer, wanted: Wanted, part: Part, now: () => number): boolean | 'useless' {
  const { status, headers, firstHeaders, url } = answer;
  if (status === 206 || status === 200) assertAnnounced(answer, wanted);
  if (status === 200) {
    assertLength(headers['content-length'], wanted.bytes, url);
    return false;
  }
  if (status === 206) {
    const [, from, total] = /^bytes (\d+)-\d+\/(\d+|\*)$/u.exec(headers['content-range'] ?? '') ?? [];
    if (total !== '*') assertLength(total, wanted.bytes, url);
    const isChanged =
      part.record?.url === wanted.url && (part.record.etag ?? null) !== (headers.etag ?? null);
    return Number(from) === part.bytes && !isChanged ? true : 'useless';
  }
  if (status === 416) return 'useless';
  if (status === 404 || status === 410)
    throw downloadFailed(
      `There is no file at ${wanted.url} (${status}): use another mirror, or import the file.`,
    );
  if (status === 408 || status === 425 || status === 429 || status >= 500) {
    const pause = retryAfter(headers['retry-after'] ?? firstHeaders['retry-after'], now());
    throw new Interruption(
      `${url.host} ${status === 429 ? 'is asked too often' : 'is busy'} (it answers ${status})`,
      pause === undefined ? {} : { retryAfter: pause },
    );
  }
  throw downloadFailed(
    `${url.host} refuses ${wanted.url} (it answers ${status}): use another mirror, or import the file.`,
  );
}

/** Hugging Face's first answer tells sum and size of the file, so that nothing else need be fetched to know. */
function assertAnnounced({ firstHeaders, headers, url }: Answer, { bytes, sha256 }: Wanted): void {
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new NotAsPublished(`${url.host} sends it compressed (${encoding})`);
  const [, sum] = /^(?:W\/)?"?([0-9a-f]{64})"?$/iu.exec(String(firstHeaders['x-linked-etag'] ?? '')) ?? [];
  if (sum !== undefined && sum.toLowerCase() !== sha256)
    throw new NotAsPublished('the server announces another sum');
  assertLength(firstHeaders['x-linked-size'], bytes, url);
}

function assertLength(announced: string | string[] | undefined, bytes: number, url: URL): void {
  if (announced === undefined || Number(announced) === bytes) return;
  throw new NotAsPublished(`${url.host} announces ${String(announced)} bytes instead of ${bytes}`);
}

/** The body's chunks. Only what goes wrong on the way here becomes an Interruption, not what the reader does. */
async function* chunksOf(body: IncomingMessage, host: string): AsyncGenerator<Buffer, void, undefined> {
  try {
    for await (const chunk of body) yield chunk as Buffer;
  } catch (error) {
    throw asInterruption(error, host);
  }
}

/** A full disk may take less than it was given without an error: the next write gets that. */
async function writeAll(file: FileHandle, data: Buffer): Promise<void> {
  for (let at = 0; at < data.length;) at += (await file.write(data, at)).bytesWritten;
}

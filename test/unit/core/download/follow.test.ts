import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { follow, nextUrl } from '../../../../src/core/download/follow';
import { openFileServer, status, whole } from '../../../support/fileServer';

// From where, to where it points, and the next address or why there is none.
const redirects: [from: string, location: string | undefined, next: string | RegExp][] = [
  ['https://a/x/y', 'https://b/z?q=1', 'https://b/z?q=1'],
  ['https://a/x/y', '/z', 'https://a/z'],
  ['https://a/x/y', 'z', 'https://a/x/z'],
  ['http://a/x', 'https://b/z', 'https://b/z'],
  ['http://a/x', 'http://b/z', 'http://b/z'],
  ['https://a/x', 'http://b/z', /points to http:\/\/b, which is not encrypted/u],
  ['https://a/x', '//b/z', 'https://b/z'],
  ['https://a/x', 'file:///etc/passwd', /which is no address/u],
  ['https://a/x', 'javascript:0', /which is no address/u],
  ['https://a/x', 'https://', /which is no address/u],
  ['https://a/x', undefined, /which is no address/u],
];

const signal = new AbortController().signal;
const ask = (url: string, proxy?: string) =>
  follow(url, { headers: {}, signal, idleMs: 500, proxies: { proxy } });

describe('following an address', () => {
  for (const [from, location, next] of redirects) {
    it(`from ${from} to ${location ?? 'nowhere'}: ${String(next)}`, () => {
      const url = new URL(from);
      if (typeof next === 'string') assert.equal(nextUrl(url, location).href, next);
      else assert.throws(() => nextUrl(url, location), { code: 'DownloadFailed', message: next });
    });
  }

  for (const address of ['', 'huggingface.co/file', 'ftp://a/b', 'file:///etc/passwd']) {
    it(`refuses “${address}”`, () => assert.rejects(ask(address), { code: 'DownloadFailed' }));
  }

  it('asks a proxy for an address without encryption', async () => {
    const proxy = await openFileServer(whole(Buffer.from('content')));
    try {
      const { status: code, body } = await ask('http://mirror.invalid/file', proxy.url);
      assert.equal(code, 200);
      assert.equal(Buffer.concat(await body.toArray()).toString(), 'content');
      assert.deepEqual(proxy.asked, ['GET http://mirror.invalid/file']);
    } finally {
      await proxy.close();
    }
  });

  it('asks a proxy for a tunnel to an encrypted one, and says who refuses it', async () => {
    const asked: unknown[] = [];
    const proxy = createServer().on('connect', ({ url, headers }, socket) => {
      asked.push(url, headers['proxy-authorization']);
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    try {
      await assert.rejects(
        ask('https://mirror.invalid/file', `http://me:se%3Acret@127.0.0.1:${port}`),
        /the proxy 127\.0\.0\.1:\d+ does not lead to mirror\.invalid \(it answers 407\)/u,
      );
      assert.deepEqual(asked, ['mirror.invalid:443', `Basic ${btoa('me:se:cret')}`]);
    } finally {
      proxy.close();
    }
  });

  it('says so when a proxy is none', async () => {
    const proxy = await openFileServer(status(200));
    try {
      // A plain server does not answer CONNECT at all.
      await assert.rejects(ask('https://mirror.invalid/file', proxy.url), /\(proxy 127\.0\.0\.1:\d+\)/u);
      await assert.rejects(ask('https://mirror.invalid/file', 'socks5://p'), /must be http or https/u);
    } finally {
      await proxy.close();
    }
  });

  for (const way of ['directly', 'through a proxy']) {
    it(`${way} trusts no certificate that nobody vouches for`, async function () {
      const pem = selfSigned();
      if (pem === undefined) this.skip();
      const site = createSecureServer({ key: pem, cert: pem }, (_request, response) => response.end('?'));
      const proxy = createServer().on('connect', ({ url = '' }, socket) => {
        const there = connect(Number(url.split(':')[1]), '127.0.0.1', () => {
          socket.write('HTTP/1.1 200 OK\r\n\r\n');
          socket.pipe(there).pipe(socket);
        });
        for (const end of [socket, there]) end.on('error', () => there.destroy());
      });
      for (const server of [site, proxy]) await once(server.listen(0, '127.0.0.1'), 'listening');
      const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
      try {
        await assert.rejects(
          ask(
            `https://localhost:${portOf(site)}/file`,
            way === 'directly' ? undefined : `http://127.0.0.1:${portOf(proxy)}`,
          ),
          {
            code: 'DownloadFailed',
            message: /^The certificate of localhost:\d+ is not trusted \(self-signed/u,
          },
        );
      } finally {
        site.close();
        proxy.close();
      }
    });
  }
});

/** A key and a certificate of its own, valid for a day; undefined where openssl is not installed. */
function selfSigned(): string | undefined {
  const args = 'req -x509 -newkey rsa:2048 -nodes -keyout - -days 1 -subj /CN=localhost'.split(' ');
  const { status: code, stdout } = spawnSync('openssl', args, { encoding: 'utf8' });
  return code === 0 ? stdout : undefined;
}

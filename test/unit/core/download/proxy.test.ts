import assert from 'node:assert/strict';
import { proxyFor, type ProxySettings } from '../../../../src/core/download/proxy';

const https = 'https://huggingface.co/file';
const http = 'http://mirror.example.org:8080/file';

// The address, the settings, the environment, and the proxy that leads there.
const rows: [
  url: string,
  settings: ProxySettings,
  environment: Record<string, string>,
  proxy: string | undefined,
][] = [
  [https, {}, {}, undefined],
  [https, { proxy: 'http://p:3128' }, {}, 'http://p:3128/'],
  [https, { proxy: 'p:3128' }, {}, 'http://p:3128/'],
  [https, { proxy: '' }, { HTTPS_PROXY: 'http://e:1' }, 'http://e:1/'],
  [https, { proxy: 'http://p:3128' }, { HTTPS_PROXY: 'http://e:1' }, 'http://p:3128/'],
  [https, {}, { https_proxy: 'http://user:word@e:1' }, 'http://user:word@e:1/'],
  [https, {}, { HTTP_PROXY: 'http://e:1' }, undefined],
  [http, {}, { HTTP_PROXY: 'http://e:1', HTTPS_PROXY: 'http://e:2' }, 'http://e:1/'],
  [http, {}, { ALL_PROXY: 'https://e:1' }, 'https://e:1/'],
  [https, {}, { HTTPS_PROXY: 'http://e:1', NO_PROXY: '*' }, undefined],
  [https, {}, { HTTPS_PROXY: 'http://e:1', NO_PROXY: 'localhost, huggingface.co' }, undefined],
  [https, {}, { HTTPS_PROXY: 'http://e:1', no_proxy: 'face.co' }, 'http://e:1/'],
  [https, {}, { HTTPS_PROXY: 'http://e:1', no_proxy: 'huggingface.co:443' }, undefined],
  [https, {}, { HTTPS_PROXY: 'http://e:1', no_proxy: 'huggingface.co:80' }, 'http://e:1/'],
  [http, { proxy: 'http://p:3128', noProxy: ['.Example.org'] }, {}, undefined],
  [http, { proxy: 'http://p:3128', noProxy: ['*.example.org:8080'] }, {}, undefined],
  [http, { proxy: 'http://p:3128', noProxy: ['example.org:80'] }, {}, 'http://p:3128/'],
];

describe('the proxy that leads to an address', () => {
  for (const [url, settings, environment, proxy] of rows) {
    it(`${url} with ${JSON.stringify({ ...settings, ...environment })}: ${proxy ?? 'none'}`, () => {
      assert.equal(proxyFor(new URL(url), settings, environment)?.href, proxy);
    });
  }

  it('must be one', () => {
    assert.throws(() => proxyFor(new URL(https), { proxy: 'socks5://p:1' }, {}), /not socks5/u);
    assert.throws(() => proxyFor(new URL(https), { proxy: 'http://' }, {}), TypeError);
  });
});

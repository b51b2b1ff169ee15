import assert from 'node:assert/strict';
import { DomUtils, parseDocument } from 'htmlparser2';
import { elsewhereHtml, playerHtml } from '../../../../src/vscode/player/html';

const { getAttributeValue, getElementsByTagName } = DomUtils;

const options = {
  cspSource: "'self' https://*.vscode-cdn.net",
  nonce: 'TheNonce+/==',
  scriptUri: 'https://host/player.js?a=1&b="x"',
  styleUri: 'https://host/player.css',
};
const html = playerHtml(options);
const page = parseDocument(html);
const all = getElementsByTagName('*', page);

/** The policy's directives by name. */
function policy(): Map<string, string> {
  const meta = all.find((each) => getAttributeValue(each, 'http-equiv') === 'Content-Security-Policy');
  const directives = getAttributeValue(meta!, 'content')!.split('; ');
  return new Map(
    directives.map((each): [string, string] => [each.split(' ')[0]!, each.replace(/^\S+ /u, '')]),
  );
}

describe('playerHtml', () => {
  it('allows one script and style elements by the nonce, the webview’s own files, and nothing else', () => {
    assert.deepEqual(Object.fromEntries(policy()), {
      'default-src': "'none'",
      'script-src': `'nonce-${options.nonce}'`,
      'style-src': `${options.cspSource} 'nonce-${options.nonce}'`,
      'img-src': options.cspSource,
      'media-src': options.cspSource,
      'base-uri': "'none'",
      'form-action': "'none'",
    });
  });

  it('states the policy before anything that it is about', () => {
    const names = all.map(({ name }) => name);
    assert.ok(html.indexOf('Content-Security-Policy') < html.indexOf('<link'));
    assert.equal(names.indexOf('script'), names.length - 1);
  });

  it('has one script with the nonce and no code in the page', () => {
    const scripts = getElementsByTagName('script', page);
    assert.deepEqual(
      scripts.map((each) => [getAttributeValue(each, 'nonce'), each.children.length]),
      [[options.nonce, 0]],
    );
    for (const element of all) {
      const names = Object.keys(element.attribs);
      assert.deepEqual(
        names.filter((name) => name.startsWith('on') || name === 'style'),
        [],
        element.name,
      );
      assert.notEqual(element.name, 'style');
    }
  });

  it('keeps addresses as they are', () => {
    const [script] = getElementsByTagName('script', page);
    const [link] = getElementsByTagName('link', page);
    assert.match(html, /src="https:\/\/host\/player\.js\?a=1&amp;b=&quot;x&quot;"/u);
    assert.equal(getAttributeValue(script!, 'src'), options.scriptUri);
    assert.equal(getAttributeValue(link!, 'href'), options.styleUri);
  });

  it('says its language, and allows zooming', () => {
    assert.match(html, /^<!DOCTYPE html>\n<html lang="en">/u);
    assert.doesNotMatch(html, /user-scalable|maximum-scale/u);
  });
});

describe('elsewhereHtml', () => {
  it('is a sentence and a link, allows nothing, and takes both as text', () => {
    const text = elsewhereHtml({ sentence: 'It is <b>there</b> & open.', link: 'Here', command: 'a.b' });
    const elements = getElementsByTagName('*', parseDocument(text));
    assert.deepEqual(
      elements
        .filter(({ name }) => !['html', 'head', 'meta', 'title', 'body'].includes(name))
        .map(({ name }) => name),
      ['main', 'p', 'a'],
    );
    const [paragraph] = getElementsByTagName('p', elements);
    assert.equal(DomUtils.textContent(paragraph!), 'It is <b>there</b> & open. Here');
    assert.equal(getAttributeValue(elements.at(-1)!, 'href'), 'command:a.b');
    assert.match(text, /content="default-src 'none'; base-uri 'none'; form-action 'none'"/u);
  });
});

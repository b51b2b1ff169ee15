import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { DomUtils, parseDocument } from 'htmlparser2';
import { markup } from '../../../webview-ui/markup';

const { getAttributeValue, getElementsByTagName, textContent } = DomUtils;
const page = parseDocument(markup);
const all = getElementsByTagName('*', page);
const ids = all.flatMap((each) => getAttributeValue(each, 'id') ?? []);

describe('markup', () => {
  it('has every element that the script looks for, once', async () => {
    const source = await readFile('webview-ui/elements.ts', 'utf8');
    const wanted = [...source.matchAll(/^ {2}'?([a-z-]+)'?: (?:HTML|SVG)\w+,$/gmu)].map(([, id]) => id!);
    assert.ok(wanted.length > 30);
    assert.deepEqual(
      wanted.filter((id) => ids.filter((each) => each === id).length !== 1),
      [],
    );
    assert.equal(new Set(ids).size, ids.length);
  });

  it('names every control', () => {
    const controls = ['button', 'input', 'select', 'progress'].flatMap((name) =>
      getElementsByTagName(name, page),
    );
    const labelled = new Set(
      getElementsByTagName('label', page).flatMap((each) => each.attribs['for'] ?? []),
    );
    // Their words depend on the state.
    const named = new Set(['generate', 'cancel']);
    for (const control of controls) {
      const { id = '', 'aria-label': label = '' } = control.attribs;
      const isInLabel = getElementsByTagName('label', page).some((each) => each.children.includes(control));
      const isNamed =
        label !== '' || labelled.has(id) || isInLabel || named.has(id) || textContent(control).trim() !== '';
      assert.ok(isNamed, id);
    }
  });

  it('names only icons that there are', async () => {
    const known = await readFile('webview-ui/iconName.ts', 'utf8');
    const icons = all.flatMap((each) => getAttributeValue(each, 'data-icon') ?? []);
    assert.ok(icons.length > 8);
    assert.deepEqual(
      icons.filter((icon) => !known.includes(`'${icon}'`)),
      [],
    );
  });

  it('buttons are no submit buttons, and drawings are hidden from screen readers', () => {
    for (const button of getElementsByTagName('button', page)) assert.equal(button.attribs['type'], 'button');
    for (const drawing of getElementsByTagName('svg', page)) {
      const hiding = [drawing, drawing.parent as typeof drawing];
      assert.ok(hiding.some(({ attribs }) => attribs['aria-hidden'] === 'true'));
    }
  });
});

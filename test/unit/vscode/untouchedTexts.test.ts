import assert from 'node:assert/strict';
import { UntouchedTexts } from '../../../src/vscode/untouchedTexts';

/** A document, and what VS Code tells of it, in its order. */
function open(text: string, { isDirty = false } = {}) {
  const document = { isDirty, text, getText: () => document.text };
  const texts = new UntouchedTexts<typeof document>();
  texts.opened(document);
  const become = (next: boolean) => {
    if (document.isDirty === next) return;
    document.isDirty = next;
    texts.changed(document, false);
  };
  return {
    type(now: string) {
      document.text = now;
      texts.changed(document, true);
      become(true);
    },
    reload(now: string) {
      document.text = now;
      texts.changed(document, true);
    },
    save() {
      become(false);
      return texts.saved(document);
    },
    texts,
    document,
  };
}

describe('UntouchedTexts', () => {
  it('is the text as it was opened, however much was typed', () => {
    const story = open('A');
    story.type('AB');
    story.type('ABC');
    assert.equal(story.save(), 'A');
  });

  it('is what was saved last', () => {
    const story = open('A');
    story.type('AB');
    story.save();
    story.type('ABC');
    assert.equal(story.save(), 'AB');
  });

  it('is what another program wrote last, before the writer typed', () => {
    const story = open('A');
    story.reload('X');
    story.reload('Y');
    story.type('YZ');
    story.type('YZ!');
    assert.equal(story.save(), 'Y');
  });

  it('is what another program wrote, where nothing was typed', () => {
    const story = open('A');
    story.reload('X');
    assert.equal(story.save(), 'X');
  });

  it('is unknown of a document that had changes when it was opened', () => {
    const story = open('A', { isDirty: true });
    story.type('AB');
    assert.equal(story.save(), '');
    story.type('ABC');
    assert.equal(story.save(), 'AB');
  });

  it('is forgotten with the document', () => {
    const { texts, document } = open('A');
    texts.closed(document);
    assert.equal(texts.saved(document), '');
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { IXML_LIMIT, readIxml, storableTags, writeIxml } from '../../../../src/core/audio/ixml';
import type { WavTags } from '../../../../src/core/model';
import { tags } from './material';

describe('iXML: what is written is read', () => {
  const headings: [name: string, heading: string, expected?: string][] = [
    ['plain', 'The Sea'],
    ['empty', ''],
    ['markup', `<b> & "quoted" 'text' </b>`],
    ['end of CDATA', 'a ]]> b <![CDATA[ c'],
    ['comment and instruction', '<!-- a --> <?b?>'],
    ['a document type', '<!DOCTYPE x [<!ENTITY a "b">]> &a;'],
    ['entities as text', '&amp;lt; &#65; &#x41; &nbsp; &unknown;'],
    ['spaces around', '  The Sea  '],
    ['only spaces', '   '],
    ['tab and line break', 'a\tb\nc'],
    ['digits', '007'],
    ['exponent', '1e5'],
    ['hexadecimal', '0x1F'],
    ['word of JavaScript', 'true'],
    ['prototype', '__proto__'],
    ['constructor', 'constructor'],
    ['name of an element', '</HEADING><HEADING>'],
    ['other scripts', 'é 日本 👩‍🚀 العربية'],
    ['every carriage return is a line break', 'a\r\nb\rc', 'a\nb\nc'],
    ['control characters are left out', 'a\0b\x07c\x1b[0md\x0b', 'abc[0md'],
    ['noncharacters are left out', 'a\uffffb\ufffe', 'ab'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
    ['many ampersands', '&'.repeat(50_000)],
  ];
  for (const [name, heading, expected = heading] of headings) {
    it(name, () => {
      assert.deepEqual(readIxml(writeIxml({ ...tags, heading })), { ...tags, heading: expected });
    });
  }

  it('any tags, as storableTags gives them', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
    );
    const amount = fc.oneof(
      fc.nat({ max: 10_000 }),
      fc.double({ min: 0, max: 1e9, noNaN: true }).map(Math.abs),
    );
    const plain = { noNullPrototype: true } as const;
    const anyTags: fc.Arbitrary<WavTags> = fc.record(
      {
        segmentId: fc.uuid(),
        projectId: fc.uuid(),
        story: text.map((name) => `stories/${name.replaceAll('..', '')}.md`),
        heading: text,
        ordinal: fc.nat(),
        textHash: fc.string({
          unit: fc.integer({ min: 0, max: 15 }).map((digit) => digit.toString(16)),
          minLength: 64,
          maxLength: 64,
        }),
        settingsHash: text,
        voice: text,
        speed: fc.double({ min: 0.5, max: 2, noNaN: true }),
        pauses: fc.record({ part: amount, sentence: amount, paragraph: amount, heading: amount }, plain),
        model: text,
        image: text.map((name) => `${name.replace(/[\\/]/gu, '')}.png`),
        checks: fc.array(fc.record({ sentence: fc.nat(), reason: text }, plain), { maxLength: 3 }),
      },
      plain,
    );
    fc.assert(
      fc.property(anyTags, (written) => {
        assert.deepEqual(readIxml(writeIxml(written)), storableTags(written));
      }),
      { numRuns: 200 },
    );
  });

  it('storableTags changes nothing the second time', () => {
    const once = storableTags({ ...tags, heading: '\ud800\r\n\r\0x' });
    assert.deepEqual(storableTags(once), once);
  });

  it('other programs find story and heading in PROJECT and SCENE', () => {
    const xml = writeIxml({ ...tags, heading: 'A & B' });
    assert.match(xml, /^<\?xml version="1\.0" encoding="UTF-8"\?><BWFXML><IXML_VERSION>/u);
    assert.match(xml, /<PROJECT>drafts\/the sea\.story\.md<\/PROJECT><SCENE>A &amp; B<\/SCENE>/u);
  });
});

describe('iXML: what StoryFlow did not write is not read', () => {
  const ours = writeIxml(tags);
  const laughs = `<!DOCTYPE l [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, n) => `<!ENTITY a${String(n)} "${'&a;'.repeat(10)}">`).join('')}]>`;
  const replaced = (from: string, to: string) => {
    assert.ok(ours.includes(from), from);
    return ours.replace(from, to);
  };
  const cases: [name: string, xml: string][] = [
    ['nothing', ''],
    ['no XML', 'RIFF....WAVE'],
    ['another program’s', '<BWFXML><IXML_VERSION>1.5</IXML_VERSION><PROJECT>Film</PROJECT></BWFXML>'],
    ['another root', replaced('<BWFXML>', '<XML>').replace('</BWFXML>', '</XML>')],
    ['a later format', replaced('<FORMAT>1</FORMAT>', '<FORMAT>2</FORMAT>')],
    ['a missing field', replaced(`<VOICE>${tags.voice}</VOICE>`, '')],
    ['a field twice', replaced('<SPEED>1.05</SPEED>', '<SPEED>1.05</SPEED><SPEED>1</SPEED>')],
    ['a speed that is no number', replaced('<SPEED>1.05</SPEED>', '<SPEED>fast</SPEED>')],
    ['an infinite speed', replaced('<SPEED>1.05</SPEED>', '<SPEED>1e999</SPEED>')],
    ['half an ordinal', replaced('<ORDINAL>0</ORDINAL>', '<ORDINAL>0.5</ORDINAL>')],
    ['elements in a text', replaced('<STORYFLOW>', '<STORYFLOW><HEADING><B>x</B></HEADING>')],
    ['an id that is a path', replaced(tags.segmentId, '../../../etc/passwd')],
    ['an image in another folder', replaced(tags.image, '../other.png')],
    ['the folder as image', replaced(tags.image, '..')],
    ['an absolute story', replaced(`<STORY>${tags.story}`, '<STORY>/etc/x.md')],
    ['a story on another drive', replaced(`<STORY>${tags.story}`, '<STORY>C:\\x.md')],
    ['a story outside', replaced(`<STORY>${tags.story}`, '<STORY>a/../../x.md')],
    ['prototype names as elements', `<__proto__><STORYFLOW/></__proto__>${'<constructor/>'.repeat(3)}`],
    ['a billion laughs', replaced('<BWFXML>', `${laughs}<BWFXML>`).replace('>The Sea<', '>&a19;<')],
    ['any document type', replaced('<BWFXML>', '<!doctype x><BWFXML>')],
    ['a thousand levels', '<a>'.repeat(1000)],
    ['too long', replaced('The Sea', 'x'.repeat(IXML_LIMIT))],
  ];
  for (const [name, xml] of cases) {
    it(name, () => {
      assert.equal(readIxml(xml), undefined);
    });
  }

  it('the table’s base is read, so each change is what matters', () => {
    assert.deepEqual(readIxml(ours), tags);
  });

  it('never throws', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '&',
      ';',
      '!',
      '[',
      ']',
      '?',
      '-',
      'BWFXML',
      'STORYFLOW',
      '"',
      '\0',
      'CDATA',
    );
    fc.assert(
      fc.property(fc.array(piece), fc.nat({ max: ours.length }), (pieces, at) => {
        readIxml(pieces.join(''));
        readIxml(ours.slice(0, at) + pieces.join('') + ours.slice(at));
      }),
      { numRuns: 1000 },
    );
  });
});

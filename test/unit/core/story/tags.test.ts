import assert from 'node:assert/strict';
import { LONGEST_PAUSE } from '../../../../src/core/story/speechTags';
import type { ParsedSegment, SpokenText } from '../../../../src/core/model';
import { applyEdits } from '../../../../src/core/story/applyEdits';
import { parseStory } from '../../../../src/core/story/parseStory';

/** A text with its marks: `|500|` is a pause, `<am_adam ...>` a stretch with a voice. */
function shown({ text, marks = [] }: SpokenText): string {
  const signs = marks.flatMap((mark) => {
    if (mark.kind === 'pause') return [{ at: mark.from, order: 1, sign: `|${String(mark.milliseconds)}|` }];
    if (mark.kind === 'pronounce') return [];
    return [
      { at: mark.to, order: 0, sign: '>' },
      { at: mark.from, order: 2, sign: `<${mark.voice} ` },
    ];
  });
  signs.sort((one, other) => one.at - other.at || one.order - other.order);
  let written = '';
  let done = 0;
  for (const { at, sign } of signs) {
    written += text.slice(done, at) + sign;
    done = at;
  }
  return written + text.slice(done);
}

const read = (markdown: string) => parseStory(`## One\n\n${markdown}\n`);
const first = (markdown: string): ParsedSegment => read(markdown).segments[0] ?? assert.fail();
const spoken = (markdown: string): string[] => first(markdown).paragraphs.map(shown);

describe('parseStory: tags', () => {
  const texts: [markdown: string, spoken: string[]][] = [
    // Lengths.
    ['Wait [pause 1.5s] here.', ['Wait|1500| here.']],
    ['Wait [pause 500ms] here.', ['Wait|500| here.']],
    ['Wait [pause 2] here.', ['Wait|2000| here.']],
    ['Wait [pause 2 s] here.', ['Wait|2000| here.']],
    ['Wait [pause 2sec] here.', ['Wait|2000| here.']],
    ['Wait [pause 2 seconds] here.', ['Wait|2000| here.']],
    ['Wait [pause 1 second] here.', ['Wait|1000| here.']],
    ['Wait [pause 80 milliseconds] here.', ['Wait|80| here.']],
    ['Wait [pause .5s] here.', ['Wait|500| here.']],
    ['Wait [pause 0,5s] here.', ['Wait|500| here.']],
    ['Wait [pause 0s] here.', ['Wait|0| here.']],
    ['Wait [pause 30s] here.', ['Wait|30000| here.']],
    ['Wait [pause 0.0004s] here.', ['Wait|0| here.']],
    ['Wait [PAUSE 1S] here.', ['Wait|1000| here.']],
    ['Wait [pause  1s ] here.', ['Wait|1000| here.']],
    ['Wait [pause\n1s] here.', ['Wait|1000| here.']],
    // Out of bounds: never spoken, and told.
    ['Wait [pause 31s] here.', [`Wait|${String(LONGEST_PAUSE)}| here.`]],
    ['Wait [pause 99999999s] here.', [`Wait|${String(LONGEST_PAUSE)}| here.`]],
    ['Wait [pause -1s] here.', ['Wait|0| here.']],
    ['Wait [pause 1 minute] here.', ['Wait|0| here.']],
    ['Wait [pause 1.2.3s] here.', ['Wait|0| here.']],
    // Places.
    ['Wait[pause 1s] here.', ['Wait|1000| here.']],
    ['Wait [pause 1s]here.', ['Wait|1000| here.']],
    ['Wait.[pause 1s]Here.', ['Wait.|1000| Here.']],
    ['Wait[pause 1s].', ['Wait|1000|.']],
    ['Wait[pause 1s], then go.', ['Wait|1000|, then go.']],
    ['[pause 1s] Wait.', ['|1000|Wait.']],
    ['Wait. [pause 1s]', ['Wait.|1000|']],
    ['Wait![pause 1s] Go.', ['Wait!|1000| Go.']],
    ['Wait [pause 1s][pause 2s] here.', ['Wait|1000||2000| here.']],
    ['Wait [pause 1s]\nhere.', ['Wait|1000| here.']],
    ['**Wait [pause 1s]** here.', ['Wait|1000| here.']],
    ['*Wait*[pause 1s]*here.*', ['Wait|1000| here.']],
    ['One.\n\n[pause 1s]\n\nTwo.', ['One.|1000|', 'Two.']],
    ['[pause 1s]\n\nTwo.', ['|1000|Two.']],
    ['One.\n\n[pause 1s]', ['One.|1000|']],
    ['One.\n\n[pause 1s]\n\n[pause 2s]\n\nTwo.', ['One.|1000||2000|', 'Two.']],
    ['[pause 1s]', []],
    ['- One\n- [pause 1s] Two\n- Three [pause 2s]', ['One.', '|1000|Two.', 'Three|2000|.']],
    ['- One\n- [pause 1s]\n- Two', ['One|1000|.', 'Two.']],
    ['> Wait [pause 1s]\n> here.', ['Wait|1000| here.']],
    ['> Wait [pause\n> 1s] here.', ['Wait|1000| here.']],
    ['| a [pause 1s] | b |\n|-|-|\n| c | d [pause 2s] e |', ['a|1000|, b.', 'c, d|2000| e.']],
    // No tags.
    [String.raw`Wait \[pause 1s] here.`, ['Wait [pause 1s] here.']],
    [String.raw`Wait [pause 1s\] here.`, ['Wait [pause 1s] here.']],
    ['Wait `[pause 1s]` here.', ['Wait [pause 1s] here.']],
    ['    [pause 1s]\n\nHere.', ['Here.']],
    ['```\n[pause 1s]\n```\n\nHere.', ['Here.']],
    ['Wait [pause 1s](/docs/) here.', ['Wait pause 1s here.']],
    ['Wait [pause 1s][doc] here.\n\n[doc]: /x', ['Wait pause 1s here.']],
    ['Wait [pause 1s] here.\n\n[pause 1s]: /x', ['Wait pause 1s here.']],
    ['Wait [pause 1s][] here.\n\n[pause 1s]: /x', ['Wait pause 1s here.']],
    ['Wait ![pause 1s](x.png) here.', ['Wait here.']],
    ['Wait[^pause] here.\n\n[^pause]: Note.', ['Wait here.']],
    ['Wait <!-- [pause 1s] --> here.', ['Wait here.']],
    ['Wait [pause] here.', ['Wait [pause] here.']],
    ['Wait [pause for effect] here.', ['Wait [pause for effect] here.']],
    ['Wait [pausing 1s] here.', ['Wait [pausing 1s] here.']],
    ['Wait [a pause 1s] here.', ['Wait [a pause 1s] here.']],
    ['Wait [ pause 1s] here.', ['Wait [ pause 1s] here.']],
    ['Wait [pause 1s here.', ['Wait [pause 1s here.']],
    ['Wait pause 1s] here.', ['Wait pause 1s] here.']],
    ['[voice of the sea] sang.', ['[voice of the sea] sang.']],
    ['[voice] sang.', ['[voice] sang.']],
    ['[voices am_adam] sang.', ['[voices am_adam] sang.']],
    [String.raw`\[voice am_adam]He\[/voice] sang.`, ['[voice am_adam]He[/voice] sang.']],
    // Voices.
    ['“[voice am_adam]Stop[/voice],” she said.', ['“<am_adam Stop>,” she said.']],
    ['[voice am_adam]Stop.[/voice]', ['<am_adam Stop.>']],
    ['[voice am_adam] Stop. [/voice] She ran.', ['<am_adam Stop.> She ran.']],
    ['She [voice am_adam] ran.[/voice]', ['She <am_adam ran.>']],
    ['[Voice am_adam]Stop.[/VOICE] Go.', ['<am_adam Stop.> Go.']],
    ['[voice draft:en-gb]Stop.[/voice] Go.', ['<draft:en-gb Stop.> Go.']],
    ['[voice af_heart*0.6+af_bella*0.4]Stop.[/voice] Go.', ['<af_heart*0.6+af_bella*0.4 Stop.> Go.']],
    ['[voice af_heart * 0.6 + af_bella]Stop.[/voice] Go.', ['<af_heart * 0.6 + af_bella Stop.> Go.']],
    ['[voice am_adam]One.\n\nTwo.[/voice] Three.', ['<am_adam One.>', '<am_adam Two.> Three.']],
    ['[voice am_adam]\n\nOne.\n\nTwo.\n\n[/voice]\n\nThree.', ['<am_adam One.>', '<am_adam Two.>', 'Three.']],
    ['[voice am_adam]\nOne.\n[/voice]\nTwo.', ['<am_adam One.> Two.']],
    ['[voice a]One [voice b]two[/voice] three.[/voice]', ['<a One ><b two>< three.>'.replace('< ', '<a  ')]],
    ['[voice a][voice b]One.[/voice] Two.[/voice]', ['<b One.><a  Two.>']],
    ['[voice a]One.[/voice][voice b]Two.[/voice]', ['<a One.><b Two.>']],
    ['[voice a][/voice]One.', ['One.']],
    ['*[voice a]One*[/voice] two.', ['<a One> two.']],
    ['[voice a]See [the [voice b]map[/voice]](x).[/voice]', ['<a See the ><b map><a .>']],
    ['- [voice a]One\n- Two[/voice]\n- Three', ['<a One>.', '<a Two>.', 'Three.']],
    ['[voice a]One [pause 1s] two.[/voice]', ['<a One|1000| two.>']],
    ['[voice a]One.', ['<a One.>']],
    ['One.[/voice]', ['One.']],
    ['`[voice a]`One.[/voice]', ['[voice a]One.']],
  ];
  for (const [markdown, expected] of texts) {
    it(`${JSON.stringify(markdown)} ▶ ${expected.join(' ¶ ')}`, () => {
      assert.deepEqual(spoken(markdown), expected);
    });
  }

  it('a footnote has tags of its own', () => {
    const [paragraph] = first('[voice a]One[^1] two.[/voice]\n\n[^1]: A [pause 1s] note.').paragraphs;
    assert.deepEqual(paragraph!.notes.map(shown), ['A|1000| note.']);
    assert.equal(shown(paragraph!), '<a One two.>');
  });

  it('a tag in a heading is no part of its name', () => {
    const [segment] = parseStory('## The [pause 1s] storm\n\nText.', { speakHeadings: true }).segments;
    assert.equal(segment?.heading, 'The storm');
    assert.deepEqual(segment.paragraphs.map(shown), ['The|1000| storm.', 'Text.']);
  });

  it('offsets lead past tags to the source', () => {
    const markdown = '## One\r\n\r\nShe [pause 1s] saw [voice a]it[/voice].';
    const [paragraph] = parseStory(markdown).segments[0]?.paragraphs ?? [];
    const words = paragraph?.spans.map(({ source }) => markdown.slice(source.from, source.to));
    assert.equal(paragraph?.text, 'She saw it.');
    assert.deepEqual(words, ['She', ' [pause 1s] ', 'saw ', 'it', '.']);
  });
});

describe('parseStory: what is wrong with tags', () => {
  const problems: [markdown: string, at: string, message: RegExp, fixed?: string][] = [
    ['A [pause 31s] b.', '[pause 31s]', /30 seconds at most/, 'A [pause 30s] b.'],
    ['A [pause -1s] b.', '[pause -1s]', /shorter than 0 seconds/, 'A [pause 0s] b.'],
    ['A [pause 1 minute] b.', '[pause 1 minute]', /“1 minute” is no length/],
    ['A [pause] b.', '[pause]', /spoken as it stands/, 'A [pause 1s] b.'],
    ['A [pause for effect] b.', '[pause for effect]', /spoken as it stands/, 'A [pause 1s] b.'],
    ['A [voice] b.', '[voice]', /a voice is written \[voice am_adam\]/],
    ['A [voice a]b.', '[voice a]', /not ended/, 'A [voice a]b.[/voice]'],
    ['A [voice a]*b.*', '[voice a]', /not ended/, 'A [voice a]*b.*[/voice]'],
    ['A [voice a]b.\n\nC.', '[voice a]', /not ended/, 'A [voice a]b.\n\nC.[/voice]'],
    ['A [/voice]b.', '[/voice]', /no voice to end/, 'A b.'],
    [
      'A [voice a]b.\n\n## Two\n\nC.[/voice]',
      '[voice a]',
      /not ended/,
      'A [voice a]b.[/voice]\n\n## Two\n\nC.[/voice]',
    ],
  ];
  for (const [markdown, at, message, fixed] of problems) {
    it(`${JSON.stringify(markdown)}: ${String(message)}`, () => {
      const [problem] = parseStory(markdown).problems;
      assert.match(problem?.message ?? '', message);
      assert.equal(problem && markdown.slice(problem.source.from, problem.source.to), at);
      const [fix] = problem?.fixes ?? [];
      assert.equal(fix && applyEdits(markdown, [{ ...fix.source, text: fix.text }]), fixed);
    });
  }

  it('a voice over a heading is told at both ends, in the places of a file with carriage returns', () => {
    const markdown = '\uFEFFA [voice a]b.\r\n\r\n## Two\r\n\r\nC.[/voice]';
    const { problems: found } = parseStory(markdown);
    assert.deepEqual(
      found.map(({ source, line }) => [line, markdown.slice(1).slice(source.from, source.to)]),
      [
        [1, '[voice a]'],
        [5, '[/voice]'],
      ],
    );
  });

  it('what is right has no problem, and every voice is named with its place', () => {
    const markdown =
      '## A {voice=b}\n\n[voice a]One.[/voice] [pause 1s]\n\nTwo [voice c*2 + d]three.[/voice]';
    const story = parseStory(markdown);
    assert.deepEqual(story.problems, []);
    assert.deepEqual(
      story.voices?.map(({ voice, source }) => [voice, markdown.slice(source.from, source.to)]),
      [
        ['b', 'b'],
        ['a', 'a'],
        ['c*2 + d', 'c*2 + d'],
      ],
    );
  });
});

describe('parseStory: attributes of a heading', () => {
  const rows: [heading: string, name: string, voice?: string | undefined, speed?: number][] = [
    ['## The storm {voice=am_adam speed=0.9}', 'The storm', 'am_adam', 0.9],
    ['## The storm {voice=am_adam}', 'The storm', 'am_adam'],
    ['## The storm {speed=1.5}', 'The storm', undefined, 1.5],
    ['## The storm { speed=1.5  voice=am_adam }', 'The storm', 'am_adam', 1.5],
    ['## The storm {voice="af_heart*0.6+af_bella*0.4"}', 'The storm', 'af_heart*0.6+af_bella*0.4'],
    ["## The storm {voice='af_heart + af_bella' speed='0.8'}", 'The storm', 'af_heart + af_bella', 0.8],
    ['## The storm {voice=draft:en-gb} ##', 'The storm', 'draft:en-gb'],
    ['The storm {voice=am_adam}\n---', 'The storm', 'am_adam'],
    ['## {voice=am_adam}', '', 'am_adam'],
    ['## The *storm* {voice=am_adam}', 'The storm', 'am_adam'],
    ['## The storm {voice = am_adam}', 'The storm', 'am_adam'],
    ['## The storm {speed=9}', 'The storm', undefined, 2],
    ['## The storm {speed=0.1}', 'The storm', undefined, 0.5],
    ['## The storm {speed=fast}', 'The storm'],
    ['## The storm {voice=""}', 'The storm'],
    ['## The storm {voice=a voice=b}', 'The storm', 'b'],
    ['## The storm {volume=9}', 'The storm {volume=9}'],
    ['## The storm {voice=a volume=9}', 'The storm {voice=a volume=9}'],
    ['## The storm {voice}', 'The storm {voice}'],
    ['## The storm {.dark #id}', 'The storm {.dark #id}'],
    ['## The storm {}', 'The storm {}'],
    ['## The storm{voice=a}', 'The storm{voice=a}'],
    [String.raw`## The storm \{voice=a}`, 'The storm {voice=a}'],
    ['## The storm `{voice=a}`', 'The storm {voice=a}'],
    ['## The storm {voice=a} at sea', 'The storm {voice=a} at sea'],
    ['## The storm voice=a}', 'The storm voice=a}'],
  ];
  for (const [heading, name, voice, speed] of rows) {
    it(`${JSON.stringify(heading)} ▶ ${name}, ${voice ?? 'no voice'}, ${String(speed ?? 'no speed')}`, () => {
      const [segment] = parseStory(`${heading}\n\nText.`).segments;
      assert.deepEqual([segment?.heading, segment?.voice, segment?.speed], [name, voice, speed]);
    });
  }

  const problems: [heading: string, at: string, message: RegExp, fixed?: string][] = [
    ['## A {volume=9}', 'volume', /“volume” is no attribute/],
    ['## A {speed=9}', '9', /0\.5 to 2, so 2 is taken/, '## A {speed=2}'],
    ['## A {speed=fast}', 'fast', /“fast” is no speed/],
    ['## A {voice=""}', '', /The voice is missing/],
  ];
  for (const [heading, at, message, fixed] of problems) {
    it(`${heading}: ${String(message)}`, () => {
      const [problem] = parseStory(`${heading}\n\nText.`).problems;
      assert.match(problem?.message ?? '', message);
      assert.equal(problem && heading.slice(problem.source.from, problem.source.to), at);
      const [fix] = problem?.fixes ?? [];
      assert.equal(fix && applyEdits(heading, [{ ...fix.source, text: fix.text }]), fixed);
    });
  }

  it('the name is without them where headings are spoken', () => {
    const { segments } = parseStory('## The storm {voice=a}\n\nText.', { speakHeadings: true });
    assert.deepEqual(
      segments[0]?.paragraphs.map(({ text }) => text),
      ['The storm.', 'Text.'],
    );
  });

  it('a heading in a quote has none', () => {
    assert.deepEqual(spoken('> ## The storm {voice=a}'), ['The storm {voice=a}']);
  });
});

describe('parseStory: a text full of tags takes linear time', () => {
  const hostile: [name: string, unit: string][] = [
    ['[voice ', '[voice '],
    ['[pause', '[pause'],
    ['[pause 1', '[pause 1'],
    ['[voice a]', '[voice a]'],
    ['[/voice]', '[/voice]'],
    ['[pause 1s]', '[pause 1s]'],
    ['[voice a]x[/voice]', '[voice a]x[/voice]'],
    ['[voice a] paragraphs', '[voice a]x\n\n'],
    ['voices with signs', '[voice a+'],
    ['headings', '## a {voice="b\n'],
    ['braces', '## {{{{voice=a\n'],
  ];
  for (const [name, unit] of hostile) {
    it(name, () => {
      const time = (size: number): number => {
        const text = unit.repeat(Math.ceil(size / unit.length));
        const start = process.cpuUsage().user;
        parseStory(text);
        return process.cpuUsage().user - start;
      };
      time(30_000);
      const [small, large] = [time(60_000), time(240_000)];
      // Four times the text; quadratic work would take sixteen times as long.
      assert.ok(large < Math.max(small, 20_000) * 11, `${String(small)} µs, then ${String(large)} µs`);
    });
  }
});

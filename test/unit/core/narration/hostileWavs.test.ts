import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeChunk } from '../../../../src/core/audio/riffChunks';
import { hostileCases, type HostileCase, type Prepared } from '../../../support/hostile';
import { readRiff } from '../../../support/riff';

type Rest = Omit<HostileCase, 'what' | 'prepare'>;

const OTHER = '11111111-1111-4111-8111-111111111111';
const LEFT_OUT: Rest = { states: ['none', 'ready'] };

/** A wav as “One” has it, with another record inside, in a folder whose database is lost. */
function ixml(what: string, change: (xml: string, place: Prepared) => string, rest = LEFT_OUT): HostileCase {
  const prepare = async (place: Prepared) => {
    const { chunks } = readRiff(await readFile(place.wav));
    const parts = chunks.map(({ id, data }) =>
      writeChunk(id, id === 'iXML' ? Buffer.from(change(data.toString('utf8'), place)) : data),
    );
    await writeFile(place.wav, riff(...parts));
    await rm(place.paths.database);
  };
  return { what, prepare, ...rest };
}

/** The record with another value in an element. */
function tag(what: string, name: string, value: string, rest = LEFT_OUT): HostileCase {
  const element = new RegExp(`<${name}>[^<]*</${name}>`, 'u');
  return ixml(what, (xml) => xml.replace(element, `<${name}>${value}</${name}>`), rest);
}

/** Bytes in place of “One”’s wav, once with its database lost and once with it. */
function bytes(what: string, change: (wav: Buffer) => Uint8Array): HostileCase[] {
  const prepare = async ({ wav }: Prepared) => writeFile(wav, change(await readFile(wav)));
  return [
    { what, prepare, ...LEFT_OUT },
    {
      what: `${what}, the database lost`,
      prepare: async (place) => {
        await prepare(place);
        await rm(place.paths.database);
      },
      ...LEFT_OUT,
    },
  ];
}

function riff(...chunks: readonly Uint8Array[]): Buffer {
  return writeChunk('RIFF', Buffer.concat([Buffer.from('WAVE'), ...chunks]));
}

const BOMB = `<!DOCTYPE b [<!ENTITY a "${'x'.repeat(1000)}">${Array.from(
  { length: 20 },
  (_, at) => `<!ENTITY a${at} "${`&a${at === 0 ? '' : at - 1};`.repeat(10)}">`,
).join('')}]>`;

describe('hostile wavs', () => {
  hostileCases([
    tag('an id that leads upwards', 'SEGMENT_ID', '../../../../outside/dear'),
    tag('an id that is another one', 'SEGMENT_ID', OTHER),
    tag('a project that is another one', 'PROJECT_ID', OTHER),
    tag('a project above', 'PROJECT_ID', '..'),
    tag('a story above the root', 'STORY', '../outside/dear.md'),
    tag('a story at an absolute path', 'STORY', '/etc/passwd'),
    tag('an image that leads upwards', 'IMAGE', '../../../../../outside/dear.png'),
    tag('an image on another drive', 'IMAGE', 'C:dear.png', {}),
    tag('a heading of 50 MB', 'HEADING', 'x'.repeat(50_000_000)),
    tag('a heading of 500 kB', 'HEADING', 'x'.repeat(500_000)),
    tag('a place below zero', 'ORDINAL', '-1'),
    tag('a place that is no number', 'ORDINAL', 'NaN'),
    tag('a huge place', 'ORDINAL', '1e308'),
    tag('an infinite speed', 'SPEED', '1e999'),
    tag('a huge speed', 'SPEED', '1e300', {}),
    tag('infinite pauses', 'PART', '1e999'),
    tag('entities that nobody declared', 'HEADING', '&a;&a;&a;', {}),
    ixml('entities that multiply', (xml) => `${BOMB}${xml.replace(/<HEADING>[^<]*/u, '<HEADING>&a19;')}`),
    ixml('elements in elements in elements', () => '<a>'.repeat(330_000)),
    ixml('a thousand records', (xml) => xml.repeat(1000)),
    ixml('a record that names a prototype', (xml) =>
      xml.replace('<IMAGE>', '<__proto__><x>1</x></__proto__><IMAGE>'),
    ),
    ...bytes('nothing', () => new Uint8Array()),
    ...bytes('a size that lies', (wav) => {
      wav.writeUInt32LE(0xffffffff, 4);
      return wav;
    }),
    ...bytes('samples that end beyond the file', (wav) => {
      wav.writeUInt32LE(0xfffffff0, wav.indexOf('data') + 4);
      return wav;
    }),
    ...bytes('a hundred thousand chunks', (wav) =>
      riff(...Array.from({ length: 100_000 }, () => writeChunk('junk', Buffer.alloc(0))), wav.subarray(12)),
    ),
    {
      what: 'cues and labels that lie, the database lost',
      prepare: async ({ wav, paths }) => {
        const file = await readFile(wav);
        file.writeUInt32LE(0xffffffff, file.indexOf('cue ') + 8);
        file.writeUInt32LE(0xffffffff, file.indexOf('labl') + 4);
        await writeFile(wav, file);
        await rm(paths.database);
      },
    },
    {
      what: 'copies under names that are no ids, the database lost',
      prepare: async ({ wav, audio, paths, id, projectId }) => {
        for (const name of ['..wav', 'dear.wav', `${id.toUpperCase()}.wav`, `${OTHER}.wav`, `${id}.wav.wav`])
          await copyFile(wav, join(audio, name));
        for (const project of ['dear', OTHER, projectId.toUpperCase()]) {
          await mkdir(join(paths.media, 'projects', project, 'audio'), { recursive: true });
          await copyFile(wav, join(paths.media, 'projects', project, 'audio', `${id}.wav`));
        }
        await rm(paths.database);
      },
    },
  ]);
});

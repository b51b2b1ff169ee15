import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { editDatabase, hostileCases, type HostileCase, type Prepared } from '../../../support/hostile';
import { PICTURES } from '../../../support/pictures';

type PathOf = (place: Prepared) => string;
type Rest = Omit<HostileCase, 'what' | 'prepare'>;

/** A link to something outside in place of something of ours. */
function linkTo(to: string, what: string, pathOf: PathOf, rest: Rest = {}): HostileCase {
  const prepare = async (place: Prepared) => {
    await rm(pathOf(place), { recursive: true, force: true });
    await mkdir(dirname(pathOf(place)), { recursive: true });
    await symlink(place.outside(to), pathOf(place));
  };
  return { what: `a link in place of ${what}`, prepare, ...rest };
}

/** What was there moved outside, with a link in its place, so that all would be found by who follows it. */
function movedAway(what: string, pathOf: PathOf, rest: Rest = {}): HostileCase {
  const prepare = async (place: Prepared) => {
    await rename(pathOf(place), place.outside('moved'));
    await symlink(place.outside('moved'), pathOf(place));
  };
  return { what: `${what}, moved away, with a link in its place`, prepare, ...rest };
}

function folder(what: string, pathOf: PathOf, rest: Rest = {}): HostileCase {
  const prepare = async (place: Prepared) => {
    await rm(pathOf(place), { recursive: true, force: true });
    await mkdir(join(pathOf(place), 'dear'), { recursive: true });
  };
  return { what: `a folder in place of ${what}`, prepare, ...rest };
}

function file(what: string, pathOf: PathOf, rest: Rest = {}): HostileCase {
  const prepare = async (place: Prepared) => {
    await rm(pathOf(place), { recursive: true, force: true });
    await mkdir(dirname(pathOf(place)), { recursive: true });
    await writeFile(pathOf(place), 'no folder');
  };
  return { what: `a file in place of ${what}`, prepare, ...rest };
}

function pipe(what: string, pathOf: PathOf, rest: Rest = {}): HostileCase {
  const prepare = async (place: Prepared) => {
    await rm(pathOf(place), { recursive: true, force: true });
    execFileSync('mkfifo', [pathOf(place)]);
  };
  return { what: `a pipe that nobody writes to in place of ${what}`, prepare, ...rest };
}

/** Another name, outside, of a file of ours. */
function secondName(what: string, pathOf: PathOf, rest: Rest = {}): HostileCase {
  const prepare = (place: Prepared) => link(pathOf(place), place.outside('second'));
  return { what: `${what} with a second name outside`, prepare, ...rest };
}

const database: PathOf = ({ paths }) => paths.database;
const locks: PathOf = ({ paths }) => paths.locks;
const NO_AUDIO = { states: ['none', 'none'] };
const ONE = { states: ['none', 'ready'] };
const LOCK = /locks\.json\.lock could not be written: a file stands where a folder should be/u;
const NOWHERE = /a link that leads nowhere/u;
const every = (pattern: RegExp): Rest => ({
  refused: {
    open: pattern,
    generate: pattern,
    image: pattern,
    lock: pattern,
    unlock: pattern,
    delete: pattern,
    sweep: pattern,
    'delete project': pattern,
  },
});
/** A lock file that cannot be read locks everything; deleting is allowed all the same (statement 46). */
const allLocked = (pattern: RegExp): Rest => ({
  refused: { generate: /Nothing to generate .*locked/u, image: /is locked/u, lock: pattern, unlock: pattern },
  warns: /locks\.json cannot be read .*: what it might name stays locked/u,
});

describe('hostile links, folders and pipes', function () {
  before(function () {
    // Making links takes a privilege there, and there are no pipes among files.
    if (process.platform === 'win32') this.skip();
  });

  hostileCases([
    linkTo('folder', 'the media folder', ({ paths }) => paths.media, { ...NO_AUDIO, isGiven: true }),
    linkTo('folder', 'all projects', ({ paths }) => join(paths.media, 'projects'), {
      ...NO_AUDIO,
      refused: { generate: /a link leads from there out/u, image: /a link or folder stands in its way/u },
    }),
    linkTo('folder', 'the project', ({ project }) => project, {
      ...NO_AUDIO,
      refused: { generate: /a link leads from there out/u, image: /a link or folder stands in its way/u },
    }),
    movedAway('the project', ({ project }) => project, {
      ...NO_AUDIO,
      refused: { generate: /a link leads from there out/u, image: /a link or folder stands in its way/u },
    }),
    linkTo('folder', 'the audio folder', ({ audio }) => audio, {
      ...NO_AUDIO,
      refused: { generate: /a link leads from there out/u },
    }),
    movedAway('the audio folder', ({ audio }) => audio, {
      ...NO_AUDIO,
      refused: { generate: /a link leads from there out/u },
    }),
    linkTo('dear.wav', 'a wav', ({ wav }) => wav, ONE),
    movedAway('a wav', ({ wav }) => wav, ONE),
    linkTo('nothing.wav', 'a wav, leading nowhere', ({ wav }) => wav, ONE),
    linkTo('folder', 'the image folder', ({ images }) => images, {
      refused: { image: /a link or folder stands in its way/u },
    }),
    movedAway('the image folder', ({ images }) => images, {
      refused: { image: /a link or folder stands in its way/u },
    }),
    linkTo('dear.png', 'an image', ({ image }) => image, {
      refused: { image: /a link or folder stands in its way/u },
    }),
    movedAway('the trash', ({ paths }) => paths.trash, {
      refused: { image: /trash is a link that leads elsewhere/u },
    }),
    linkTo('folder', '.storyflow', ({ paths }) => paths.folder, { ...NO_AUDIO, isGiven: true }),
    linkTo('nothing', '.storyflow, leading nowhere', ({ paths }) => paths.folder, {
      ...NO_AUDIO,
      ...{
        refused: {
          generate: NOWHERE,
          image: NOWHERE,
          lock: NOWHERE,
          unlock: NOWHERE,
        },
      },
    }),
    linkTo('dear.txt', 'the database', database, every(/storyflow\.db could not be read: it is a link/u)),
    linkTo('nothing.db', 'the database, leading nowhere', database, every(/it is a link/u)),
    movedAway('the database', database, every(/it is a link/u)),
    linkTo('dear.json', 'locks.json', locks, allLocked(/it is a link/u)),
    linkTo('nothing.json', 'locks.json, leading nowhere', locks, allLocked(/it is a link/u)),
    linkTo('dear.txt', '.gitignore', ({ paths }) => paths.gitignore),
    linkTo('nothing.txt', '.gitignore, leading nowhere', ({ paths }) => paths.gitignore),

    folder('a wav', ({ wav }) => wav, { ...ONE, refused: { generate: /a folder stands in its place/u } }),
    folder('an image', ({ image }) => image, { refused: { image: /a link or folder stands in its way/u } }),
    folder('the database', database, every(/it is a folder/u)),
    folder('locks.json', locks, allLocked(/it is a folder/u)),
    folder('.gitignore', ({ paths }) => paths.gitignore),
    file('the media folder', ({ paths }) => paths.media, {
      ...NO_AUDIO,
      refused: {
        generate: /a file stands where a folder should be/u,
        image: /a file stands where a folder should be/u,
      },
    }),
    file('the audio folder', ({ audio }) => audio, {
      ...NO_AUDIO,
      refused: { generate: /a file stands where a folder should be/u },
    }),
    file('the trash', ({ paths }) => paths.trash, {
      refused: { image: /trash could not be written: a file stands where a folder should be/u },
    }),

    pipe('a wav', ({ wav }) => wav, ONE),
    pipe('an image', ({ image }) => image, { refused: { image: /a link or folder stands in its way/u } }),
    pipe('the database', database, every(/it is not a regular file/u)),
    pipe('locks.json', locks, allLocked(/it is not a regular file/u)),

    secondName('a wav', ({ wav }) => wav),
    secondName('an image', ({ image }) => image),
    secondName('the database', database),
    {
      what: 'locks.json with a second name outside',
      prepare: async ({ paths, outside }) => {
        await writeFile(paths.locks, '{"version":1,"locks":[]}');
        await link(paths.locks, outside('second'));
      },
    },
    {
      what: 'removals that were recorded, through a link in place of the media folder',
      prepare: async (place) => {
        await editDatabase(place, (db) => {
          db.exec("INSERT INTO to_remove VALUES ('dear.txt', 0), ('folder/dear.txt', 0), ('folder', 0)");
        });
        await rm(place.paths.media, { recursive: true });
        await symlink(place.outside(), place.paths.media);
      },
      ...NO_AUDIO,
      isGiven: true,
    },
    {
      what: 'a trash of records that lead outside',
      prepare: async (place) => {
        const { paths, id, projectId, outside } = place;
        const facts = {
          segmentId: id,
          projectId,
          story: 'a.story.md',
          heading: 'One',
          textHash: '',
          removedAt: 0,
        };
        for (const fileName of [
          '../../../outside/dear.png',
          outside('dear.png'),
          '..',
          'x\0.png',
          'dear.txt',
        ]) {
          const name = randomUUID();
          const record = JSON.stringify({ ...facts, fileName, reason: 'deleted' });
          await writeFile(join(paths.trash, `${name}.json`), record);
          await symlink(outside('dear.png'), join(paths.trash, `${name}.png`));
        }
        await symlink(outside('dear.json'), join(paths.trash, `${randomUUID()}.json`));
        execFileSync('mkfifo', [join(paths.trash, `${randomUUID()}.json`)]);
        const long = join(paths.trash, `${randomUUID()}.json`);
        await writeFile(
          long,
          JSON.stringify({ ...facts, heading: 'x'.repeat(5_000_000), fileName: 'a.png' }),
        );
        for (const name of await readdir(paths.trash))
          await utimes(join(paths.trash, name), 0, 0).catch(() => undefined);
        await writeFile(join(paths.trash, `${randomUUID()}.png`), PICTURES.png);
      },
    },
    {
      what: 'leftovers of dead processes, behind a link in place of the audio folder',
      prepare: async ({ audio, outside, id }) => {
        await rm(audio, { recursive: true });
        await symlink(outside('folder'), audio);
        await writeFile(outside('folder', `${id}.wav.4194303.${randomUUID()}.tmp`), 'dear');
      },
      ...NO_AUDIO,
      refused: { generate: /a link leads from there out/u },
    },
    {
      what: 'a file in place of the lock’s own lock',
      prepare: async ({ paths }) => {
        await writeFile(`${paths.locks}.lock`, 'no folder');
        await utimes(`${paths.locks}.lock`, 0, 0);
      },
      refused: { generate: LOCK, image: LOCK, lock: LOCK, unlock: LOCK },
    },
  ]);
});

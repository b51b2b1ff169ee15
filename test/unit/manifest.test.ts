import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import * as z from 'zod';

const menuItem = z.strictObject({
  command: z.string(),
  when: z.string().min(1),
  group: z.string().optional(),
});
const manifest = z.object({
  contributes: z.object({
    commands: z.array(
      z.strictObject({
        command: z.string(),
        title: z.string(),
        category: z.literal('StoryFlow'),
        icon: z.string().optional(),
        enablement: z.string().optional(),
      }),
    ),
    menus: z.record(z.string(), z.array(menuItem)),
    walkthroughs: z.array(
      z.object({
        id: z.string(),
        steps: z.array(
          z.strictObject({
            id: z.string(),
            title: z.string(),
            description: z.string(),
            media: z.union([
              z.strictObject({ markdown: z.string() }),
              z.strictObject({
                image: z.union([z.string(), z.record(z.string(), z.string())]),
                altText: z.string(),
              }),
            ]),
            completionEvents: z.array(z.string()).min(1),
          }),
        ),
      }),
    ),
    viewsWelcome: z.array(z.strictObject({ view: z.string(), contents: z.string(), when: z.string() })),
    keybindings: z.array(
      z.strictObject({
        command: z.string(),
        key: z.string(),
        mac: z.string().optional(),
        args: z.unknown().optional(),
        when: z.string(),
      }),
    ),
    configuration: z.object({
      properties: z.record(
        z.string(),
        z.object({
          scope: z.enum(['machine', 'machine-overridable', 'resource', 'window']),
          type: z.string(),
          default: z.unknown(),
          minimum: z.number().optional(),
          maximum: z.number().optional(),
          enum: z.array(z.string()).optional(),
          enumDescriptions: z.array(z.string()).optional(),
          markdownDescription: z.string(),
        }),
      ),
    }),
  }),
});

describe('the manifest', () => {
  let contributes: z.infer<typeof manifest>['contributes'];
  let words: Record<string, string>;
  let ids: string[];

  before(async () => {
    const text = await readFile('package.json', 'utf8');
    contributes = manifest.parse(JSON.parse(text)).contributes;
    words = z.record(z.string(), z.string()).parse(JSON.parse(await readFile('package.nls.json', 'utf8')));
    const list = await readFile('src/vscode/commandIds.ts', 'utf8');
    ids = [...list.matchAll(/^ {2}'(storyflow\.\w+)',$/gmu)].flatMap(([, id]) => id ?? []);
  });

  it('has the commands that the code registers, each once', () => {
    assert.ok(ids.length > 30);
    const declared = contributes.commands.map(({ command }) => command);
    assert.deepEqual(declared.toSorted(), ids.toSorted());
    assert.equal(new Set(declared).size, declared.length);
  });

  it('has the settings that the code reads, with their types', async () => {
    const source = await readFile('src/vscode/settings.ts', 'utf8');
    const body = /interface Settings \{(.*?)\n\}/su.exec(source)?.[1] ?? '';
    const read = [...body.matchAll(/readonly '?([\w.]+)'?: (.+);/gu)].map(
      ([, name = '', type = '']) => `storyflow.${name}: ${typeWords(type)}`,
    );
    const { properties } = contributes.configuration;
    const declared = Object.entries(properties).map(([name, { type }]) => `${name}: ${simpleType(type)}`);
    assert.deepEqual(declared.toSorted(), read.toSorted());
  });

  it('gives numbers limits and choices descriptions', () => {
    for (const [name, setting] of Object.entries(contributes.configuration.properties)) {
      if (simpleType(setting.type) === 'number')
        assert.ok(setting.minimum !== undefined && setting.maximum !== undefined, name);
      assert.equal(setting.enumDescriptions?.length, setting.enum?.length, name);
    }
  });

  it('has a text for every key, and no text that nobody asks for', async () => {
    const text = await readFile('package.json', 'utf8');
    const asked = [...text.matchAll(/"%([\w.]+)%"/gu)].flatMap(([, key]) => key ?? []);
    assert.deepEqual([...new Set(asked)].toSorted(), Object.keys(words).toSorted());
  });

  it('has only menu items of its own commands, each in a group', () => {
    for (const [menu, items] of Object.entries(contributes.menus)) {
      for (const { command, group } of items) {
        assert.ok(ids.includes(command), `${menu}: ${command}`);
        assert.equal(group !== undefined, menu !== 'commandPalette', `${menu}: ${command}`);
      }
    }
  });

  it('has an icon for every button', () => {
    const buttons = Object.values(contributes.menus)
      .flat()
      .filter(({ group = '' }) => /^(?:inline|navigation)/u.test(group))
      .map(({ command }) => command);
    const icons = new Map(contributes.commands.map(({ command, icon }) => [command, icon]));
    for (const command of buttons) assert.match(icons.get(command) ?? '', /^\$\([\w-]+\)$/u, command);
  });

  it('decides once for each command when the palette shows it', () => {
    const hidden = (contributes.menus['commandPalette'] ?? []).map(({ command }) => command);
    assert.equal(new Set(hidden).size, hidden.length);
  });

  it('hides from the palette what needs an item, and offers what the cursor decides in stories only', () => {
    const shownWhen = new Map(
      (contributes.menus['commandPalette'] ?? []).map(({ command, when }) => [command, when]),
    );
    // Of these, and of no others, the palette knows what they are about without asking.
    const anywhere = [
      'newStory',
      'importStory',
      'cancel',
      'togglePlayback',
      'previousSentence',
      'nextSentence',
      'openPlayerBeside',
      'showPlayerInView',
      'clearCache',
      'getKokoro',
      'importKokoro',
      'removeKokoro',
      'openModelFolder',
      'openSettings',
      'showLog',
    ].map((name) => `storyflow.${name}`);
    assert.deepEqual(
      ids.filter((id) => !shownWhen.has(id)).toSorted(),
      anywhere.filter((id) => ids.includes(id)).toSorted(),
    );
    const itemOnly = [...shownWhen].filter(([, when]) => when === 'false').map(([command]) => command);
    assert.deepEqual(itemOnly, [
      'storyflow.revealHeading',
      'storyflow.openStory',
      'storyflow.splitSentence',
      'storyflow.locateStory',
      'storyflow.removeMissing',
    ]);
    for (const { command, when, args } of contributes.keybindings) {
      assert.ok(ids.includes(command), command);
      assert.match(when, args === undefined ? /storyflow\.isStory/u : /focusedView == storyflow\.stories/u);
      assert.equal(shownWhen.get(command)?.includes('storyflow.isStory'), true, command);
    }
  });

  describe('the tree’s rows', () => {
    // What looks.ts makes of them; a test there holds these words.
    const rows: [row: string, context: string, inline: string[]][] = [
      ['no audio', 'segment generate lock text movable', ['generate', 'lock']],
      ['no text', 'segment movable', []],
      ['queued', 'segment cancel lock text movable', ['cancel', 'lock']],
      ['generated anew', 'segment play cancel lock text movable audio', ['play', 'cancel', 'lock']],
      ['ready', 'segment play regenerate lock text movable audio', ['play', 'lock']],
      ['out of date', 'segment play generate lock text movable audio', ['play', 'generate', 'lock']],
      ['locked', 'segment play unlock text locked movable audio', ['play', 'unlock']],
      ['a story', 'story read generateChanged', ['generateChanged']],
      ['a story that can be heard', 'story read play generateChanged', ['play', 'generateChanged']],
      ['a story under way', 'story read play cancel', ['play', 'cancel']],
      ['a story that is ready', 'story read play', ['play']],
      ['a story that cannot be read', 'story unreadable', []],
      ['the detached', 'detachedGroup', ['deleteDetached']],
      ['a detached segment', 'detached audio locked', ['deleteDetached']],
    ];
    for (const [row, context, inline] of rows) {
      it(`${row}: ${inline.length === 0 ? 'no button' : inline.join(', ')}`, () => {
        const shown = itemsOf(context).filter(({ group = '' }) => group.startsWith('inline'));
        const names = shown
          .toSorted((left, right) => ((left.group ?? '') < (right.group ?? '') ? -1 : 1))
          .map(({ command }) => command.replace('storyflow.', ''));
        assert.deepEqual(names, inline);
        assert.ok(names.length <= 3);
      });
    }

    it('offer nothing twice, and nothing of a story for a segment', () => {
      for (const [row, context] of rows) {
        const commands = itemsOf(context)
          .filter(({ group = '' }) => !group.startsWith('inline'))
          .map(({ command }) => command);
        assert.equal(new Set(commands).size, commands.length, row);
        assert.equal(commands.includes('storyflow.deleteProject'), context.startsWith('story read'), row);
        assert.equal(commands.includes('storyflow.deleteSegment'), context.startsWith('segment'), row);
      }
    });

    it('of a locked segment take no image and lose none', () => {
      const commands = itemsOf('segment play unlock text locked movable audio image').map(
        ({ command }) => command,
      );
      assert.ok(!commands.includes('storyflow.attachImage') && !commands.includes('storyflow.removeImage'));
    });

    /** The menu items whose `when` clause is true for a row. */
    function itemsOf(context: string) {
      return (contributes.menus['view/item/context'] ?? []).filter(({ when }) => {
        const [view, pattern] =
          /^view == (\S+) && viewItem =~ \/(.+)\/(?: && !listMultiSelection)?$/u.exec(when)?.slice(1) ?? [];
        assert.equal(view, 'storyflow.stories', when);
        return new RegExp(pattern ?? '', 'u').test(context);
      });
    }
  });

  describe('the walkthrough', () => {
    const steps = () => contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

    it('is the one that the welcome view leads to', () => {
      const [, link = ''] = /openWalkthrough\?([^)]+)\)/u.exec(words['welcome.noStory'] ?? '') ?? [];
      assert.deepEqual(
        JSON.parse(decodeURIComponent(link)),
        contributes.walkthroughs.map(({ id }) => `storyflow.storyflow#${id}`),
      );
    });

    it('has steps that are completed by a command that they offer', () => {
      for (const { description, completionEvents } of steps()) {
        const text = words[description.slice(1, -1)] ?? '';
        const offered = [...text.matchAll(/\(command:(storyflow\.\w+)\)/gu)].map(([, command]) => command);
        assert.ok(offered.length > 0, text);
        for (const command of offered) assert.ok(completionEvents.includes(`onCommand:${command}`), command);
        for (const event of completionEvents) assert.ok(ids.includes(event.replace('onCommand:', '')), event);
      }
    });

    it('shows what is there and packaged', async () => {
      const allowed = await readFile('.vscodeignore', 'utf8');
      for (const { media } of steps()) {
        const files =
          'markdown' in media
            ? [media.markdown]
            : typeof media.image === 'string'
              ? [media.image]
              : Object.values(media.image);
        for (const file of files) {
          assert.ok((await stat(file)).isFile());
          assert.ok(
            allowed.includes(
              `!${file
                .split('/')
                .slice(0, file.startsWith('docs') ? 2 : 1)
                .join('/')}/**`,
            ),
            file,
          );
        }
      }
    });
  });

  it('welcomes in every empty state, with buttons that exist', () => {
    for (const { view, contents } of contributes.viewsWelcome) {
      assert.equal(view, 'storyflow.stories');
      const text = words[contents.slice(1, -1)] ?? '';
      for (const [, command = ''] of text.matchAll(/\(command:([\w.]+)\)/gu))
        assert.ok(
          ids.includes(command) || /^(?:vscode\.openFolder|workbench\.trust\.manage)$/u.test(command),
          command,
        );
      assert.match(text, /\n\[.+\]\(command:/u, contents);
    }
  });
});

function simpleType(type: string): string {
  return type === 'integer' ? 'number' : type;
}

/** A TypeScript type as JSON schema calls it. */
function typeWords(type: string): string {
  if (type.endsWith('[]')) return 'array';
  if (type.startsWith('Readonly<Record<')) return 'object';
  return type.startsWith("'") ? 'string' : type;
}

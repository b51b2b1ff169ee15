import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { eventually, extension, workspaceFolder } from './tale';

const STORY = `# The lighthouse

## The storm

The lamp was lit at dusk, and nobody on the pier said a word.

## The parts

### The first part

In the morning the boat was gone.
`;
/** Lines of STORY, counted from 0. */
const TITLE = 0;
const STORM = 2;
const PARTS = 6;
const FIRST_PART = 8;

describe('a story in the editor', () => {
  let uri: vscode.Uri;
  let count = 0;

  /** Writes a story into the workspace and shows it. */
  async function show(text: string): Promise<vscode.TextEditor> {
    uri = vscode.Uri.file(join(workspaceFolder(), `editor ${count++}.story.md`));
    await writeFile(uri.fsPath, text);
    // What is opened by the API stays open for minutes after its editor was closed.
    await vscode.commands.executeCommand('vscode.open', uri);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), uri.toString());
    assert(editor);
    return editor;
  }

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    const api = await extension().activate();
    const project = (await api.listProjects()).find(({ path }) => path === uri.fsPath);
    if (project) await api.deleteProject(project.id);
    await rm(uri.fsPath);
  });

  describe('lenses', () => {
    it('say what is there and offer what can be done, above each heading and the title', async () => {
      await show(STORY);
      assert.deepEqual(await lenses(), {
        [TITLE]: ['$(diff-modified) Generate What Changed', '0/2 ready'],
        [STORM]: ['$(record) Generate', '$(lock) Lock', 'No audio'],
        [PARTS]: ['No text'],
        [FIRST_PART]: ['$(record) Generate', '$(lock) Lock', 'No audio'],
      });
    });

    it('generate the segment below them, and then say that it is ready', async () => {
      await show(STORY);
      await click(STORM, 'Generate');
      await eventually(async () => {
        const { [TITLE]: title, [STORM]: storm, [FIRST_PART]: other } = await lenses();
        assert.match(title?.at(-1) ?? '', /^1\/2 ready · 0:0\d$/u);
        assert.deepEqual(storm?.slice(0, -1), ['$(play) Play', '$(refresh) Regenerate', '$(lock) Lock']);
        assert.match(storm.at(-1) ?? '', /^Ready \d\.\d s$/u);
        assert.deepEqual(other, ['$(record) Generate', '$(lock) Lock', 'No audio']);
      });
    });

    it('say while somebody types that the audio is out of date, and no more when that is undone', async () => {
      await show(STORY);
      await click(STORM, 'Generate');
      await eventually(async () => {
        assert.match(await stateAt(STORM), /^Ready/u);
      });
      await type(STORM + 2, 'Nobody had lit the lamp.');
      await eventually(async () => {
        const { [STORM]: storm } = await lenses();
        assert.deepEqual(storm?.slice(1), [
          '$(record) Generate',
          '$(lock) Lock',
          'Out of date: text changed',
        ]);
      });
      await vscode.commands.executeCommand('undo');
      await eventually(async () => {
        assert.match(await stateAt(STORM), /^Ready/u);
      });
    });

    it('go with the text below which they stand', async () => {
      const editor = await show(STORY);
      await editor.edit((edit) => {
        edit.insert(new vscode.Position(STORM, 0), '## Before it\n\nMore.\n\n');
      });
      assert.deepEqual(Object.keys(await lenses()).map(Number), [
        TITLE,
        STORM,
        STORM + 4,
        PARTS + 4,
        FIRST_PART + 4,
      ]);
    });

    it('stand on the first line where a story has no title', async () => {
      await show('---\nspeed: 1.1\n---\n\n## One\n\nText.\n');
      assert.deepEqual(Object.keys(await lenses()).map(Number), [0, 4]);
    });

    it('are shown as the setting says', async () => {
      await show(STORY);
      const settings = vscode.workspace.getConfiguration('storyflow');
      await settings.update('codeLens', false, vscode.ConfigurationTarget.Workspace);
      try {
        assert.deepEqual(await lenses(), {});
      } finally {
        await settings.update('codeLens', undefined, vscode.ConfigurationTarget.Workspace);
      }
      assert.notDeepEqual(await lenses(), {});
    });
  });

  describe('hovers', () => {
    it('tell over a heading its state, its voice, what is spoken and the image prompt', async () => {
      await show('## The *storm*\n\n<!-- prompt: A dark sea -->\n\nThe **lamp** was lit.\n');
      const [facts, links, spoken, prompt] = await hover(0);
      assert.match(facts?.value ?? '', /\*\*The storm\*\*\n\nNo audio\n\nVoice draft\\:en\\-us\\, speed 1/u);
      assert.match(links?.value ?? '', /Generate.*command:storyflow\.generate.*Show Spoken Text/u);
      assert.deepEqual(links?.isTrusted, {
        enabledCommands: [
          'storyflow.play',
          'storyflow.soundsRight',
          'storyflow.generate',
          'storyflow.regenerate',
          'storyflow.playFromHere',
          'storyflow.showSpokenText',
        ],
      });
      assert.equal(spoken?.value, String.raw`The lamp was lit\.`);
      assert.equal(prompt?.value, String.raw`Image prompt\: A dark sea`);
    });

    it('tell the voice and the speed that the heading names', async () => {
      await show('## The storm {voice=draft:en-gb speed=0.9}\n\nThe lamp was lit.\n');
      assert.match((await hover(0))[0]?.value ?? '', /Voice draft\\:en\\-gb\\, speed 0\\.9/u);
    });

    it('what a story says does nothing', async () => {
      await show(
        '## <b>A</b> \\[x](command:workbench.action.quit)\n\nB \\[y](command:workbench.action.quit).\n',
      );
      const [facts, , spoken] = await hover(0);
      for (const text of [facts, spoken]) {
        assert.doesNotMatch(text?.value ?? '', /(?<!\\)[[<]/u);
        assert(!text?.isTrusted && !text?.supportHtml);
      }
    });

    it('offer over text that has audio to play from there, and nothing else', async () => {
      await show(STORY);
      await click(STORM, 'Generate');
      await eventually(async () => {
        const [link, ...others] = await hover(STORM + 2);
        assert.match(
          link?.value ?? '',
          /^\[\$\(play-circle\) Play from Here\]\(command:storyflow\.playFromHere\?/u,
        );
        assert.deepEqual(link?.isTrusted, { enabledCommands: ['storyflow.playFromHere'] });
        assert.deepEqual(others, []);
        assert.match((await hover(STORM))[1]?.value ?? '', /Play\].*Play from Here/u);
      });
      assert.deepEqual(await hover(STORM + 1), []);
    });

    it('are not shown over other lines', async () => {
      await show(STORY);
      assert.deepEqual([await hover(TITLE), await hover(STORM + 2)], [[], []]);
    });
  });

  describe('problems', () => {
    it('7. a segment without text, but no title and no heading that only holds others', async () => {
      await show(`${STORY}\n## Forgotten\n`);
      await eventually(() => {
        assert.deepEqual(problems(), [`${FIRST_PART + 4} Information EmptyText`]);
      });
    });

    it('go when the editor is closed', async () => {
      await show('## Forgotten\n');
      await eventually(() => {
        assert.equal(problems().length, 1);
      });
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await eventually(() => {
        assert.deepEqual(problems(), []);
      });
    });

    it('a value in front matter that is of no use, where it stands', async () => {
      await show('---\nspeed: fast\n---\n\n## One\n\nText.\n');
      await eventually(() => {
        assert.deepEqual(problems(), ['1 Warning InvalidStory']);
      });
    });

    it('D-28. a voice that does not exist is replaced by the one that was meant', async () => {
      const { document } = await show('---\nvoice: draft:en-uss\n---\n\n## One\n\nText.\n');
      await eventually(() => {
        assert.deepEqual(problems(), ['1 Warning UnknownVoice']);
      });
      assert((await fixes(1)).some(({ title }) => title === 'Choose Voice...'));
      await apply(1, 'Change to draft:en-us');
      assert.equal(document.lineAt(1).text, 'voice: draft:en-us');
      await eventually(() => {
        assert.deepEqual(problems(), []);
      });
    });

    it('D-28. missing files of a voice that is named', async () => {
      await show('---\nvoice: af_bella\n---\n\n## One\n\nText.\n');
      await eventually(() => {
        assert.deepEqual(problems(), ['1 Warning ModelUnavailable']);
      });
      assert.deepEqual(
        (await fixes(1)).map(({ title }) => title),
        ['Download', 'Choose File...', 'Use the Draft Voice', 'Choose Voice...'],
      );
    });

    it('a sentence too long for one breath can be split', async () => {
      const clauses = Array.from({ length: 12 }, (_, rock) => `rock ${rock} had a lamp that nobody had lit`);
      const { document } = await show(
        `---\nvoice: af_bella\n---\n\n## One\n\nIn that year ${clauses.join(', and ')}.\n`,
      );
      await eventually(() => {
        assert.deepEqual(problems(), ['1 Warning ModelUnavailable', '6 Information LongSentence']);
      });
      await apply(6, 'Split the Sentence');
      assert.match(document.lineAt(6).text, /lit\. And rock/u);
      await eventually(() => {
        assert.deepEqual(problems(), ['1 Warning ModelUnavailable']);
      });
    });

    it('13. a failed generation, with its reason, can be tried again', async () => {
      await show(STORY);
      const media = join(workspaceFolder(), '.storyflow', 'media');
      await rename(media, `${media}.aside`);
      try {
        await writeFile(media, 'No folder can be made here.');
        await click(STORM, 'Generate');
        await eventually(() => {
          assert.deepEqual(problems(), [`${STORM} Error SpeechFailed`]);
        });
      } finally {
        await rm(media);
        await rename(`${media}.aside`, media);
      }
      await apply(STORM, 'Retry');
      await eventually(async () => {
        assert.deepEqual(problems(), []);
        assert.match(await stateAt(STORM), /^Ready/u);
      });
    });

    describe('D-12. a locked segment whose text changed', () => {
      async function change(): Promise<vscode.TextDocument> {
        const { document } = await show(STORY);
        await click(STORM, 'Generate');
        await eventually(async () => {
          assert.match(await stateAt(STORM), /^Ready/u);
        });
        await click(STORM, 'Lock');
        await eventually(async () => {
          assert.match(await stateAt(STORM), /, locked$/u);
        });
        assert.deepEqual(problems(), []);
        await type(STORM + 2, 'Nobody had lit the lamp.');
        await eventually(() => {
          assert.deepEqual(problems(), [`${STORM} Warning LockedTextChanged`]);
        });
        return document;
      }

      it('can be unlocked', async () => {
        const document = await change();
        await apply(STORM, 'Unlock');
        await eventually(async () => {
          assert.deepEqual(problems(), []);
          assert.equal(await stateAt(STORM), 'Out of date: text changed');
        });
        assert.equal(document.lineAt(STORM + 2).text, 'Nobody had lit the lamp.');
      });

      it('can get its text back', async () => {
        const document = await change();
        await apply(STORM, 'Restore the Locked Text');
        await eventually(async () => {
          assert.deepEqual(problems(), []);
          assert.match(await stateAt(STORM), /^Ready.*locked$/u);
        });
        assert.equal(document.getText(), STORY);
      });
    });
  });

  /** The titles of all lenses, by line. */
  async function lenses(): Promise<Record<number, string[]>> {
    const lines: Record<number, string[]> = {};
    for (const { range, command } of await allLenses())
      (lines[range.start.line] ??= []).push(command?.title ?? '');
    return lines;
  }

  async function stateAt(line: number): Promise<string> {
    return (await lenses())[line]?.at(-1) ?? '';
  }

  function allLenses(): Thenable<vscode.CodeLens[]> {
    return vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 1000);
  }

  async function click(line: number, title: string): Promise<void> {
    const wanted = (await allLenses()).find(
      ({ range, command }) => range.start.line === line && command?.title.endsWith(` ${title}`),
    );
    assert(wanted?.command, `There is no lens “${title}” above line ${line}.`);
    await run(wanted.command);
  }

  async function run({ command, arguments: args = [] }: vscode.Command): Promise<void> {
    await vscode.commands.executeCommand(command, ...(args as unknown[]));
  }

  /** Makes another text of a line, as typing does. */
  async function type(line: number, text: string): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), uri.toString());
    await editor.edit((edit) => {
      edit.replace(editor.document.lineAt(line).range, text);
    });
  }

  async function hover(line: number): Promise<vscode.MarkdownString[]> {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new vscode.Position(line, 3),
    );
    return hovers.flatMap(({ contents }) => contents as vscode.MarkdownString[]);
  }

  function problems(): string[] {
    return vscode.languages
      .getDiagnostics(uri)
      .filter(({ source }) => source === 'StoryFlow')
      .map(
        ({ range, severity, code }) =>
          `${range.start.line} ${vscode.DiagnosticSeverity[severity]} ${code as string}`,
      );
  }

  function fixes(line: number): Thenable<vscode.CodeAction[]> {
    const range = new vscode.Range(line, 0, line, 1000);
    return vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
      'quickfix',
    );
  }

  async function apply(line: number, title: string): Promise<void> {
    const fix = (await fixes(line)).find((each) => each.title === title);
    assert(fix, `There is no quick fix “${title}” on line ${line}.`);
    if (fix.edit) assert(await vscode.workspace.applyEdit(fix.edit));
    if (fix.command) await run(fix.command);
  }
});

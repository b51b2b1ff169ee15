import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { SoundFollower } from '../../src/vscode/player/followSound';
import { memoryLog } from '../support/logs';
import { eventually, extension, workspaceFolder } from './tale';

/** So many lines stand between two sentences that both cannot be visible. */
const GAP = 200;
const SENTENCES = ['The lamp was lit.', 'Nobody said a word.', 'The boat was gone.'];
const STORY = `# The storm\n\n${SENTENCES.join('\n\n')}${'\n'.repeat(GAP)}The end.\n`;
const END = 3;

describe('the player', () => {
  describe('in the text', () => {
    const looked = new vscode.EventEmitter<{ document: vscode.TextDocument }>();
    /** What is marked in each editor. */
    const marks = new Map<vscode.TextEditor, string | undefined>();
    let questions: number;
    // VS Code remembers where a file's editor was scrolled to.
    let count = 0;
    let uri: vscode.Uri;
    let editor: vscode.TextEditor;
    let follower: SoundFollower;

    beforeEach(async () => {
      uri = vscode.Uri.file(join(workspaceFolder(), `follow ${count++}.story.md`));
      await writeFile(uri.fsPath, STORY);
      await vscode.commands.executeCommand('vscode.open', uri);
      const active = vscode.window.activeTextEditor;
      assert(active);
      editor = active;
      marks.clear();
      questions = 0;
      follower = new SoundFollower({
        storyOf: (segmentId) => (segmentId === 's' ? uri : undefined),
        findSentences: (_, text) => {
          questions++;
          const sentences = [...SENTENCES, 'The end.'].map((sentence, index) => {
            const from = text.indexOf(sentence);
            const source = from < 0 ? {} : { source: { from, to: from + sentence.length } };
            return { from: index, text: sentence, ...source };
          });
          return Promise.resolve({ version: '1', sentences });
        },
        onDidLook: looked.event,
        mark: (each, range) => marks.set(each, range && each.document.getText(range)),
        scrolls: () => true,
        log: memoryLog(),
      });
    });

    afterEach(async () => {
      follower.dispose();
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await rm(uri.fsPath);
    });

    const play = (sentence: number, changes: { isPlaying?: boolean; version?: string } = {}) => {
      follower.follow({ segmentId: 's', version: '1', sentence, isPlaying: true, ...changes });
    };
    const marked = () => vscode.window.visibleTextEditors.map((each) => marks.get(each));
    const isMarked = (...expected: (string | undefined)[]) =>
      eventually(() => {
        assert.deepEqual(marked(), expected);
      });

    it('marks the spoken sentence in every visible editor of its story, and asks for the places once', async () => {
      await vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside });
      play(0);
      await isMarked(SENTENCES[0], SENTENCES[0]);
      play(1);
      await isMarked(SENTENCES[1], SENTENCES[1]);
      follower.follow(undefined);
      assert.deepEqual([marked(), questions], [[undefined, undefined], 1]);
    });

    it('marks nothing for audio that is older than the one that is known', async () => {
      play(0, { version: '0' });
      await eventually(() => {
        assert.equal(questions, 1);
      });
      assert.deepEqual(marked(), [undefined]);
      play(1);
      await isMarked(SENTENCES[1]);
    });

    it('goes on with what was known when the audio is made anew while it plays', async () => {
      play(0);
      await isMarked(SENTENCES[0]);
      looked.fire({ document: editor.document });
      play(2);
      await isMarked(SENTENCES[2]);
      assert.equal(questions, 1);
    });

    it('stays right while the text around it is edited, and asks nobody', async () => {
      play(1);
      await isMarked(SENTENCES[1]);
      await editor.edit((edit) => {
        edit.insert(new vscode.Position(0, 2), 'After ');
        edit.insert(new vscode.Position(6, 0), 'More. ');
      });
      looked.fire({ document: editor.document });
      for (const index of [2, 1]) {
        play(index);
        await isMarked(SENTENCES[index]);
      }
      assert.equal(questions, 1);
    });

    it('goes with an edit of the sentence itself, and comes back with its undoing', async () => {
      play(1);
      await isMarked(SENTENCES[1]);
      await editor.edit((edit) => {
        edit.insert(new vscode.Position(4, 3), 'x');
      });
      await isMarked(undefined);
      looked.fire({ document: editor.document });
      await eventually(() => {
        assert.equal(questions, 2);
      });
      assert.deepEqual(marked(), [undefined]);
      await vscode.commands.executeCommand('undo');
      looked.fire({ document: editor.document });
      await isMarked(SENTENCES[1]);
    });

    it('marks a story that is opened while it sounds', async () => {
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      play(1);
      await vscode.window.showTextDocument(uri);
      await isMarked(SENTENCES[1]);
    });

    describe('scrolls', () => {
      const sees = (line: number) => editor.visibleRanges.some((range) => range.contains(lineStart(line)));
      const lineStart = (line: number) => new vscode.Position(line, 0);
      const last = () => 2 + 2 * (SENTENCES.length - 1) + GAP;
      const comesInto = (line: number) =>
        eventually(() => {
          assert.ok(sees(line), `line ${line} is not visible`);
        });
      const scrollTo = async (line: number) => {
        await vscode.commands.executeCommand('revealLine', { lineNumber: line, at: 'top' });
        await comesInto(line);
      };

      it('along with the sound, without taking the focus', async () => {
        play(0);
        await isMarked(SENTENCES[0]);
        assert.ok(!sees(last()));
        play(END);
        await comesInto(last());
        assert.ok(editor.selection.isEmpty && editor.selection.active.line === 0);
      });

      it('not when the writer scrolled away, until Play is pressed again', async () => {
        play(0);
        await isMarked(SENTENCES[0]);
        await scrollTo(120);
        play(1);
        await isMarked(SENTENCES[1]);
        play(1, { isPlaying: false });
        assert.ok(sees(120));
        play(1);
        await comesInto(4);
      });

      it('not when the writer types', async () => {
        play(0);
        await isMarked(SENTENCES[0]);
        await vscode.commands.executeCommand('type', { text: 'x' });
        await eventually(() => {
          assert.ok(editor.document.isDirty);
        });
        play(END);
        await isMarked('The end.');
        // What was asked for before was done when this is answered.
        for (let turn = 0; turn < 3; turn++) await vscode.commands.executeCommand('cursorHome');
        assert.ok(sees(0) && !sees(last()));
      });

      it('again when the writer wants to hear something', async () => {
        play(0);
        await isMarked(SENTENCES[0]);
        await scrollTo(120);
        follower.resume();
        play(1);
        await comesInto(4);
      });
    });
  });

  describe('beside the editor', () => {
    const playerTabs = () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(
          ({ input }) =>
            input instanceof vscode.TabInputWebview && input.viewType.includes('storyflow.playerPanel'),
        );

    it('opens once, leaves the focus in the text, and goes back into its view', async () => {
      await extension().activate();
      const uri = vscode.Uri.file(join(workspaceFolder(), 'the-lighthouse.story.md'));
      const editor = await vscode.window.showTextDocument(uri);
      await vscode.commands.executeCommand('storyflow.openPlayerBeside');
      await eventually(() => {
        assert.equal(playerTabs().length, 1);
      });
      await vscode.commands.executeCommand('storyflow.openPlayerBeside');
      assert.equal(playerTabs().length, 1);
      assert.equal(vscode.window.activeTextEditor, editor);
      await vscode.commands.executeCommand('storyflow.showPlayerInView');
      await eventually(() => {
        assert.equal(playerTabs().length, 0);
      });
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    });

    it('is controlled by commands that do nothing when there is no player', async () => {
      for (const id of ['togglePlayback', 'previousSentence', 'nextSentence'])
        await vscode.commands.executeCommand(`storyflow.${id}`);
    });
  });
});

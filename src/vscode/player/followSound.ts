import * as vscode from 'vscode';
import { messageOf } from '../../core/errors';
import type { Log } from '../../core/ports';
import type { Playhead } from '../../shared/playerProtocol';
import type { SoundtrackView } from '../../studio/protocol';
import { following, scrolledBy, type AutoScroll, type ScrollEvent } from './autoScroll';
import { SentencePlaces } from './sentencePlaces';
import { keyOf, markAfter, markedSentence, movementOf, noMark } from './spokenMark';

export interface FollowOptions {
  /** The file of a segment's story; undefined when there is none. */
  storyOf(segmentId: string): vscode.Uri | undefined;
  /** What is to be heard in a segment's audio, with its places in this text. */
  findSentences(segmentId: string, text: string): Promise<Pick<SoundtrackView, 'version' | 'sentences'>>;
  /** A story's text was looked at anew after it was edited. */
  readonly onDidLook: vscode.Event<{ readonly document: vscode.TextDocument }>;
  /** Marks the spoken sentence in an editor, and nothing else; undefined marks nothing. */
  mark(editor: vscode.TextEditor, sentence: vscode.Range | undefined): void;
  /** Whether editors of this document scroll with the sound. */
  scrolls(document: vscode.TextDocument): boolean;
  readonly log: Log;
}

/** Marks the sentence that is being spoken in every visible editor of its story, and keeps it in sight. */
export class SoundFollower implements vscode.Disposable {
  readonly #options: FollowOptions;
  readonly #subscriptions: vscode.Disposable;
  readonly #marked = new Set<vscode.TextEditor>();
  readonly #scrolls = new WeakMap<vscode.TextEditor, AutoScroll>();
  /** Where each editor's visible range began. */
  readonly #tops = new WeakMap<vscode.TextEditor, vscode.Position>();
  #mark = noMark;
  /** The open story that the playhead is in, and where its sentences stand. */
  #text:
    | { readonly key: string; readonly document: vscode.TextDocument; readonly places: SentencePlaces }
    | undefined;
  /** What editors have not scrolled for, because nobody knew yet where the sentence stands. */
  #movement: 'played' | 'spoken' | undefined;
  #isResumed = false;

  constructor(options: FollowOptions) {
    this.#options = options;
    this.#subscriptions = vscode.Disposable.from(
      options.onDidLook(({ document }) => {
        if (document === this.#text?.document && !this.#text.places.isWhole) void this.#find();
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (document !== this.#text?.document || contentChanges.length === 0) return;
        this.#text.places.change(contentChanges);
        this.#draw();
        const active = vscode.window.activeTextEditor;
        if (active) this.#scroll(active, 'edited');
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        if (document === this.#text?.document) this.#text = undefined;
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => {
        this.#look();
        this.#draw();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        // What no hand moved was moved by a program.
        if (kind !== undefined) this.#scroll(textEditor, 'edited');
      }),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor, visibleRanges }) => {
        const top = visibleRanges[0]?.start;
        const before = this.#tops.get(textEditor);
        if (top) this.#tops.set(textEditor, top);
        this.#scroll(textEditor, top && before?.isEqual(top) ? 'resized' : 'scrolled');
      }),
    );
  }

  /** Another sentence sounds, or it sounds no more. */
  follow(playhead: Playhead | undefined): void {
    const before = this.#mark;
    this.#mark = markAfter(before, playhead);
    const movement = movementOf(before, this.#mark);
    if (movement) {
      this.#movement = this.#isResumed ? 'played' : movement;
      this.#isResumed = false;
    }
    this.#look();
    this.#draw();
  }

  /** The writer wants to hear something now: what sounds next is to be seen as well. */
  resume(): void {
    this.#isResumed = true;
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.follow(undefined);
  }

  /** Makes sure that somebody looks for the sentences, if their story is visible. */
  #look(): void {
    const { playhead } = this.#mark;
    const key = playhead && keyOf(playhead);
    // Also behind another tab it is kept: the audio that sounds may be older than what could be asked for.
    if (key === undefined || this.#text?.key !== key) {
      const document = playhead && this.#visibleStory(playhead.segmentId);
      this.#text =
        document && key !== undefined ? { key, document, places: new SentencePlaces() } : undefined;
      void this.#find();
    }
    // A story that is opened later is not scrolled for what happened before.
    if (!this.#text) this.#movement = undefined;
  }

  #visibleStory(segmentId: string): vscode.TextDocument | undefined {
    const path = this.#options.storyOf(segmentId)?.toString();
    const editor = vscode.window.visibleTextEditors.find(({ document }) => document.uri.toString() === path);
    return editor?.document;
  }

  async #find(): Promise<void> {
    const text = this.#text;
    const { playhead } = this.#mark;
    if (!text || !playhead) return;
    const answer = text.places.ask();
    try {
      const { segmentId, version } = playhead;
      const found = await this.#options.findSentences(segmentId, text.document.getText());
      answer(found.version === version ? found.sentences.map(({ source }) => source) : undefined);
    } catch (error) {
      answer(undefined);
      this.#options.log.debug(`The spoken sentences could not be found: ${messageOf(error)}`);
    }
    if (text === this.#text) this.#draw();
  }

  #draw(): void {
    const sentence = this.#range();
    for (const editor of vscode.window.visibleTextEditors) {
      const isTold = sentence !== undefined && editor.document === this.#text?.document;
      if (isTold) this.#marked.add(editor);
      else if (!this.#marked.delete(editor)) continue;
      this.#options.mark(editor, isTold ? sentence : undefined);
    }
    for (const editor of this.#marked)
      if (!vscode.window.visibleTextEditors.includes(editor)) this.#marked.delete(editor);
    const movement = this.#movement;
    if (!sentence || !movement) return;
    this.#movement = undefined;
    for (const editor of this.#marked) this.#scroll(editor, movement);
  }

  #scroll(editor: vscode.TextEditor, kind: ScrollEvent['kind']): void {
    if (editor.document !== this.#text?.document) return;
    const sentence = this.#range();
    const isVisible =
      sentence !== undefined && editor.visibleRanges.some((range) => range.intersection(sentence));
    const { next, reveals } = scrolledBy(this.#scrolls.get(editor) ?? following, { kind, isVisible });
    this.#scrolls.set(editor, next);
    if (reveals && sentence && this.#options.scrolls(editor.document))
      editor.revealRange(sentence, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  #range(): vscode.Range | undefined {
    const index = markedSentence(this.#mark);
    const { document, places } = this.#text ?? {};
    const place = index === undefined ? undefined : places?.at(index);
    return (
      place && document && new vscode.Range(document.positionAt(place.from), document.positionAt(place.to))
    );
  }
}

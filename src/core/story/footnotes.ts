import type { SpokenNote } from '../model';
import { joinSpoken } from '../spokenText';
import { withEndMark } from './endMark';
import { linkKey } from './linkSyntax';
import { markSpeech } from './markSpeech';
import type { Block } from './parseBlocks';
import type { BlockContext, FootnoteReference } from './speakBlock';
import { speakBlock } from './speakBlock';

/** The footnotes of one story, asked for in the order in which they are spoken. */
export class Footnotes {
  /** The references met so far that no definition answers. */
  readonly unanswered: FootnoteReference[] = [];
  private readonly definitions: ReadonlyMap<string, readonly Block[]>;
  private readonly given = new Set<string>();

  /** @param blocks all of the story's blocks, those of the definitions among them. */
  constructor(
    blocks: readonly Block[],
    private readonly context: BlockContext,
  ) {
    this.definitions = definitionsIn(blocks);
  }

  /**
   * The footnotes that are referred to, each as one text, without those that were given before. What a
   * footnote itself refers to comes after it, at the same place.
   */
  speak(references: readonly FootnoteReference[]): SpokenNote[] {
    const notes: SpokenNote[] = [];
    const waiting = [...references].reverse();
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { at } = next;
      const speech = markSpeech(
        this.take(next).flatMap((block) => speakBlock(block, this.context)),
        this.context.report,
      );
      const sentences = speech.map(({ spoken }) => withEndMark(spoken)).filter(({ text }) => text !== '');
      if (sentences.length > 0) notes.push({ ...joinSpoken(sentences, () => ' '), at });
      for (const inner of speech.flatMap((part) => part.references).reverse()) waiting.push({ ...inner, at });
    }
    return notes;
  }

  /** Notes which of the references are unanswered, without giving their footnotes. */
  check(references: readonly FootnoteReference[]): void {
    for (const reference of references) {
      if (!this.has(reference)) this.unanswered.push(reference);
    }
  }

  has({ id }: FootnoteReference): boolean {
    return this.definitions.has(linkKey(id));
  }

  private take(reference: FootnoteReference): readonly Block[] {
    this.check([reference]);
    const key = linkKey(reference.id);
    const isNew = !this.given.has(key);
    this.given.add(key);
    return isNew ? (this.definitions.get(key) ?? []) : [];
  }
}

/** The blocks of each footnote by the form in which ids are compared. Of equal ids the first counts. */
function definitionsIn(blocks: readonly Block[]): Map<string, Block[]> {
  const definitions = new Map<string, Block[]>();
  for (const block of blocks) {
    if (!block.footnote) continue;
    const key = linkKey(block.footnote.id);
    const definition = definitions.get(key);
    if (!definition) definitions.set(key, [block]);
    else if (definition[0]?.footnote === block.footnote) definition.push(block);
  }
  return definitions;
}

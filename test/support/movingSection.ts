/** Two stories, one of which has a section that the other may have as well. */
export const HOMES = ['a.story.md', 'b.story.md'] as const;

const TWO = '## Two\n\nNobody on the quay said a word about it, and nobody asked.\n\n';
const OWN = [
  '## One\n\nThe boat came in before the storm broke.\n\n',
  '## Four\n\nThe keeper had known all of this before.\n\n',
];

/** The texts of both stories when the section “Two” is in this one. */
export function textsWith(home: number): string[] {
  return OWN.map((text, at) => (at === home ? text + TWO : text));
}

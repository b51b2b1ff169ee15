/** Ordinary sentences, all different, none short enough to be merged and none long enough to be split. */
export function sentence(number: number): string {
  const subjects = [
    'The old boat',
    'A tired keeper',
    'My youngest sister',
    'Every gull',
    'The harbor bell',
    'Nobody there',
  ];
  const verbs = ['waited beside', 'looked past', 'went round', 'spoke of', 'came back to', 'dreamed about'];
  const places = [
    'the long stone pier',
    'an empty house',
    'the river mouth',
    'that crooked tower',
    'a field of salt',
  ];
  const pick = (from: readonly string[], step: number) => from[Math.floor(number / step) % from.length] ?? '';
  const when = `on day ${number + 1}`;
  return `${pick(subjects, 1)} ${pick(verbs, 6)} ${pick(places, 36)} ${when}.`;
}

/** A story of `count` sentences, five to a paragraph and two paragraphs to a section. */
export function longStory(count: number): string {
  const lines: string[] = ['# A Long Story', ''];
  for (let at = 0; at < count; at += 5) {
    if (at % 10 === 0) lines.push(`## Section ${at / 10 + 1}`, '');
    lines.push(
      Array.from({ length: Math.min(5, count - at) }, (_, index) => sentence(at + index)).join(' '),
      '',
    );
  }
  return lines.join('\n');
}

/** A story's text as Markdown that shows it as it is: no mark, link, image, icon or HTML of it means anything. */
export function plainMarkdown(text: string): string {
  return text
    .split(/\s*\n\s*\n\s*/u)
    .map((paragraph) =>
      paragraph
        .trim()
        .replaceAll(/\s+/gu, ' ')
        .replaceAll(/[!-/:-@[-`{-~]/gu, String.raw`\$&`),
    )
    .join('\n\n');
}

/** The beginning of a text, cut at a word's end where it is longer than `most` characters. */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const head = text.slice(0, most);
  const end = head.search(/\s\S*$/u);
  const whole = end > 0 ? head.slice(0, end) : head.replace(/[\uD800-\uDBFF]$/u, '');
  return `${whole.trimEnd()}…`;
}

import { readingOf, type ImportReading } from './importReading';

/**
 * Reads text in blocks: lines of three or more hyphens separate them, a line that begins with `Text:` or `Prompt:`
 * begins that field, and every other line continues the field above. What comes before any such line is text.
 */
export function readImportText(content: string, title: string): ImportReading {
  const blocks = content.replace(/\r\n?/g, '\n').split(/(?:^|\n)-{3,}[ \t]*(?=\n|$)/);
  const isFilled = (block: string) => block.trim() !== '';
  // A separator at the start or the end of a file separates nothing.
  const filled = blocks.slice(Math.max(0, blocks.findIndex(isFilled)), blocks.findLastIndex(isFilled) + 1);
  return readingOf(title, filled.map(readBlock));
}

const label = /^[ \t]*(text|prompt):(.*)$/is;

function readBlock(block: string) {
  const fields = { text: [''], prompt: [''] };
  const problems = new Set<string>();
  let field = fields.text;
  for (const line of block.split('\n')) {
    const [, name, rest = line] = label.exec(line) ?? [];
    if (name !== undefined) {
      const isText = name.toLowerCase() === 'text';
      field = isText ? fields.text : fields.prompt;
      if (field.join('').trim() !== '')
        problems.add(`There is more than one ${isText ? '“Text:”' : '“Prompt:”'}: put it all under one.`);
    }
    field.push(rest);
  }
  if (problems.size > 0) return { problems: [...problems] };
  return { text: fields.text.join('\n'), prompt: fields.prompt.join('\n') };
}

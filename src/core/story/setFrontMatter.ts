import { StoryFlowError } from '../errors';
import { editTo, type TextEdit } from './applyEdits';
import { readFrontMatter } from './frontMatter';
import { yamlEntries } from './yamlEntries';

/** The keys that commands set. */
export type SettableKey = 'voice' | 'speed' | 'language' | 'title';

/**
 * Edits that make a story's front matter say `key: value`; what else stands there keeps its form. A story without front
 * matter gets one. Throws InvalidStory when what is there cannot be read.
 */
export function setFrontMatter(source: string, key: SettableKey, value: string | number): TextEdit[] {
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const text = source.replaceAll('\r\n', '\n');
  const { end } = readFrontMatter(text);
  const line = `${key}: ${written(value)}`;
  if (end === 0) {
    const gap = /^\s*\n/u.test(text) || text === '' ? '' : eol;
    return [{ from: 0, to: 0, text: `---${eol}${line}${eol}---${eol}${gap}` }];
  }
  const from = text.indexOf('\n') + 1;
  const yaml = text.slice(from, text.lastIndexOf('\n', end - 2) + 1);
  const entries = yamlEntries(yaml);
  if ('reason' in entries) {
    throw new StoryFlowError('InvalidStory', `The front matter ${entries.reason}, then try again.`);
  }
  const entry = entries.get(key);
  const after = entry
    ? yaml.slice(0, entry.source.from) + written(value) + yaml.slice(entry.source.to)
    : `${withoutEmpty(yaml, key)}${line}\n`;
  const changed = text.slice(0, from) + after + text.slice(from + yaml.length);
  return editTo(source, { from: 0, to: source.length }, changed.replaceAll('\n', eol));
}

/** A key without a value is no entry, and a second one of its name would be an error. */
function withoutEmpty(yaml: string, key: string): string {
  return yaml
    .split('\n')
    .filter((line) => !new RegExp(`^${key}[ \\t]*:[ \\t]*(?:#.*)?$`, 'u').test(line))
    .join('\n');
}

/** A value as YAML writes it; JSON's strings are YAML's. */
function written(value: string | number): string {
  const isPlain = typeof value === 'number' || /^[a-z][\w.-]*(?:[:*+][\w.-]+)*$/iu.test(value);
  const isWord = /^(?:true|false|null|yes|no|on|off|y|n)$/iu.test(String(value));
  return isPlain && !isWord ? String(value) : JSON.stringify(value);
}

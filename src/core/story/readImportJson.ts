import * as z from 'zod';
import { messageOf } from '../errors';
import { readingOf, type ImportReading } from './importReading';

/** Whether a file is to be read as JSON: a text may begin with a bracket, as in "[A door closes.]", but not with a brace. */
export function isImportJson(content: string, fileName: string): boolean {
  return /\.json$/i.test(fileName) || /^\s*(?:\{|\[\s*\{)/.test(content);
}

/** Reads `{title, segments: [{text_content, image_prompt?}]}`. Other keys are ignored. */
export function readImportJson(content: string): ImportReading {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch (error) {
    return unusable(`It is not valid JSON: ${messageOf(error)}. Correct that.`);
  }
  const file = fileSchema.safeParse(json);
  if (!file.success) return unusable(FORM);
  const title = z.string().safeParse(file.data.title);
  const segments = z.array(z.unknown()).safeParse(file.data.segments);
  const reading = readingOf(title.data, (segments.data ?? []).map(readSegment));
  const problems = [
    ...(title.success ? [] : [{ block: 0, message: 'There is no title: add "title" with a text.' }]),
    ...(segments.success ? reading.problems : [{ block: 0, message: FORM }]),
  ];
  return { ...reading, problems };
}

const FORM =
  'It must have the form {"title": "...", "segments": [{"text_content": "...", "image_prompt": "..."}]}: correct that.';

const fileSchema = z.object({ title: z.unknown().optional(), segments: z.unknown().optional() });

const segmentSchema = z.object(
  {
    text_content: z.string({ error: '"text_content" must be a text: write one.' }),
    image_prompt: z.string({ error: '"image_prompt" must be a text: write one, or remove it.' }).nullish(),
  },
  { error: 'It must have the form {"text_content": "..."}: correct that.' },
);

function readSegment(segment: unknown) {
  const { data, error } = segmentSchema.safeParse(segment);
  if (error) return { problems: error.issues.map(({ message }) => message) };
  return { text: data.text_content, prompt: data.image_prompt ?? '' };
}

function unusable(message: string): ImportReading {
  return { title: undefined, blocks: [], problems: [{ block: 0, message }] };
}

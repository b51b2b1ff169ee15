import { XMLBuilder, XMLParser } from 'fast-xml-parser';
import * as z from 'zod';
import type { TakeCheck, WavTags } from '../model';
import { storableText } from './storableText';

/** Largest iXML that is read, in characters and in bytes; StoryFlow's own takes about one thousand. */
export const IXML_LIMIT = 1 << 20;

/** Longest text in it that is believed, in characters; no path, name or heading of ours comes near. */
const MOST_TEXT = 100_000;

/** Number of the layout below. Readers ignore a chunk with another one. */
const FORMAT = '1';

// Deprecated only here: the same class is to be imported from a package of its own in the next major version.
// eslint-disable-next-line @typescript-eslint/no-deprecated
const builder = new XMLBuilder({});

/** Texts are kept as they are: neither trimmed nor turned into numbers. */
const parser = new XMLParser({ parseTagValue: false, trimValues: false });

/**
 * The iXML chunk of a segment's wav (see the iXML specification, version 1.51). PROJECT and SCENE are for
 * other programs; STORYFLOW holds the tags.
 */
export function writeIxml(tags: WavTags): string {
  const { pauses, ...texts } = storableTags(tags);
  const document = {
    BWFXML: {
      IXML_VERSION: '1.51',
      PROJECT: texts.story,
      SCENE: texts.heading,
      STORYFLOW: {
        FORMAT,
        SEGMENT_ID: texts.segmentId,
        PROJECT_ID: texts.projectId,
        STORY: texts.story,
        HEADING: texts.heading,
        ORDINAL: texts.ordinal,
        TEXT_HASH: texts.textHash,
        SETTINGS_HASH: texts.settingsHash,
        ...(texts.lexiconHash === undefined ? {} : { LEXICON_HASH: texts.lexiconHash }),
        VOICE: texts.voice,
        SPEED: texts.speed,
        PAUSES: {
          PART: pauses.part,
          SENTENCE: pauses.sentence,
          PARAGRAPH: pauses.paragraph,
          HEADING: pauses.heading,
        },
        MODEL: texts.model,
        IMAGE: texts.image,
        ...(texts.checks.length > 0 && { CHECKS: JSON.stringify(texts.checks) }),
      },
    },
  };
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build(document)}`;
}

/** The tags in an iXML chunk; undefined when it is not one that StoryFlow wrote. Never throws. */
export function readIxml(xml: string): WavTags | undefined {
  // Entities can only be declared in a document type, which StoryFlow never writes.
  if (xml.length > IXML_LIMIT || /<!DOCTYPE/iu.test(xml)) return undefined;
  try {
    return documentSchema.safeParse(parser.parse(xml)).data;
  } catch {
    return undefined;
  }
}

/** The tags as they come back from a wav: what XML cannot hold is missing. Compare read tags with these. */
export function storableTags(tags: WavTags): WavTags {
  return {
    segmentId: storableText(tags.segmentId),
    projectId: storableText(tags.projectId),
    story: storableText(tags.story),
    heading: storableText(tags.heading),
    ordinal: tags.ordinal,
    textHash: storableText(tags.textHash),
    settingsHash: storableText(tags.settingsHash),
    ...(tags.lexiconHash === undefined ? {} : { lexiconHash: storableText(tags.lexiconHash) }),
    voice: storableText(tags.voice),
    speed: tags.speed,
    pauses: tags.pauses,
    model: storableText(tags.model),
    image: storableText(tags.image),
    checks: tags.checks.map(({ sentence, reason }) => ({ sentence, reason: storableText(reason) })),
  };
}

const numeric = z
  .string()
  .regex(/^\d+(\.\d+)?(e[+-]?\d+)?$/u)
  .transform(Number)
  .pipe(z.number());

/** Ids, file names and paths become paths on this machine, so a foreign file must not choose where they lead. */
const id = z.string().regex(/^[\w-]{1,128}$/u);
const text = z.string().max(MOST_TEXT);
const fileName = text.refine((name) => !/[\\/]|^\.\.?$/u.test(name));
const relativePath = text
  .min(1)
  .refine((path) => !/^[\\/]|^[a-z]:[\\/]/iu.test(path) && !path.split(/[\\/]/u).includes('..'));

/** Checks that cannot be read are none: the audio is as good as before there were any. */
const checks = text.transform(checksIn);

function checksIn(json: string): readonly TakeCheck[] {
  try {
    return takeChecks.safeParse(JSON.parse(json)).data ?? [];
  } catch {
    return [];
  }
}

const takeChecks = z.array(z.object({ sentence: z.int().min(0), reason: z.string().max(MOST_TEXT) }));

const storyflowSchema = z
  .object({
    FORMAT: z.literal(FORMAT),
    SEGMENT_ID: id,
    PROJECT_ID: id,
    STORY: relativePath,
    HEADING: text,
    ORDINAL: numeric.pipe(z.int()),
    TEXT_HASH: text,
    SETTINGS_HASH: text,
    LEXICON_HASH: text.optional(),
    VOICE: text,
    SPEED: numeric,
    PAUSES: z.object({ PART: numeric, SENTENCE: numeric, PARAGRAPH: numeric, HEADING: numeric }),
    // Wavs of earlier versions do not say it.
    MODEL: text.default(''),
    IMAGE: fileName,
    // A wav of before takes were checked has none.
    CHECKS: checks.optional(),
  })
  .transform((tags): WavTags => ({
    segmentId: tags.SEGMENT_ID,
    projectId: tags.PROJECT_ID,
    story: tags.STORY,
    heading: tags.HEADING,
    ordinal: tags.ORDINAL,
    textHash: tags.TEXT_HASH,
    settingsHash: tags.SETTINGS_HASH,
    ...(tags.LEXICON_HASH === undefined ? {} : { lexiconHash: tags.LEXICON_HASH }),
    voice: tags.VOICE,
    speed: tags.SPEED,
    pauses: {
      part: tags.PAUSES.PART,
      sentence: tags.PAUSES.SENTENCE,
      paragraph: tags.PAUSES.PARAGRAPH,
      heading: tags.PAUSES.HEADING,
    },
    model: tags.MODEL,
    image: tags.IMAGE,
    checks: tags.CHECKS ?? [],
  }));

const documentSchema = z
  .object({ BWFXML: z.object({ STORYFLOW: storyflowSchema }) })
  .transform((document) => document.BWFXML.STORYFLOW);

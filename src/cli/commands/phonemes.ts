import { createInterface } from 'node:readline';
import { resolveVoice } from '../../core/narration/resolveVoice';
import { pronounced } from '../../core/narration/pronounceUtterances';
import { DEFAULT_PAUSES } from '../../core/narration/planSegment';
import { voiceForm } from '../../core/speech/lexicon/voiceForm';
import { consoleLog, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { openSession, type SessionOptions } from '../session';
import { lexiconFor } from './lexicon';

/** Without a voice the phonemes are Kokoro's: they need none of its files. */
const DEFAULT = 'af_bella';

export async function phonemesCommand(
  console: Console,
  text: string,
  options: SessionOptions,
): Promise<ExitCode> {
  const { voice, language } = resolveVoice({ argument: options.voice ?? DEFAULT }, false);
  const session = openSession(options, consoleLog(console.err));
  const { lexicon, problems } = await lexiconFor(options);
  for (const problem of problems) printLine(console.err, `warning: ${problem}`);
  const speech = { voice, language, speed: 1, pauses: DEFAULT_PAUSES, lexicon };
  const read = (line: string) =>
    pronounced([{ text: line, parts: [], boundary: 'end' }], speech)[0] ?? { text: line };
  const describe = async (line: string) => {
    const { text: normalized, pronunciations } = voiceForm(read(line.toWellFormed()), language);
    const [spoken] = await session.phonemize({ texts: [{ text: normalized, pronunciations }], voice });
    const described = { normalized, phonemes: spoken?.phonemes ?? '', tokens: spoken?.tokens ?? [] };
    console.out.write(`${JSON.stringify(described)}\n`);
  };
  try {
    if (text !== '-') await describe(text);
    else {
      const lines = createInterface({ input: process.stdin, crlfDelay: Infinity });
      for await (const line of lines) await describe(line);
    }
    return exitCode.done;
  } finally {
    await session.close();
  }
}

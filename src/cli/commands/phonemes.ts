import { createInterface } from 'node:readline';
import { resolveVoice } from '../../core/narration/resolveVoice';
import { normalise } from '../../core/speech/text/normalise';
import { consoleLog, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { openSession, type SessionOptions } from '../session';

/** Without a voice the phonemes are Kokoro's: they need none of its files. */
const DEFAULT = 'af_bella';

export async function phonemesCommand(
  console: Console,
  text: string,
  options: SessionOptions,
): Promise<ExitCode> {
  const { voice, language } = resolveVoice({ argument: options.voice ?? DEFAULT }, false);
  const session = openSession(options, consoleLog(console.err));
  const describe = async (line: string) => {
    const normalized = normalise(line.toWellFormed(), language).text;
    const [spoken] = await session.phonemize({ texts: [{ text: normalized }], voice });
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

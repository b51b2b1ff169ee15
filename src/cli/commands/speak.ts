import { lstat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { StoryFlowError } from '../../core/errors';
import { DEFAULT_PAUSES } from '../../core/narration/planSegment';
import { resolveVoice } from '../../core/narration/resolveVoice';
import { speakText } from '../../core/narration/speakText';
import { missingModel } from '../../core/narration/studio';
import { DEFAULT_VOICE } from '../../core/speech/voiceId';
import { consoleLog, printJson, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { openSession, type SessionOptions } from '../session';
import { lexiconFor } from './lexicon';

export async function speakCommand(
  console: Console,
  text: string,
  options: SessionOptions & { output: string; json?: boolean },
): Promise<ExitCode> {
  const session = openSession(options, consoleLog(console.err));
  try {
    const { modelsFolder, engine, writer, spoken } = session;
    const hasDefault = (await missingModel(modelsFolder, DEFAULT_VOICE)) === undefined;
    const { voice, language } = resolveVoice({ argument: options.voice }, hasDefault);
    const missing = await missingModel(modelsFolder, voice);
    if (missing !== undefined) throw new StoryFlowError('ModelUnavailable', missing);
    const file = await wavToWrite(options.output);
    const { lexicon } = await lexiconFor(options);
    const settings = { voice, language, speed: options.speed ?? 1, pauses: DEFAULT_PAUSES, lexicon };
    const { durationSeconds, checks } = await speakText(text, file, settings, {
      engine,
      writer,
      cache: spoken,
    });
    const reasons = checks.map(({ reason }) => reason);
    for (const reason of reasons) printLine(console.err, `Check: ${reason}`);
    if (options.json) printJson(console.out, { file, voice, duration: durationSeconds, checks: reasons });
    else printLine(console.out, `${options.output}: ${durationSeconds.toFixed(1)} s, ${voice}`);
    return exitCode.done;
  } finally {
    await session.close();
  }
}

/** The absolute path of the wav to write. Throws WrongUse where something else would be lost. */
async function wavToWrite(output: string): Promise<string> {
  const path = resolve(output);
  const there = await lstat(path).catch(() => undefined);
  if (!/\.wav$/iu.test(path) || (there && !there.isFile())) {
    throw new StoryFlowError('WrongUse', `${output} was left as it is: name a file that ends in .wav.`);
  }
  return path;
}

import Table from 'cli-table3';
import { findModel, missingFiles } from '../../core/speech/kokoro/modelFiles';
import { isVoiceSyntaxError, parseVoice } from '../../core/speech/kokoro/parseVoice';
import { voices } from '../../core/speech/kokoro/voices';
import { draftVoices } from '../../core/speech/draft/draftVoices';
import { printJson, printLine, type Console } from '../console';
import { exitCode, type ExitCode } from '../exitCode';
import { modelsFolderOf, type SessionOptions } from '../session';

interface VoiceRow {
  voice: string;
  engine: 'kokoro' | 'draft';
  language: string;
  languageName: string;
  gender: string | null;
  grade: string | null;
  /** `ready`, `files missing`, or `not supported`. */
  state: string;
}

export async function voicesCommand(
  console: Console,
  options: SessionOptions & { json?: boolean },
): Promise<ExitCode> {
  const rows = [...(await kokoroRows(modelsFolderOf(options))), ...draftRows()];
  if (options.json) {
    printJson(console.out, rows);
    return exitCode.done;
  }
  const table = new Table({
    head: ['Voice', 'Language', '', 'Gender', 'Grade', 'State'],
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) {
    table.push([row.voice, row.language, row.languageName, row.gender ?? '', row.grade ?? '', row.state]);
  }
  printLine(console.out, table.toString());
  return exitCode.done;
}

async function kokoroRows(modelsFolder: string): Promise<VoiceRow[]> {
  const files = await findModel(modelsFolder);
  const stateOf = async (name: string) => {
    const blend = parseVoice(name);
    if (isVoiceSyntaxError(blend)) return 'not supported';
    return (await missingFiles(files, blend)).length === 0 ? 'ready' : 'files missing';
  };
  return Promise.all(
    voices.map(async ({ name, language, gender, grade }) => ({
      voice: name,
      engine: 'kokoro' as const,
      language: language.tag,
      languageName: language.name,
      gender,
      grade: grade === '' ? null : grade,
      state: await stateOf(name),
    })),
  );
}

function draftRows(): VoiceRow[] {
  return draftVoices.map(({ id, language, name }) => ({
    voice: id,
    engine: 'draft',
    language,
    languageName: name,
    gender: null,
    grade: null,
    state: 'ready',
  }));
}

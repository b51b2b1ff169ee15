import Table from 'cli-table3';
import { findModel, missingFiles } from '../../core/speech/kokoro/modelFiles';
import { gradeInWords, whyUnavailable } from '../../core/speech/kokoro/voiceInWords';
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
  state: 'ready' | 'files missing' | 'not available';
  /** Why it is not available, in a sentence; null for every other one. */
  reason: string | null;
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
    const { voice, language, languageName, gender, grade, state } = row;
    table.push([
      voice,
      language,
      languageName,
      gender ?? '',
      gradeInWords(grade ?? '').slice('grade '.length),
      state,
    ]);
  }
  printLine(console.out, table.toString());
  for (const reason of new Set(rows.flatMap(({ reason }) => reason ?? []))) printLine(console.out, reason);
  return exitCode.done;
}

async function kokoroRows(modelsFolder: string): Promise<VoiceRow[]> {
  const files = await findModel(modelsFolder);
  return Promise.all(
    voices.map(async (voice): Promise<VoiceRow> => {
      const { name, language, gender, grade } = voice;
      const reason = whyUnavailable(voice);
      const missing =
        reason === undefined ? await missingFiles(files, { parts: [{ voice, weight: 1 }], language }) : [];
      return {
        voice: name,
        engine: 'kokoro',
        language: language.tag,
        languageName: language.name,
        gender,
        grade: grade === '' ? null : grade,
        state: reason !== undefined ? 'not available' : missing.length === 0 ? 'ready' : 'files missing',
        reason: reason ?? null,
      };
    }),
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
    reason: null,
  }));
}

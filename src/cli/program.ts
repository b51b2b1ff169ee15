import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { messageOf } from '../core/errors';
import { knownFiles, type KnownFile } from '../core/speech/kokoro/knownFiles';
import { acceptCommand } from './commands/accept';
import { cacheCommand } from './commands/cache';
import { deleteCommand } from './commands/delete';
import { lexiconAdd, lexiconCheck, lexiconList, lexiconRemove } from './commands/lexicon';
import { locateCommand } from './commands/locate';
import { lockCommand } from './commands/lock';
import { modelsInstall, type InstallOptions } from './commands/installModel';
import { modelsImport, modelsList, modelsRemove, modelsVerify } from './commands/models';
import { narrateCommand } from './commands/narrate';
import { phonemesCommand } from './commands/phonemes';
import { recreateCommand } from './commands/recreate';
import { segmentsCommand } from './commands/segments';
import { speakCommand } from './commands/speak';
import { voicesCommand } from './commands/voices';
import { printLine, type Console } from './console';
import { exitCode, exitCodeOf, type ExitCode } from './exitCode';
import { withModelHint } from './modelHint';

/**
 * Runs the command line with these arguments and resolves with its exit code. Never rejects. `files` is what was
 * published of Kokoro.
 */
export async function createProgram(
  console: Console,
  args: readonly string[],
  files: readonly KnownFile[] = knownFiles,
): Promise<ExitCode> {
  let code: ExitCode = exitCode.done;
  /** Gives an action the console, takes its exit code, and turns what it throws into one sentence. */
  const action =
    <A extends unknown[]>(run: (console: Console, ...args: A) => Promise<ExitCode>) =>
    async (...values: A) => {
      try {
        code = await run(console, ...values);
      } catch (error) {
        printLine(console.err, withModelHint(messageOf(error)));
        code = exitCodeOf(error);
      }
    };

  const program = new Command('storyflow')
    .description('Narrates stories written in Markdown, on your own machine.')
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.out.write(text),
      writeErr: (text) => console.err.write(text),
    })
    .showHelpAfterError('(add --help for what there is)');

  program
    .command('narrate')
    .description('speaks what is new or has changed in stories, a wav for each segment')
    .argument('<file...>', 'story files')
    .addOption(voice())
    .addOption(speed())
    .addOption(emoji())
    .option('--force', 'speak everything again, past what was spoken before')
    .option('--include-locked', 'replace the audio of locked segments too')
    .option('--segment <number|heading>', 'only this segment; may be given several times', collect, [])
    .addOption(root())
    .addOption(media())
    .addOption(models())
    .addOption(json())
    .action(action(narrateCommand));

  program
    .command('segments')
    .description('lists the segments of a story and the state of their audio')
    .argument('<file>', 'a story file')
    .addOption(voice())
    .addOption(speed())
    .addOption(emoji())
    .addOption(root())
    .addOption(media())
    .addOption(models())
    .addOption(json())
    .action(action(segmentsCommand));

  program
    .command('speak')
    .description('speaks one text into a wav')
    .argument('<text>', 'what to speak')
    .requiredOption('-o, --output <file>', 'the wav to write')
    .addOption(voice())
    .addOption(speed())
    .addOption(root())
    .addOption(models())
    .addOption(json())
    .action(action(speakCommand));

  program
    .command('phonemes')
    .description('shows the spoken form of a text and its phonemes, as JSON')
    .argument('<text>', 'a text, or - for one text on each line of standard input')
    .addOption(voice())
    .addOption(root())
    .addOption(models())
    .action(action(phonemesCommand));

  program
    .command('voices')
    .description('lists the voices')
    .addOption(models())
    .addOption(json())
    .action(action(voicesCommand));

  for (const name of ['lock', 'unlock'] as const) {
    program
      .command(name)
      .description(
        name === 'lock'
          ? 'keeps the audio of segments as it is'
          : 'lets the audio of segments be replaced again',
      )
      .argument('<file>', 'a story file')
      .requiredOption('--segment <number|heading>', 'a segment; may be given several times', collect)
      .addOption(emoji())
      .addOption(root())
      .addOption(media())
      .action(
        action((console, file: string, options: Parameters<typeof lockCommand>[3]) =>
          lockCommand(name, console, file, options),
        ),
      );
  }

  program
    .command('accept')
    .description('says that segments which are to be checked were listened to and sound right')
    .argument('<file>', 'a story file')
    .requiredOption('--segment <number|heading>', 'a segment; may be given several times', collect)
    .addOption(root())
    .addOption(media())
    .action(action(acceptCommand));

  program
    .command('recreate')
    .description('makes missing audio of locked segments again, with the text as it was locked')
    .argument('<file>', 'a story file')
    .option('--segment <number|heading>', 'only this segment; may be given several times', collect, [])
    .addOption(emoji())
    .addOption(root())
    .addOption(media())
    .addOption(models())
    .action(action(recreateCommand));

  program
    .command('delete')
    .description('deletes segments: their text in the story, their audio and image')
    .argument('<file>', 'a story file')
    .requiredOption('--segment <number|heading>', 'a segment; may be given several times', collect)
    .option('--with-parts', 'also delete the parts below its heading')
    .addOption(root())
    .addOption(media())
    .action(action(deleteCommand));

  program
    .command('locate')
    .description('says which file a story is now whose file is missing')
    .argument('<missing>', 'the missing story, as `segments` names it')
    .argument('<file>', 'the story file that it is now')
    .addOption(root())
    .addOption(media())
    .action(action(locateCommand));

  const lexiconGroup = program.command('lexicon').description('says words otherwise than they are written');
  lexiconGroup
    .command('list')
    .description('lists the words that are said otherwise')
    .addOption(root())
    .addOption(json())
    .action(action(lexiconList));
  lexiconGroup
    .command('add')
    .description('says a word otherwise from now on')
    .argument('<word>', 'a word, a name or a phrase')
    .argument('<saying>', 'a respelling such as layvee, or phonemes between slashes such as /lˈAvi/')
    .option('--language <tag>', 'only in this language, such as en or en-GB')
    .addOption(new Option('--case <rule>', 'how it has to be written').choices(['exact', 'any']))
    .addOption(root())
    .action(action(lexiconAdd));
  lexiconGroup
    .command('remove')
    .description('says a word as it is written again')
    .argument('<word>', 'a word as `list` has it')
    .option('--language <tag>', 'only the entry of this language')
    .addOption(root())
    .action(action(lexiconRemove));
  lexiconGroup
    .command('check')
    .description('tells what is wrong in lexicon.json, with its place')
    .addOption(root())
    .action(action(lexiconCheck));

  const modelsGroup = program.command('models').description("looks after Kokoro's files");
  modelsGroup
    .command('list')
    .description('lists the files that are there, and the variants of the model')
    .addOption(models())
    .addOption(json())
    .action(action(modelsList));
  modelsGroup
    .command('install')
    .description('fetches the model and a voice, after saying what that takes')
    .option('--variant <name>', 'fp32, fp16, q8, ... (see `models list`)')
    .option('--voice <name...>', 'voices to fetch, or all')
    .option('--mirror <url>', 'a site that has the files under the same paths')
    .option('--yes', 'do not ask')
    .addOption(models())
    .action(action((console, options: InstallOptions) => modelsInstall(console, options, files)));
  modelsGroup
    .command('import')
    .description('copies a model, voices or a folder with them to where StoryFlow looks for them')
    .argument('<path>', 'a model (.onnx), a voice (.bin), an archive of voices, or a folder')
    .addOption(models())
    .action(action(modelsImport));
  modelsGroup
    .command('remove')
    .description('removes published files, and what unfinished downloads left')
    .addOption(models())
    .action(action(modelsRemove));
  modelsGroup
    .command('verify')
    .description('checks the files that are there')
    .addOption(models())
    .addOption(json())
    .action(action(modelsVerify));

  const cacheGroup = program.command('cache').description('looks after what was spoken before');
  for (const name of ['info', 'clear'] as const) {
    cacheGroup
      .command(name)
      .description(name === 'info' ? 'tells where the cache lies and how large it is' : 'empties the cache')
      .addOption(json())
      .action(
        action((console, options: Parameters<typeof cacheCommand>[2]) =>
          cacheCommand(name, console, options),
        ),
      );
  }

  const groups = [program, lexiconGroup, modelsGroup, cacheGroup];
  for (const command of [program, ...groups.flatMap(({ commands }) => commands)]) {
    command.exitOverride();
  }
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Asking for help or the version is no mistake; commander has printed the sentence for everything else.
    return error.exitCode === 0 ? exitCode.done : exitCode.wrongUse;
  }
  return code;
}

const voice = () =>
  new Option('--voice <voice>', 'draft:en-us, af_bella, af_heart*0.6+af_bella*0.4, ... (see `voices`)');
const speed = () => new Option('--speed <speed>', '0.5 to 2, where 1 is normal').argParser(parseSpeed);
const emoji = () =>
  new Option('--emoji <way>', 'name: emoji are read by their names in English; silent: left out').choices([
    'name',
    'silent',
  ]);
const root = () => new Option('--root <dir>', 'the folder that has, or gets, .storyflow/');
const media = () => new Option('--media <dir>', 'where the audio goes instead of .storyflow/media');
const models = () => new Option('--models <dir>', "the folder with Kokoro's model and voices");
const json = () => new Option('--json', 'print the result as JSON on standard output');

function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

/** Speeds outside of 0.5 to 2 are clamped; only what is no number is an error. */
function parseSpeed(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('It is not a number.');
  return Math.min(2, Math.max(0.5, value));
}

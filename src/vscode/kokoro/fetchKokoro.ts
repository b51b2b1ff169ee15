import * as vscode from 'vscode';
import { StoryFlowError } from '../../core/errors';
import { megabytes } from '../../core/megabytes';
import { DEFAULT_VOICE } from '../../core/speech/kokoro/voices';
import type { InstallRequest } from '../../studio/modelProtocol';
import type { SampleView } from '../../studio/protocol';
import { runCommand } from '../commandIds';
import { showFailure, telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { planInWords, progressInWords } from './installWords';
import { networkSettings } from './network';

export interface Fetching {
  readonly app: StoryFlow;
  /** Lets a voice be heard. */
  readonly listen: (sample: SampleView) => Promise<void>;
}

export type Wish = Pick<InstallRequest, 'variant' | 'voices'>;

/** Says what fetching takes, fetches when the writer agrees, and lets the voice be heard. */
export async function fetchKokoro(fetching: Fetching, wish: Wish): Promise<void> {
  const { app } = fetching;
  const plan = await app.studio.call('planInstall', { ...wish, ...networkSettings() });
  if (plan.files.length === 0) {
    await letHear(fetching, wish, vscode.l10n.t('Everything is here already, as it was published.'));
    return;
  }
  const download = vscode.l10n.t('Download');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('Download {0}?', megabytes(plan.bytes - plan.received)),
    { modal: true, detail: planInWords(plan) },
    download,
  );
  if (answer === download) await fetchNow(fetching, wish);
}

/** Fetches without asking again. What the writer stops is kept, and can be continued. */
async function fetchNow(fetching: Fetching, wish: Wish): Promise<void> {
  const { app } = fetching;
  try {
    await withProgress(app, wish);
  } catch (error) {
    if (error instanceof StoryFlowError && error.code === 'Cancelled')
      void telling(app.log, () => offerRest(fetching, wish));
    else void showFailure(error, app.log, { retry: () => fetchNow(fetching, wish) });
    return;
  }
  await changed(app);
  await letHear(fetching, wish, vscode.l10n.t('Kokoro is here, whole and as it was published.'));
}

/** Draws everything again that says which voice speaks. */
export async function changed(app: StoryFlow): Promise<void> {
  app.modelChanged.fire();
  await app.stories.reloadAll();
}

function withProgress({ studio, installs }: StoryFlow, wish: Wish): Thenable<void> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Downloading Kokoro'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (report, token) => {
    let percent = 0;
    const subscriptions = [
      installs.event((progress) => {
        const now = Math.floor((progress.received / progress.total) * 100);
        report.report({ message: progressInWords(progress), increment: Math.max(0, now - percent) });
        percent = Math.max(percent, now);
      }),
      token.onCancellationRequested(() => void studio.call('cancelInstall', undefined)),
    ];
    try {
      await studio.call('install', { ...wish, ...networkSettings() });
    } finally {
      for (const subscription of subscriptions) subscription.dispose();
    }
  });
}

/** What was stopped is no failure: it can go on from there, now or another day. */
async function offerRest(fetching: Fetching, wish: Wish): Promise<void> {
  const { bytes, received } = await fetching.app.studio.call('planInstall', {
    ...wish,
    ...networkSettings(),
  });
  const goOn = vscode.l10n.t('Continue');
  const remove = vscode.l10n.t('Remove');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The download of Kokoro is paused. {0} of {1} are kept.',
      megabytes(received),
      megabytes(bytes),
    ),
    goOn,
    remove,
  );
  if (answer === goOn) await fetchNow(fetching, wish);
  else if (answer === remove) await runCommand('storyflow.removeKokoro');
}

/** A first sentence is the proof that all is well. */
export async function letHear({ app, listen }: Fetching, wish: Wish, words: string): Promise<void> {
  const voices = await app.studio.call('voices', undefined);
  // What was asked for; of many, the usual one.
  const [wanted] = wish.voices?.length === 1 ? wish.voices : [];
  const ready = voices.filter(({ engine, missing }) => engine === 'kokoro' && missing === undefined);
  const voice =
    ready.find((each) => each.voice === wanted) ??
    ready.find((each) => each.voice === DEFAULT_VOICE) ??
    ready[0];
  if (!voice) {
    void vscode.window.showInformationMessage(words);
    return;
  }
  try {
    await listen(await app.studio.call('speakSample', { voice: voice.voice, speed: 1 }));
  } catch (error) {
    void showFailure(error, app.log);
    return;
  }
  const choose = vscode.l10n.t('Choose Voice');
  void vscode.window
    .showInformationMessage(vscode.l10n.t('{0} You hear {1}.', words, voice.voice), choose)
    .then((answer) => {
      if (answer === choose) return runCommand('storyflow.chooseVoice');
      return undefined;
    });
}

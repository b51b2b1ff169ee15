import * as vscode from 'vscode';
import { registerCommand } from '../commandIds';
import { telling } from '../errors';
import type { SampleView } from '../../studio/protocol';
import type { StoryFlow } from '../storyFlow';
import { requireSegment } from '../targets';
import { registerPlayerView } from './playerView';
import { StorySource } from './storySource';

export interface Player {
  dispose(): void;
  /** Lets a voice be heard. */
  playSample(sample: SampleView): Promise<void>;
}

/** The player's view and the command Play. */
export function registerPlayer(app: StoryFlow): Player {
  const source = new StorySource(app);
  const view = registerPlayerView({ extensionUri: app.context.extensionUri, source, log: app.log });
  const subscriptions = vscode.Disposable.from(
    source,
    view,
    registerCommand('storyflow.play', (...args) =>
      telling(app.log, async () => {
        await view.play((await requireSegment(app, args)).segment.id);
      }),
    ),
  );
  return {
    playSample: (sample) => view.play(source.addSample(sample)),
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

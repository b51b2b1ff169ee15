import * as vscode from 'vscode';
import { systemClock } from '../../core/tasks/clock';
import type { PlayerControl } from '../../shared/playerProtocol';
import type { SampleView } from '../../studio/protocol';
import { registerCommand, type CommandId } from '../commandIds';
import { telling } from '../errors';
import type { StoryFlow } from '../storyFlow';
import { startFromHere } from './playFromHere';
import { PlayerMemory } from './playerMemory';
import { PlayerView } from './playerView';
import { registerFollow } from './registerFollow';
import { segmentToPlay } from './segmentToPlay';
import { StorySource } from './storySource';

export interface Player {
  dispose(): void;
  /** Lets a voice be heard. */
  playSample(sample: SampleView): Promise<void>;
}

/** The player, the commands that play, and the mark of what is heard in the text. */
export function registerPlayer(app: StoryFlow): Player {
  const { context, log } = app;
  const source = new StorySource(app);
  const memory = new PlayerMemory(context.workspaceState, systemClock);
  const following = registerFollow(app);
  const view = new PlayerView({
    extensionUri: context.extensionUri,
    source,
    memory,
    log,
    onPlayhead: (playhead) => {
      following.follow(playhead);
    },
    onPlay: () => {
      following.resume();
    },
  });
  const control = (id: CommandId, name: PlayerControl) =>
    registerCommand(id, () => {
      view.control(name);
    });
  const subscriptions = vscode.Disposable.from(
    source,
    view,
    following,
    memory,
    registerCommand('storyflow.play', (...args) =>
      telling(log, async () => {
        const segment = await segmentToPlay(app, args);
        if (segment) await view.play(segment.id);
      }),
    ),
    registerCommand('storyflow.playFromHere', (...args) =>
      telling(log, async () => {
        const { segmentId, at } = await startFromHere(app, args);
        await view.play(segmentId, at);
      }),
    ),
    registerCommand('storyflow.openPlayerBeside', () => {
      view.openBeside();
    }),
    registerCommand('storyflow.showPlayerInView', () => view.showInView()),
    control('storyflow.togglePlayback', 'toggle'),
    control('storyflow.previousSentence', 'previousSentence'),
    control('storyflow.nextSentence', 'nextSentence'),
  );
  return {
    playSample: (sample) => view.play(source.addSample(sample)),
    dispose: () => {
      subscriptions.dispose();
    },
  };
}

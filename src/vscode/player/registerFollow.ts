import * as vscode from 'vscode';
import { setting } from '../settings';
import type { StoryFlow } from '../storyFlow';
import { SoundFollower } from './followSound';

export interface Following extends Pick<SoundFollower, 'follow' | 'resume'> {
  dispose(): void;
}

/** Follows the sound in the editors of the story that is heard. */
export function registerFollow({ studio, stories, documents, log }: StoryFlow): Following {
  const spoken = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('storyflow.spokenSentenceBackground'),
    borderColor: new vscode.ThemeColor('storyflow.spokenSentenceBorder'),
    borderStyle: 'solid',
    borderWidth: '1px',
    overviewRulerColor: new vscode.ThemeColor('storyflow.spokenSentenceRuler'),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  const follower = new SoundFollower({
    storyOf: (segmentId) => {
      const path = stories.segment(segmentId)?.story.path;
      return path === undefined ? undefined : vscode.Uri.file(path);
    },
    findSentences: (segmentId, text) => studio.call('soundtrack', { segmentId, text }),
    onDidLook: documents.onDidChange,
    mark: (editor, sentence) => {
      editor.setDecorations(spoken, sentence ? [sentence] : []);
    },
    scrolls: ({ uri }) => setting('player.followInEditor', uri),
    log,
  });
  return {
    follow: (playhead) => {
      follower.follow(playhead);
    },
    resume: () => {
      follower.resume();
    },
    dispose: () => {
      follower.dispose();
      spoken.dispose();
    },
  };
}

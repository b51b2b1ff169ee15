import type * as vscode from 'vscode';
import type { StudioThread } from '../studio/client';
import type { InstallProgressView } from '../studio/modelProtocol';
import type { StoryDocuments } from './storyDocuments';
import type { StoryModel } from './storyModel';
import type { TaskBoard } from './taskBoard';

/** What every feature is built from. */
export interface StoryFlow {
  readonly context: vscode.ExtensionContext;
  readonly log: vscode.LogOutputChannel;
  /** Everything that is known of stories, and everything that can be done with them. */
  readonly studio: StudioThread;
  /** The stories of the workspace as they are on the disk. */
  readonly stories: StoryModel;
  /** Stories that are open in editors, with what is typed and not saved. */
  readonly documents: StoryDocuments;
  /** What is being generated. */
  readonly tasks: TaskBoard;
  /** How far fetching Kokoro is. */
  readonly installs: vscode.EventEmitter<InstallProgressView>;
  /** Tells that other files of Kokoro are there now. */
  readonly modelChanged: vscode.EventEmitter<void>;
}

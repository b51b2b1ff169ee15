import type { FrameLocator } from 'playwright-core';
import type { Workbench } from './workbench';

/** The player's page where it stands in its view, also while another one stands beside the editor. */
export function playerInView(workbench: Workbench): FrameLocator {
  return frame(workbench, '[src*="purpose=webviewView"]', 'Player');
}

/** The player's page beside the editor. */
export function playerInEditor(workbench: Workbench): FrameLocator {
  return frame(workbench, ':not([src*="purpose=webviewView"])', 'StoryFlow Player');
}

function frame(workbench: Workbench, which: string, title: string): FrameLocator {
  return workbench.page
    .locator(`iframe.webview[src*="extensionId=storyflow.storyflow&"]${which}`)
    .contentFrame()
    .locator(`iframe#active-frame[title="${title}"]`)
    .contentFrame();
}

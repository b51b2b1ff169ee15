import assert from 'node:assert/strict';
import { commands, extensions } from 'vscode';

describe('the extension in VS Code', () => {
  const extension = extensions.getExtension('storyflow.storyflow')!;

  it('is found, and activates', async () => {
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers every command of its manifest', async () => {
    const { contributes } = extension.packageJSON as { contributes: { commands: { command: string }[] } };
    const registered = new Set(await commands.getCommands(true));
    const declared = contributes.commands.map(({ command }) => command);
    assert.deepEqual(
      declared.filter((command) => !registered.has(command)),
      [],
    );
    assert.ok(declared.includes('storyflow.showLog'));
  });
});

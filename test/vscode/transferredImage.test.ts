import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { transferredImage } from '../../src/vscode/keeping/transferredImage';
import { workspaceFolder } from './tale';

describe('transferredImage', () => {
  const uri = (name: string) => vscode.Uri.file(join(workspaceFolder(), name)).toString();
  const sea = () => join(workspaceFolder(), 'the sea.PNG');
  const rows: [title: string, list: () => string, expected: () => string | undefined][] = [
    ['a picture', () => uri('the sea.PNG'), sea],
    ['a picture among other files', () => `# files\r\n${uri('notes.md')}\r\n${uri('the sea.PNG')}\r\n`, sea],
    [
      'two pictures, of which one cannot be chosen',
      () => `${uri('a.png')}\n${uri('b.jpg')}`,
      () => undefined,
    ],
    ['no picture', () => uri('notes.md'), () => undefined],
    ['a picture on the web', () => 'https://example.org/sea.png', () => undefined],
    ['nothing', () => '', () => undefined],
  ];
  for (const [title, list, expected] of rows)
    it(title, async () => {
      const data = new vscode.DataTransfer();
      data.set('text/uri-list', new vscode.DataTransferItem(list()));
      assert.equal(await transferredImage(data), expected());
    });
});

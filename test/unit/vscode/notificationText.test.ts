import assert from 'node:assert/strict';
import { notificationText, quoted } from '../../../src/vscode/notificationText';

/** What VS Code takes for a link in a notification, and for an icon in the status bar. */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/giu;
const ICON = /\$\([a-z0-9-]+(?:~[a-z]+)?\)/giu;

describe('words of a story in a notification', () => {
  const hostile = [
    '[Fine](command:workbench.action.terminal.new)',
    'A [link](https://example.com) in the middle',
    '[[nested](command:a)](command:b "title")',
    '[x](file:///etc/passwd)',
    '$(error) The storm $(loading~spin)',
    '$([x](command:a))',
  ];
  for (const text of hostile)
    it(`no link and no icon is made of ${text}`, () => {
      for (const shown of [notificationText(text), quoted(text)]) {
        assert.doesNotMatch(shown, LINK);
        assert.doesNotMatch(shown, ICON);
        assert.ok(shown.replaceAll('\u200B', '').includes(text), 'it still reads the same');
      }
    });

  it('the hostile texts would have been links or icons', () => {
    for (const text of hostile) assert.ok(text.match(LINK) ?? text.match(ICON), text);
  });

  const names: [title: string, name: string, shown: string][] = [
    ['ordinary', 'The storm', '“The storm”'],
    ['over several lines', ' The\n\tstorm ', '“The storm”'],
    ['long', 'a'.repeat(51), `“${'a'.repeat(49)}…”`],
    ['just short enough', 'a'.repeat(50), `“${'a'.repeat(50)}”`],
    ['cut between characters, not inside one', '🌊'.repeat(51), `“${'🌊'.repeat(49)}…”`],
  ];
  for (const [title, name, shown] of names)
    it(`a name that is ${title}`, () => {
      assert.equal(quoted(name), shown);
    });
});

/** Matches the white space before each conjunction of the language; nothing where there is no table. */
export function beforeConjunction(language: string): RegExp {
  return tables.get(language.toLowerCase().split('-', 1)[0] ?? '') ?? /(?!)/g;
}

function beforeAnyOf(words: string): RegExp {
  return new RegExp(String.raw`\s(?=(?:${words.split(' ').join('|')})\s)`, 'giu');
}

const tables: ReadonlyMap<string, RegExp> = new Map([
  [
    'en',
    beforeAnyOf(
      'and or but nor so yet because although though while whereas when where which who that if unless until since after before as than',
    ),
  ],
  [
    'de',
    beforeAnyOf(
      'und oder aber denn sondern doch weil dass daß wenn als ob während obwohl damit bevor nachdem bis',
    ),
  ],
  [
    'fr',
    beforeAnyOf(
      'et ou mais donc or ni car que qui quand lorsque parce puisque comme si où dont tandis pendant',
    ),
  ],
  ['es', beforeAnyOf('y e o u pero sino ni que porque cuando donde mientras aunque si como quien pues')],
  ['it', beforeAnyOf('e ed o ma né che perché quando dove mentre benché se come chi poiché')],
  ['pt', beforeAnyOf('e ou mas nem que porque quando onde enquanto embora se como quem pois')],
]);

import { libraryScripts } from '../../../support/libraryScripts';

describe('the library', () => {
  libraryScripts({ folders: 4, steps: 8 });
});

import { libraryScripts } from '../support/libraryScripts';

describe('the library', () => {
  libraryScripts({ folders: 100, steps: 14 });
});

import { editDatabase, hostileCases, type HostileCase, type Prepared } from '../../../support/hostile';

/** SQL as a case; `$1` is the id of “One”, `$2` that of its project, `$3` the folder outside. */
function sql(
  what: string,
  statements: string,
  rest: Omit<HostileCase, 'what' | 'prepare'> = {},
): HostileCase {
  const prepare = (place: Prepared) =>
    editDatabase(place, (db) => {
      const values: Record<string, string> = { $1: place.id, $2: place.projectId, $3: place.outside() };
      db.exec(statements.replace(/\$[123]/gu, (name) => values[name] ?? ''));
    });
  return { what, prepare, ...rest };
}

const SET_ASIDE = { warns: /storyflow\.db .*; it was set aside as .*storyflow\.db\.damaged-/u };
const one = (values: string) => `UPDATE segment SET ${values} WHERE id = '$1'`;
const TABLE = 'CREATE TABLE s AS SELECT * FROM segment; DROP TABLE segment;';

describe('hostile rows in the database', () => {
  hostileCases([
    sql('an id that leads upwards', one("id = '../../../../outside/dear'"), SET_ASIDE),
    sql('an id that is an absolute path', one("id = '$3/dear'"), SET_ASIDE),
    sql('an id with a NUL in it', one("id = '$1' || char(0) || '/../../dear'"), SET_ASIDE),
    sql('an empty id', one("id = ''"), SET_ASIDE),
    sql(
      'a project’s id that leads upwards',
      "UPDATE project SET id = '..'; UPDATE segment SET project_id = '..'",
      SET_ASIDE,
    ),
    sql('a segment of a project above', one("project_id = '../..'"), SET_ASIDE),
    sql(
      'a segment of a project that is not there',
      one("project_id = '00000000-0000-4000-8000-000000000000'"),
      {
        states: ['none', 'ready'],
      },
    ),
    sql('a story above the root', "UPDATE project SET story_path = '../outside/dear.md'", SET_ASIDE),
    sql('a story at an absolute path', "UPDATE project SET story_path = '$3/dear.md'", SET_ASIDE),
    sql('an image above the media folder', one("image_file = '../../../outside/dear.png'")),
    sql(
      'an image in no image folder',
      one("image_file = 'projects/$2/images/../../../../../../outside/dear.png'"),
    ),
    sql('an image at an absolute path', one("image_file = '$3/dear.png'")),
    sql('a wav above the media folder', one("audio_file = '../../../outside/dear.wav'")),
    sql('a wav at an absolute path', one("audio_file = '$3/dear.wav'")),
    sql('a huge place', one('sequence_index = 9007199254740991')),
    sql('a huger place', one('sequence_index = 9223372036854775807')),
    sql('a place below zero', one('sequence_index = -9223372036854775808')),
    sql('all at one place', 'UPDATE segment SET sequence_index = 0, ordinal = 0, heading = "One"'),
    sql('a duration below zero', one('audio_duration = -1'), { states: ['none', 'ready'] }),
    sql('a huge duration', one('audio_duration = 1e308'), { states: ['none', 'ready'] }),
    sql('an infinite duration', one('audio_duration = 9e999'), { states: ['none', 'ready'] }),
    sql('a huge speed and huge pauses', one('audio_speed = 9e999, audio_pauses = \'{"part":1e999}\''), {
      states: ['stale', 'ready'],
    }),
    sql('a size and a time that are none', one('audio_size = -5, audio_modified_at = -9223372036854775808')),
    sql(
      'texts of 10 MB',
      one("heading = printf('%.*c', 10000000, 'x'), text_content = printf('%.*c', 10000000, 'y')"),
    ),
    sql('a failure of 10 MB', one("failure = printf('%.*c', 10000000, 'x'), failure_text_hash = 'x'")),
    sql(
      'wrong types',
      `${TABLE} CREATE TABLE segment AS SELECT * FROM s; UPDATE segment SET level = x'ff', heading = 7`,
      SET_ASIDE,
    ),
    sql('a table less', 'DROP TABLE to_remove', SET_ASIDE),
    sql('a column less', 'ALTER TABLE segment DROP COLUMN failure', SET_ASIDE),
    sql('a trigger', 'CREATE TRIGGER t AFTER UPDATE ON segment BEGIN DELETE FROM segment; END', SET_ASIDE),
    sql('a view', `${TABLE} CREATE VIEW segment AS SELECT * FROM s`, SET_ASIDE),
    sql('an older version of another form', 'PRAGMA user_version = 1', SET_ASIDE),
    sql('a version of no form', 'PRAGMA user_version = 0', SET_ASIDE),
    sql(
      'removals of what is not StoryFlow’s',
      `INSERT INTO to_remove VALUES ('../../../outside/dear.txt', 0), ('$3/dear.txt', 0), ('..', 0), ('', 0),
        ('projects', 0), ('projects/..', 0), ('projects/$2/../../../../outside', 0),
        ('projects/$2/audio/../../../../../outside/dear.wav', 0), (printf('%.*c', 10000000, '/'), 0)`,
      { warns: /was to be removed, but is no file of StoryFlow's/u },
    ),
  ]);
});

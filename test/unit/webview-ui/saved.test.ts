import assert from 'node:assert/strict';
import { parseSaved, positionOf, withPosition } from '../../../webview-ui/saved';

const defaults = { segmentId: undefined, positions: [], rate: 1, volume: 1, muted: false, continues: false };
const audio = { segmentId: 's1', version: '1' };

describe('saved', () => {
  for (const stored of [undefined, null, 'text', 5, [], {}]) {
    it(`${JSON.stringify(stored)} is replaced by the defaults`, () => {
      assert.deepEqual({ ...defaults, ...parseSaved(stored) }, defaults);
    });
  }

  it('what was saved comes back', () => {
    const saved = {
      segmentId: 's1',
      positions: [{ ...audio, time: 12.5 }],
      rate: 1.5,
      volume: 0.3,
      muted: true,
      continues: true,
    };
    assert.deepEqual(parseSaved(JSON.parse(JSON.stringify(saved))), saved);
  });

  for (const wrong of [
    { segmentId: 7 },
    { positions: 'none' },
    { positions: [{ ...audio, time: -1 }] },
    { positions: [{ ...audio, time: 'late' }] },
    { rate: 17 },
    { rate: 1.1 },
    { volume: -0.1 },
    { muted: 1 },
    { continues: 'yes' },
  ]) {
    it(`${JSON.stringify(wrong)} falls back and leaves the rest`, () => {
      const rest = { segmentId: 's1', rate: 2, volume: 0.5, muted: true, continues: true };
      const [key] = Object.keys(wrong) as [keyof typeof defaults];
      assert.deepEqual(parseSaved({ ...rest, ...wrong }), {
        ...rest,
        positions: [],
        [key]: defaults[key],
      });
    });
  }

  it('a position belongs to one version of one segment’s audio', () => {
    const saved = withPosition(parseSaved({}), audio, 7);
    assert.equal(positionOf(saved, audio), 7);
    assert.equal(positionOf(saved, { ...audio, version: '2' }), 0);
    assert.equal(positionOf(saved, { ...audio, segmentId: 's2' }), 0);
  });

  it('a later position replaces the earlier one, and 0 removes it', () => {
    const later = withPosition(withPosition(parseSaved({}), audio, 7), { ...audio, version: '2' }, 9);
    assert.deepEqual(later.positions, [{ ...audio, version: '2', time: 9 }]);
    assert.deepEqual(withPosition(later, audio, 0).positions, []);
  });

  it('only the latest 500 are kept', () => {
    let saved = parseSaved({});
    for (let i = 0; i < 600; i++) saved = withPosition(saved, { segmentId: `s${i}`, version: '1' }, 1);
    assert.deepEqual(
      [saved.positions.length, saved.positions[0]?.segmentId, saved.positions.at(-1)?.segmentId],
      [500, 's100', 's599'],
    );
  });
});

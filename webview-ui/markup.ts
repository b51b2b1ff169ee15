import { keyHelp } from './keys';
import { rates } from './rates';

interface IconButton {
  readonly id: string;
  readonly icon: string;
  readonly label: string;
  /** How to press it without a mouse. */
  readonly key: string;
  readonly attributes?: string;
}

const iconButton = ({ id, icon, label, key, attributes = '' }: IconButton) =>
  `<button id="${id}" type="button" class="icon-button" data-icon="${icon}" aria-label="${label}" title="${label} (${key})"${attributes}></button>`;

/**
 * The page's elements. Their texts, states and icons come from the page's script, texts as text and never as HTML. Only
 * those stand here that look the same for every segment.
 */
export const markup = `<main id="player" tabindex="-1">
  <header>
    <h1 id="title">StoryFlow</h1>
    <p id="subtitle"></p>
  </header>
  <div id="content" hidden>
    <div id="bars">
      <div id="notice" class="bar" hidden>
        <span id="notice-icon" data-icon="info"></span>
        <p id="notice-text"></p>
        <button id="generate" type="button"></button>
      </div>
      <div id="progress" class="bar" hidden>
        <label id="progress-text" for="progress-value"></label>
        <progress id="progress-value" max="100"></progress>
        <button id="cancel" type="button" class="secondary"></button>
      </div>
      <div id="summary" class="bar" hidden>
        <p id="summary-text"></p>
      </div>
      <div id="offer" class="bar" hidden>
        <p>New audio</p>
        <button id="play-new" type="button">Play It</button>
      </div>
    </div>
    <div id="controls">
      <div id="playback" role="group" aria-label="Playback">
        ${iconButton({ id: 'previous', icon: 'skip-back', label: 'Previous segment', key: 'Ctrl+←' })}
        ${iconButton({ id: 'previous-sentence', icon: 'chevron-left', label: 'Previous sentence', key: 'Shift+←' })}
        ${iconButton({ id: 'toggle', icon: 'play', label: 'Play', key: 'Space' })}
        ${iconButton({ id: 'next-sentence', icon: 'chevron-right', label: 'Next sentence', key: 'Shift+→' })}
        ${iconButton({ id: 'next', icon: 'skip-forward', label: 'Next segment', key: 'Ctrl+→' })}
        <div class="position">
          <span id="time">0:00</span>
          <input id="position" type="range" min="0" max="0" step="any" aria-label="Position" title="Position (←, →, Home, End)">
          <span id="duration">0:00</span>
        </div>
      </div>
      <div id="settings" role="group" aria-label="Playback settings">
        ${iconButton({ id: 'loop', icon: 'sync', label: 'Repeat sentence', key: 'L', attributes: ' aria-pressed="false"' })}
        <label>Speed
          <select id="rate" aria-label="Speed">
            ${rates.map((rate) => `<option value="${rate}">${rate}×</option>`).join('')}
          </select>
        </label>
        <div class="volume">
          ${iconButton({ id: 'mute', icon: 'unmute', label: 'Mute', key: 'M' })}
          <input id="volume" type="range" min="0" max="100" step="5" value="100" aria-label="Volume" title="Volume">
        </div>
        <label><input id="continues" type="checkbox"> Continue with the next segment</label>
        ${iconButton({ id: 'show-help', icon: 'question', label: 'Keyboard shortcuts', key: '?' })}
      </div>
    </div>
    <div id="stage">
      <img id="image" alt="" hidden>
      <div id="waveform" aria-hidden="true">
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" focusable="false"><rect id="stretch" y="0" width="0" height="1"/></svg>
        <div id="wave"></div>
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" focusable="false"><path id="marks"/></svg>
      </div>
    </div>
    <div id="sentences" role="group" aria-label="Sentences"></div>
    <section id="story" aria-labelledby="story-title">
      <h2 id="story-title">Segments</h2>
      <ul id="segments"></ul>
    </section>
    <audio id="audio" preload="metadata"></audio>
  </div>
  <dialog id="help" aria-labelledby="help-title">
    <header>
      <h2 id="help-title">Keyboard shortcuts</h2>
      <button id="hide-help" type="button" class="icon-button" data-icon="close" aria-label="Close" title="Close (Escape)"></button>
    </header>
    <dl>
      ${keyHelp.map(([key, what]) => `<div><dt>${key}</dt><dd>${what}</dd></div>`).join('')}
    </dl>
  </dialog>
  <p id="announcement" class="visually-hidden" role="status"></p>
</main>`;

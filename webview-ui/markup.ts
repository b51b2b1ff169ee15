import { rates } from './rates';

const icon = (path: string) =>
  `<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="${path}"/></svg>`;

/** The page's elements. Their texts and states come from the page's script, as text and never as HTML. */
export const markup = `<main id="player" tabindex="-1">
  <header>
    <h1 id="title">StoryFlow</h1>
    <p id="subtitle"></p>
  </header>
  <div id="content" hidden>
    <div id="notice" class="bar" hidden>
      <p id="notice-text"></p>
      <button id="generate" type="button"></button>
    </div>
    <div id="progress" class="bar" hidden>
      <label id="progress-text" for="progress-value"></label>
      <progress id="progress-value" max="100"></progress>
      <button id="cancel" type="button" class="secondary"></button>
    </div>
    <div id="offer" class="bar" data-tone="info" hidden>
      <p>New audio</p>
      <button id="play-new" type="button">Play It</button>
    </div>
    <div id="playback" role="group" aria-label="Playback">
      <button id="previous" type="button" class="icon" aria-label="Previous segment" title="Previous segment">
        ${icon('M3 3h2v10H3zM13 3v10L6 8z')}
      </button>
      <button id="toggle" type="button" class="icon" aria-label="Play" title="Play (Space)">
        ${icon('M4 2.5v11L13.5 8z')}${icon('M4 3h3v10H4zM9 3h3v10H9z')}
      </button>
      <button id="next" type="button" class="icon" aria-label="Next segment" title="Next segment">
        ${icon('M11 3h2v10h-2zM3 3l7 5-7 5z')}
      </button>
      <div class="position">
        <span id="time">0:00</span>
        <input id="position" type="range" min="0" max="0" step="any" aria-label="Position" title="Position (←, →, Home, End)">
        <span id="duration">0:00</span>
      </div>
    </div>
    <div id="settings" role="group" aria-label="Playback settings">
      <label>Speed
        <select id="rate">
          ${rates.map((rate) => `<option value="${rate}">${rate}×</option>`).join('')}
        </select>
      </label>
      <label>Volume
        <input id="volume" type="range" min="0" max="100" step="5" value="100">
      </label>
      <label><input id="continues" type="checkbox"> Continue with the next segment</label>
    </div>
    <audio id="audio" preload="metadata"></audio>
  </div>
  <p id="announcement" class="visually-hidden" role="status"></p>
</main>`;

/** The colours of the waveform, which is drawn and so cannot be styled. */
export interface WaveColors {
  readonly waveColor: string;
  readonly progressColor: string;
  readonly cursorColor: string;
}

/** Reads them from the style sheet, which takes them from VS Code's theme. */
export function waveColorsOf(element: Element): WaveColors {
  const style = getComputedStyle(element);
  return {
    waveColor: style.getPropertyValue('--wave-color'),
    progressColor: style.getPropertyValue('--wave-played-color'),
    cursorColor: style.getPropertyValue('--wave-cursor-color'),
  };
}

/** Calls back when VS Code's theme, or the system's colours, may have become others. */
export function onThemeChange(callback: () => void): void {
  const observer = new MutationObserver(callback);
  // VS Code sets the variables on the root and names the kind of theme on the body.
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  for (const query of ['(forced-colors: active)', '(prefers-color-scheme: dark)'])
    matchMedia(query).addEventListener('change', callback);
}

/** Whether the user wants nothing to move by itself. */
export function isMotionReduced(): boolean {
  return (
    document.body.classList.contains('vscode-reduce-motion') ||
    matchMedia('(prefers-reduced-motion: reduce)').matches
  );
}

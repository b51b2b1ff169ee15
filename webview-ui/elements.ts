/** The page's elements by their id in the markup. */
const kinds = {
  player: HTMLElement,
  title: HTMLElement,
  subtitle: HTMLElement,
  content: HTMLElement,
  notice: HTMLElement,
  'notice-icon': HTMLElement,
  'notice-text': HTMLElement,
  generate: HTMLButtonElement,
  progress: HTMLElement,
  'progress-text': HTMLElement,
  'progress-value': HTMLProgressElement,
  cancel: HTMLButtonElement,
  summary: HTMLElement,
  'summary-text': HTMLElement,
  offer: HTMLElement,
  'play-new': HTMLButtonElement,
  previous: HTMLButtonElement,
  'previous-sentence': HTMLButtonElement,
  toggle: HTMLButtonElement,
  'next-sentence': HTMLButtonElement,
  next: HTMLButtonElement,
  time: HTMLElement,
  position: HTMLInputElement,
  duration: HTMLElement,
  loop: HTMLButtonElement,
  rate: HTMLSelectElement,
  mute: HTMLButtonElement,
  volume: HTMLInputElement,
  continues: HTMLInputElement,
  'show-help': HTMLButtonElement,
  stage: HTMLElement,
  image: HTMLImageElement,
  waveform: HTMLElement,
  wave: HTMLElement,
  stretch: SVGRectElement,
  marks: SVGPathElement,
  sentences: HTMLElement,
  story: HTMLElement,
  segments: HTMLElement,
  audio: HTMLAudioElement,
  help: HTMLDialogElement,
  'hide-help': HTMLButtonElement,
  announcement: HTMLElement,
} as const;

export type Elements = { readonly [Id in keyof typeof kinds]: InstanceType<(typeof kinds)[Id]> };

/** Finds all of them, or says which one the markup lacks. */
export function findElements(): Elements {
  const found = Object.entries(kinds).map(([id, kind]) => {
    const element = document.getElementById(id);
    // The type of `getElementById` knows HTML only.
    if (!((element as Element | null) instanceof kind))
      throw new Error(`The player's page has no ${kind.name} "${id}".`);
    return [id, element];
  });
  return Object.fromEntries(found) as Elements;
}

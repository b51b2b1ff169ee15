/** The page's elements by their id in the markup. */
const kinds = {
  player: HTMLElement,
  title: HTMLElement,
  subtitle: HTMLElement,
  content: HTMLElement,
  notice: HTMLElement,
  'notice-text': HTMLElement,
  generate: HTMLButtonElement,
  progress: HTMLElement,
  'progress-text': HTMLElement,
  'progress-value': HTMLProgressElement,
  cancel: HTMLButtonElement,
  offer: HTMLElement,
  'play-new': HTMLButtonElement,
  previous: HTMLButtonElement,
  toggle: HTMLButtonElement,
  next: HTMLButtonElement,
  time: HTMLElement,
  position: HTMLInputElement,
  duration: HTMLElement,
  rate: HTMLSelectElement,
  volume: HTMLInputElement,
  continues: HTMLInputElement,
  audio: HTMLAudioElement,
  announcement: HTMLElement,
} as const;

export type Elements = { readonly [Id in keyof typeof kinds]: InstanceType<(typeof kinds)[Id]> };

/** Finds all of them, or says which one the markup lacks. */
export function findElements(): Elements {
  const found = Object.entries(kinds).map(([id, kind]) => {
    const element = document.getElementById(id);
    if (!(element instanceof kind)) throw new Error(`The player's page has no ${kind.name} "${id}".`);
    return [id, element];
  });
  return Object.fromEntries(found) as Elements;
}

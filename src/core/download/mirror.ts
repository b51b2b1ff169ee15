import { StoryFlowError } from '../errors';

/** The address of a published file on a mirror, which stands for the site: the path stays. Throws WrongUse. */
export function mirrored(url: string, mirror: string | undefined): string {
  if (mirror === undefined || mirror.trim() === '') return url;
  const base = mirror.trim().replace(/\/+$/u, '');
  const isAddress = URL.canParse(base) && ['http:', 'https:'].includes(new URL(base).protocol);
  if (!isAddress || /[?#]/u.test(base))
    throw new StoryFlowError(
      'WrongUse',
      `“${mirror}” is no mirror: write an address such as https://mirror.example.org.`,
    );
  return base + new URL(url).pathname;
}

import { megabytes } from '../../core/megabytes';
import type { InstallPlanView, InstallProgressView } from '../../studio/modelProtocol';
import { leftInWords } from '../generate/timeLeft';

/** What the writer agrees to: what is fetched, from where, under which licence, and where it goes. */
export function planInWords(plan: InstallPlanView): string {
  const { folder, files, bytes, received, hosts, licences, replaces } = plan;
  const names = files.map(({ name }) => name.split('/').at(-1) ?? name);
  const shown =
    names.length <= 3 ? names.join(', ') : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
  return [
    `${shown}, from ${hosts.join(' and ')}. Licence: ${licences.join(', ')}.`,
    ...(received === 0
      ? []
      : [`${megabytes(received)} of ${megabytes(bytes)} are here from before; it goes on from there.`]),
    `It goes to ${folder}, and is used only when it is exactly what was published. Your stories are not sent anywhere.`,
    ...replaces.map((name) => `${name} is removed then, because it would be used instead.`),
  ].join('\n\n');
}

/** How far it is. */
export function progressInWords(progress: InstallProgressView): string {
  const { state, received, total, bytesPerSecond, secondsLeft, reason, waitSeconds } = progress;
  if (state === 'checking') return 'checking that it is what was published';
  if (state === 'waiting') return `trying again in ${Math.ceil(waitSeconds ?? 0)} s, because ${reason ?? ''}`;
  return [
    `${megabytes(received)} of ${megabytes(total)}`,
    ...(bytesPerSecond === undefined ? [] : [`${megabytes(bytesPerSecond)}/s`]),
    ...(secondsLeft === undefined ? [] : [leftInWords(secondsLeft)]),
  ].join(', ');
}

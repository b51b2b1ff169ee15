// Sizes of an utterance in estimated tokens. Kokoro's authors call 100 to 200 tokens its best range, find it
// weak under 10 to 20 and rushed over 400; one run takes half as long as its audio on two cores.

/** Below this a sentence is short: it is merged with a neighbour. */
export const MINIMUM = 20;

/** Merging stops here, and a longer sentence is split. Seven seconds of audio. */
export const AIM = 120;

/** A stretch without a clause mark is left whole up to here. */
export const LIMIT = 200;

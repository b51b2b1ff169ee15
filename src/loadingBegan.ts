/** When this bundle began to be evaluated, by `performance.now()`: the extension's entry imports this file first. */
export const loadingBegan = performance.now();

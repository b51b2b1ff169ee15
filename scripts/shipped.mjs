// What the packaged extension carries besides the files that .vscodeignore lets through as they are.

/** Bundles of esbuild.mjs. */
export const shippedBundles = ['extension', 'studio', 'worker', 'player'];

/** The packages that the worker imports by name, with the folder of each that holds its JavaScript. */
export const shippedPackages = { 'onnxruntime-node': 'dist', 'onnxruntime-common': 'dist/cjs' };

/**
 * The library that onnxruntime-node's binding links, on each platform for which there is one. Its neighbours stay
 * out: they serve processors of graphics, which StoryFlow does not use, or are the same library once more.
 */
const libraries = {
  'linux-x64': 'libonnxruntime.so.1',
  'linux-arm64': 'libonnxruntime.so.1',
  'darwin-arm64': 'libonnxruntime.1.dylib',
  'win32-x64': 'onnxruntime.dll',
  'win32-arm64': 'onnxruntime.dll',
};

/** The platforms that the extension can be packaged for. */
export const targets = Object.keys(libraries);

/** The native files of a target inside onnxruntime-node. */
export function nativeFiles(target) {
  const folder = `bin/napi-v6/${target.replace('-', '/')}`;
  return [`${folder}/onnxruntime_binding.node`, `${folder}/${libraries[target]}`];
}

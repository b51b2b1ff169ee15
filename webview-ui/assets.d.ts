/** The bundler writes the style sheets that are imported into one file beside the script. */
declare module '*.css';

/** The bundler puts drawings into the script, as text. */
declare module '*.svg' {
  const text: string;
  export { text as default };
}

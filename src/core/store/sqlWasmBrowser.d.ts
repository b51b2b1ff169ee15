// The package describes its main file only; all of its builds have the same interface.
declare module 'sql.js/dist/sql-wasm-browser.js' {
  import initSqlJs from 'sql.js';
  export = initSqlJs;
}

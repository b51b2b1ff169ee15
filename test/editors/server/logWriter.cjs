// Stands in for @vscode/spdlog, whose native part is never built here: the same functions, plain appended lines.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const names = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];
const off = names.length;

class Logger {
  constructor(file) {
    this.file = file;
    this.level = 2;
    this.plain = false;
  }
  write(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    appendFileSync(this.file, this.plain ? message : `${time} [${names[level]}] ${message}\n`);
  }
  getLevel() {
    return this.level;
  }
  setLevel(level) {
    this.level = Math.min(level, off);
  }
  setPattern() {}
  /** From now on lines come as they shall be in the file. */
  clearFormatters() {
    this.plain = true;
  }
  flush() {}
  drop() {}
}
for (const [level, name] of names.entries())
  Logger.prototype[name === 'warning' ? 'warn' : name] = function (message) {
    this.write(level, message);
  };

async function createLogger(name, file) {
  mkdirSync(dirname(file), { recursive: true });
  return new Logger(file);
}

// One by one, because an import() finds only names that are assigned like this.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;

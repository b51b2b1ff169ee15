import * as vscode from 'vscode';

/** A value that `when` clauses of package.json ask for, as `storyflow.NAME`. */
export class ContextKey<T extends string | number | boolean> {
  readonly #name: string;
  #value: T | undefined;

  constructor(name: string) {
    this.#name = `storyflow.${name}`;
  }

  get(): T | undefined {
    return this.#value;
  }

  set(value: T): void {
    if (value === this.#value) return;
    this.#value = value;
    void vscode.commands.executeCommand('setContext', this.#name, value);
  }
}

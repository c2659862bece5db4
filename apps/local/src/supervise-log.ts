import { closeSync, openSync, renameSync, statSync, writeSync } from 'node:fs';

const largest = 10 * 1024 * 1024;

/** A log that keeps itself below twice ten megabytes: the current file and the one before. */
export class LogFile {
  private descriptor: number | undefined;
  private size = 0;

  constructor(readonly path: string) {
    this.open();
  }

  write(line: string): void {
    try {
      if (this.size > largest) this.rotate();
      if (this.descriptor !== undefined) this.size += writeSync(this.descriptor, `${line}\n`);
    } catch {
      // A full disk must not stop what still runs; the database says so by itself.
    }
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  private open(): void {
    this.descriptor = openSync(this.path, 'a', 0o600);
    this.size = statSync(this.path).size;
  }

  private rotate(): void {
    this.close();
    renameSync(this.path, `${this.path}.1`);
    this.open();
  }
}

/** Whether a line of a program's output belongs on the operator's screen: warnings and errors, not their stacks. */
export function isWorthShowing(line: string, stream: 'stdout' | 'stderr'): boolean {
  if (line.trim() === '' || /^\s+at /.test(line) || /^\(node:\d+\)|^\(Use `node/.test(line)) return false;
  if (line.startsWith('{')) {
    try {
      const { level } = JSON.parse(line) as { level?: unknown };
      return typeof level === 'number' ? level >= 40 : /^(warn|error|fatal)/i.test(String(level));
    } catch {
      // Not a JSON log line after all.
    }
  }
  return stream === 'stderr' || /\b(WARN|ERROR|FATAL)\b/.test(line);
}

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The account a program runs as; undefined stands for the own one. */
export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

export interface Outcome {
  code: number | null;
  output: string;
}

/** Whether this process may act as any other user. */
export const isRoot = (): boolean => process.getuid?.() === 0;

/** The environment for PostgreSQL's programs: ours without the PG* variables, which would change what they do. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('PG')));
}

/** Runs a program to its end as the given user and returns what it printed; a program that cannot start has code null. */
export async function runCommand(file: string, args: string[], user?: SystemUser): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      // The own working directory may be closed to that user.
      cwd: '/',
      env: cleanEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(user && { uid: user.uid, gid: user.gid }),
    });
    let output = '';
    const collect = (chunk: Buffer) => (output += chunk.toString());
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** An account of /etc/passwd by its name or number. */
export function systemUser(nameOrUid: string | number): SystemUser | undefined {
  let passwd: string;
  try {
    passwd = readFileSync('/etc/passwd', 'utf8');
  } catch {
    return undefined;
  }
  for (const line of passwd.split('\n')) {
    const [name, , uid, gid] = line.split(':');
    if (name && (name === nameOrUid || Number(uid) === nameOrUid))
      return { name, uid: Number(uid), gid: Number(gid) };
  }
  return undefined;
}

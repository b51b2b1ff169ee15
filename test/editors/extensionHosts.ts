import { readdir, readFile } from 'node:fs/promises';
import { runCommand } from './runCommand';

/** Process ids of the extension hosts that this server started, in the order of their start. */
export async function extensionHosts(server: number): Promise<readonly number[]> {
  return (await processes())
    .filter(({ parent, command }) => parent === server && command.includes('--type=extensionHost'))
    .map(({ pid }) => pid)
    .sort((a, b) => a - b);
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

async function processes(): Promise<readonly Process[]> {
  if (process.platform !== 'linux') return listed();
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  return (await Promise.all(pids.map(inProc))).filter((found) => found !== undefined);
}

/** Not `ps`: small Linux images have none. */
async function inProc(pid: string): Promise<Process | undefined> {
  try {
    const [stat, command] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/cmdline`, 'utf8'),
    ]);
    // The name in parentheses may hold anything, so fields are counted behind it.
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    return { pid: Number(pid), parent, command: command.replaceAll('\0', ' ') };
  } catch {
    // It has ended meanwhile.
    return undefined;
  }
}

async function listed(): Promise<readonly Process[]> {
  const lines = await (process.platform === 'win32'
    ? runCommand('powershell', [
        '-NoProfile',
        '-Command',
        'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.CommandLine)" }',
      ])
    : runCommand('ps', ['-A', '-o', 'pid=,ppid=,args=']));
  return lines.split('\n').flatMap((line) => {
    const fields = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line);
    return fields ? [{ pid: Number(fields[1]), parent: Number(fields[2]), command: fields[3]! }] : [];
  });
}

import { spawnSync } from 'node:child_process';

/** A program of somebody else that the gateway is tried with. */
export interface Tool {
  readonly command: string;
  /** What prints its version. */
  readonly version: readonly string[];
  /** Where to get it; `.ci/run` installs those that Debian has. */
  readonly from: string;
}

export const TOOLS = {
  curl: { command: 'curl', version: ['--version'], from: 'Debian package curl' },
  lftp: { command: 'lftp', version: ['--version'], from: 'Debian package lftp' },
  rclone: { command: 'rclone', version: ['version'], from: 'Debian package rclone' },
  python3: { command: 'python3', version: ['--version'], from: 'Debian package python3' },
  sftp: { command: 'sftp', version: [], from: 'Debian package openssh-client' },
  dotnet: { command: 'dotnet', version: ['--version'], from: 'the .NET SDK, 10 or later (dot.net)' },
  openssl: { command: 'openssl', version: ['version'], from: 'Debian package openssl' },
} as const satisfies Record<string, Tool>;

/** Says what is missing, for the message of a skipped test; false where the tool is there. */
export function missing({ command, from }: Tool): string | false {
  const found = spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;
  return found ? false : `${command} is not installed (${from})`;
}

import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PASSWORD } from '../support/ftp-world.ts';
import type { Stand } from './stand.ts';

/** Options of ssh and sftp: the host key is taken as it comes, nothing of the user's own is read or written. */
export function knownHosts(stand: Stand): string[] {
  const file = join(stand.directory, 'known_hosts');
  return ['-F', 'none', '-o', `UserKnownHostsFile=${file}`, '-o', 'StrictHostKeyChecking=accept-new'];
}

/** Environment in which ssh gets the password from a program instead of a terminal (OpenSSH 8.4 or later). */
export function askPass(stand: Stand): Record<string, string> {
  const program = join(stand.directory, 'askpass.sh');
  writeFileSync(program, '#!/bin/sh\nprintf "%s\\n" "$AMI_TEST_PASSWORD"\n');
  chmodSync(program, 0o700);
  return { SSH_ASKPASS: program, SSH_ASKPASS_REQUIRE: 'force', AMI_TEST_PASSWORD: PASSWORD };
}

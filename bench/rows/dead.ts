import { dataPortsDropped, inLab, labMissing, labServer } from '../lab.js';
import { inAlternation } from '../measure.js';
import { ours, time } from '../programs.js';
import type { Figure, Row } from '../row.js';
import { mustSay } from '../verdict.js';

const timeoutSeconds = 5;

/** A row for a server whose every data connection is dropped: how much longer than the time limit it takes. */
export function deadRow(depth: 'quick' | 'auto', timeouts: number, seconds: number, withPeers: boolean): Row {
  return {
    id: `dead-${depth}`,
    job: `\`--depth ${depth}\`, every data port dropped both ways`,
    against: `${timeouts} times \`--timeout\` (${timeoutSeconds} s)`,
    missing: () => labMissing('curl', 'lftp'),
    run: () =>
      inLab({ coreRules: dataPortsDropped }, async (lab) => {
        const argv = ours('check', '--format', 'json', '--depth', depth, '--timeout', `${timeoutSeconds}s`, labServer);
        const check = lab.on('client', argv);
        const [mine] = await inAlternation(1, async () => {
          const { ms, stdout } = await time(check, [1, 2]);
          mustSay('broken', stdout);
          return ms / 1000;
        });
        const beyond = mine.map((took) => took - timeouts * timeoutSeconds);
        const figures: Figure[] = [{ what: 'ftpdoctor check, four modes', unit: 's', values: mine }];
        if (withPeers) figures.push(...(await peers((argv) => lab.on('client', argv))));
        return { goals: [{ what: 'beyond that', unit: 's', atMost: seconds, values: beyond }], figures, notes: [] };
      }),
  };
}

/** What somebody waits who tries one mode after the other with another client and the same time limit. */
async function peers(on: (argv: readonly string[]) => string[]): Promise<Figure[]> {
  const url = `ftp://${labServer}/`;
  const limits = `set net:timeout ${timeoutSeconds}; set net:max-retries 1; set net:persist-retries 0`;
  const curlLimits = ['--connect-timeout', String(timeoutSeconds), '--max-time', String(2 * timeoutSeconds)];
  const curl = (...mode: readonly string[]): string[] => ['curl', '--silent', ...mode, ...curlLimits, url];
  const lftp = (passive: boolean): string[] => [
    'lftp',
    '-c',
    `${limits}; set ftp:passive-mode ${String(passive)}; open ${url}; ls`,
  ];
  const any = Array.from({ length: 100 }, (_, code) => code);
  // They only wait, so they may wait side by side here.
  const took = async (...argvs: readonly (readonly string[])[]): Promise<number> => {
    const ran = await Promise.all(argvs.map((argv) => time(on(argv), any)));
    return ran.reduce((sum, { ms }) => sum + ms / 1000, 0);
  };
  const [both, inTurn] = await Promise.all([
    took(curl('--disable-epsv'), curl('--ftp-port', '-')),
    took(lftp(true), lftp(false)),
  ]);
  return [
    { what: 'curl, PASV and then PORT', unit: 's', values: [both] },
    { what: 'lftp, passive and then active', unit: 's', values: [inTurn] },
  ];
}

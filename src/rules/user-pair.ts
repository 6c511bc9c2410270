import type { Exchange, Observations } from '../model/observations.js';
import type { Evidence } from '../model/rule.js';
import { nearerThanServer } from './near-refusal.js';
import { evidence } from './rule.js';
import { failureWords } from './words.js';

/** What became of USER in clear where a meaningless command in its place was answered. */
export interface UserBlocked {
  /** Each time the connection ended, or each time nothing came back. */
  readonly how: 'cut off' | 'silent';
  /** Whether the end came sooner than the server could have sent it. */
  readonly near: boolean;
  /** Bytes that nobody acknowledged when USER was given up; `null` where the system does not tell. */
  readonly unackedBytes: number | null;
  readonly for: readonly Evidence[];
}

const cut = ({ failure }: Exchange): boolean => failure?.kind === 'reset' || failure?.kind === 'closed';
const silent = ({ failure }: Exchange): boolean => failure?.kind === 'timed-out';

function words({ command, reply, failure, tookMs, events }: Exchange, where: string): Evidence {
  const said = reply?.lines.join(' ') ?? failureWords(failure, tookMs);
  return evidence(`${command}${where}: ${said}`, events);
}

/** Reads the pair; `null` where USER was answered, at once or when it was tried again, or the control failed. */
export function userBlocked(o: Observations): UserBlocked | null {
  const { login, userPair } = o.control;
  const first = login.find(({ command }) => /^USER /i.test(command));
  const again = userPair?.again;
  if (first === undefined || userPair?.neutral.reply == null || again == null) return null;
  const both = [first, again];
  const how = both.every(cut) ? 'cut off' : both.every(silent) ? 'silent' : null;
  if (how === null) return null;
  const near = how === 'cut off' && nearerThanServer(o, Math.max(...both.map(({ tookMs }) => tookMs))) === true;
  return {
    how,
    near,
    unackedBytes: o.sendQueues.find(({ experiment }) => experiment === 'gate')?.unackedBytes ?? null,
    for: [
      words(first, ''),
      words(userPair.neutral, ' on a fresh connection'),
      words(again, ' on another one'),
      ...(near ? [evidence('The end came sooner than the server could have answered.')] : []),
    ],
  };
}

/** What to do where a device stops FTP on a control port before the login. */
export function letFtpPass({ target: { port } }: Observations): { readonly text: string; readonly snippet: string } {
  return {
    text:
      port === 21
        ? 'Allow FTP to this server: something stops it as soon as it has recognised it.'
        : `Allow FTP on control port ${port} for this server: firewalls that know applications stop it on ports other than 21 once they have recognised it.`,
    snippet: [
      '# FortiGate:',
      'config application list',
      ' edit LIST',
      '  set enforce-default-app-port disable',
      ' next',
      'end',
      '# Palo Alto PAN-OS:',
      `# in the security rule: application ftp, service: one with port ${port} in the place of application-default`,
      '# Cisco ASA: in the class of the policy map',
      'no inspect ftp strict',
      'inspect ftp',
    ].join('\n'),
  };
}

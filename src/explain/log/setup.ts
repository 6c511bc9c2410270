import type { Endpoint } from '../../model/network.js';
import type { Mode } from '../../model/target.js';
import { parseEprt, parsePort } from '../../protocol/active.js';
import { parsePassiveReply } from '../../protocol/passive.js';
import { verbOf } from './pairing.js';

/** A data connection being arranged: by the command, then by what answers it. */
export interface Setup {
  readonly mode: Mode;
  readonly advertised: Endpoint | null;
  answered: boolean;
  begun: boolean;
  /** A failure of the data connection is written down; what is said of it afterwards says it again. */
  failed: boolean;
}

const modes: readonly string[] = ['PASV', 'EPSV', 'PORT', 'EPRT'];

/** Whether a verb arranges a data connection. */
export function isMode(verb: string): verb is Mode {
  return modes.includes(verb);
}

/** What PASV, EPSV, PORT or EPRT arranges, as far as the command tells; `null` for any other command. */
export function setupOf(command: string): Setup | null {
  const mode = verbOf(command);
  if (!isMode(mode)) return null;
  const args = command.slice(mode.length).trim();
  const parsed = mode === 'PORT' ? parsePort(args) : mode === 'EPRT' ? parseEprt(args) : null;
  return {
    mode,
    advertised: parsed?.ok === true ? parsed.endpoint : null,
    answered: false,
    begun: false,
    failed: false,
  };
}

/** The same after its reply; `peer` is the address that an EPSV reply means. */
export function answeredSetup(setup: Setup, code: number, text: string, peer: string): Setup {
  const answered = code < 300;
  if (!answered || (setup.mode !== 'PASV' && setup.mode !== 'EPSV')) return { ...setup, answered };
  const parsed = parsePassiveReply(setup.mode, { code, lines: [text] });
  if (!parsed.ok) return { ...setup, answered };
  const { host, port } = parsed.endpoint;
  return { ...setup, answered, advertised: { host: host ?? peer, port } };
}

/** How one way to open a data connection fares for a client that goes it. */
export type Way = 'works' | 'refused' | 'hangs' | 'not-offered';

/** What was seen, in the terms in which clients differ. */
export interface Ways {
  /** PASV over the address in the 227. */
  readonly pasvAdvertised: Way;
  /** PASV over the address of the control connection, whatever the 227 says. */
  readonly pasvPeer: Way;
  /** The address in the 227 is private, loopback or nothing, while the server is reached at a public one. */
  readonly pasvUnroutable: boolean;
  /** The 227 names another address than the control connection's. */
  readonly pasvForeign: boolean;
  readonly epsv: Way;
  readonly port: Way;
}

/** The same over IPv6, where PASV and PORT have no form (RFC 2428). */
export interface WaysOverIpv6 {
  readonly epsv: Way;
  readonly eprt: Way;
}

/** A step that a client takes; it goes on to the next one only where it notices that this one failed. */
export interface Step {
  readonly way: Way;
  /** How the step is called in an outcome, such as `EPSV`. */
  readonly name: string;
  /** Whether the client tries something else after a data connection that failed, not only after a refused command. */
  readonly goesOn: boolean;
}

/** A client, and the steps its default settings take. */
export interface ClientKnowledge {
  readonly client: string;
  /** Where its behaviour was read. */
  readonly source: string;
  steps(ways: Ways): readonly Step[];
  /** Absent where the client does not speak IPv6 or nobody has seen it do so. */
  readonly overIpv6?: (ways: WaysOverIpv6) => readonly Step[];
}

/** What becomes of a listing in a client: it works (perhaps late), fails at once, or hangs. */
export function outcomeOf(steps: readonly Step[]): string {
  let waited = false;
  for (const { way, name, goesOn } of steps) {
    if (way === 'works') return waited ? `works by ${name}, after waiting for the way before it` : `works by ${name}`;
    if (way === 'hangs') waited = true;
    if (way !== 'not-offered' && !goesOn) break;
  }
  return waited ? 'hangs' : 'fails at once';
}

/** What a server says of itself on the way to and after the login. Empty texts where it said nothing. */
export interface Fingerprint {
  readonly banner: string;
  readonly system: string;
  readonly features: readonly string[];
  /** The answer to STAT, and behind it that to CSID. */
  readonly stat: string;
}

/** Settings to paste, or places in a user interface, by what they mend. Absent where a product has no such setting. */
export interface Repairs {
  /** The address to announce in the reply to PASV. */
  readonly setAddress?: (address: string) => string;
  /** The range of passive ports, both ends included. */
  readonly setRange?: (low: number, high: number) => string;
  readonly enablePassive?: string;
  readonly enableActive?: string;
  /** Accepts data connections, and PORT, from and to other addresses than the client's; a risk (RFC 2577 section 8). */
  readonly relaxPeerCheck?: string;
  /** Offers TLS beside FTP in clear. */
  readonly enableTls?: string;
  /** Accepts data connections that do not resume the TLS session of the control connection. */
  readonly relaxResumption?: string;
  /** Demands TLS of the login, so that clients in clear learn it at once. */
  readonly requireTls?: string;
  /** Leaves out what delays the greeting: reverse DNS and ident. */
  readonly noLookups?: string;
  /** Active data connections that leave from any port. */
  readonly anySourcePort?: string;
  /** A greeting that names no address. */
  readonly quietGreeting?: string;
  /** Refuses ports below 1024 in PORT (RFC 2577 section 3). */
  readonly refuseLowPorts?: string;
  /** Refuses EPSV, so that clients fall back to PASV. */
  readonly refuseEpsv?: string;
  /** More clients at a time, and more from one address. */
  readonly limits?: string;
}

/** How to recognise a server product, and how to set what a diagnosis asks for. */
export interface ServerKnowledge {
  /** Its name as its makers write it, unique in the list. */
  readonly product: string;
  readonly recognise: (fingerprint: Fingerprint) => { readonly version: string | null } | null;
  /** How it refuses a command that it does not know, code included, as measured; absent where nobody has measured it. */
  readonly refusesUnknown?: RegExp;
  readonly repairs: Repairs;
  /** Where the settings stand and how they take effect. */
  readonly where: string;
}

/** A recogniser by a text in banner, STAT, CSID or SYST; the first group is the version, of whichever text has one. */
export function bySays(pattern: RegExp): ServerKnowledge['recognise'] {
  return ({ banner, stat, system }) => {
    const all = [banner, stat, system].map((text) => pattern.exec(text)).filter((match) => match !== null);
    if (all.length === 0) return null;
    return { version: all.find((match) => match[1] !== undefined)?.[1] ?? null };
  };
}

/** The first of several recognisers that knows the server. */
export function firstOf(...recognisers: readonly ServerKnowledge['recognise'][]): ServerKnowledge['recognise'] {
  return (fingerprint) => {
    for (const recognise of recognisers) {
      const found = recognise(fingerprint);
      if (found !== null) return found;
    }
    return null;
  };
}

/** A recogniser by the shape of replies, for servers whose banner was changed; it learns no version. */
export function byShape(fits: (fingerprint: Fingerprint) => boolean): ServerKnowledge['recognise'] {
  return (fingerprint) => (fits(fingerprint) ? { version: null } : null);
}

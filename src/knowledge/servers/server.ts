/** What a server says of itself on the way to and after the login. Empty texts where it said nothing. */
export interface Fingerprint {
  readonly banner: string;
  readonly system: string;
  readonly features: readonly string[];
  readonly stat: string;
}

/** How to recognise a server product, and how to set what a diagnosis asks for. */
export interface ServerKnowledge {
  readonly product: string;
  recognise(fingerprint: Fingerprint): { readonly version: string | null } | null;
  readonly repairs: {
    setAddress?(address: string): string;
    setRange?(low: number, high: number): string;
    readonly enablePassive?: string;
    readonly enableActive?: string;
    readonly enableTls?: string;
  };
  /** Where the settings stand and how they take effect. */
  readonly where: string;
}

/** A recogniser by a text in banner or STAT; the first group is the version. */
export function bySays(pattern: RegExp): ServerKnowledge['recognise'] {
  return ({ banner, stat, system }) => {
    const match = pattern.exec(banner) ?? pattern.exec(stat) ?? pattern.exec(system);
    return match === null ? null : { version: match[1] ?? null };
  };
}

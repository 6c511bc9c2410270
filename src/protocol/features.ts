/** Whether a list of features (RFC 2389) names AUTH TLS; some servers write all mechanisms on one line. */
export function offersTls(features: readonly string[]): boolean {
  return features.some((line) => /^AUTH\b.*\bTLS/i.test(line));
}

/** Whether it names CCC, the way back to a control connection in clear (RFC 4217 section 5). */
export function offersCcc(features: readonly string[]): boolean {
  return features.some((line) => /^CCC\b/i.test(line));
}

/** Whether it names a command as a feature of its own. */
export function offers(features: readonly string[], verb: string): boolean {
  return features.some((line) => line.split(/[ ;]/, 1)[0]?.toUpperCase() === verb.toUpperCase());
}

import type { TLSSocket } from 'node:tls';
import type { TlsFacts } from '../model/network.js';

/** OpenSSL's and Node's names for what is wrong with a certificate, as people say it. */
const words: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'the certificate has expired',
  CERT_NOT_YET_VALID: 'the certificate is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'the certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its chain ends at a root that is not trusted here',
  UNABLE_TO_GET_ISSUER_CERT: 'the certificate of its issuer is unknown',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is not trusted here',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'its issuer is not trusted here, or the server does not send the intermediate certificate',
  CERT_CHAIN_TOO_LONG: 'its chain is too long',
  CERT_REVOKED: 'the certificate was revoked',
  INVALID_CA: 'an issuer in its chain may not issue certificates',
  INVALID_PURPOSE: 'the certificate is not meant for servers',
  CERT_SIGNATURE_FAILURE: 'the signature of the certificate is wrong',
  ERR_TLS_CERT_ALTNAME_INVALID: 'the certificate is for another name',
};

/** The reason a chain or name was not accepted: its code, and the code in words. */
export function trustProblem(error: unknown): { readonly code: string; readonly text: string } {
  const code =
    error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : '') : String(error);
  return { code, text: words[code] ?? (error instanceof Error ? error.message : code) };
}

/** What the handshake agreed on and what the certificate says; `null` where the server showed none. */
export function factsOf(socket: TLSSocket): TlsFacts {
  const certificate = socket.getPeerX509Certificate();
  // A resumed session was judged when it began, and its certificate is not sent again.
  const trusted = socket.authorized || socket.isSessionReused();
  const problem = trusted ? null : trustProblem(socket.authorizationError);
  return {
    protocol: socket.getProtocol() ?? 'unknown',
    cipher: socket.getCipher().name,
    resumed: socket.isSessionReused(),
    authorized: trusted,
    authorizationError: problem?.text ?? null,
    authorizationCode: problem?.code ?? null,
    alpn: typeof socket.alpnProtocol === 'string' && socket.alpnProtocol !== '' ? socket.alpnProtocol : null,
    subject: certificate?.subject ?? null,
    issuer: certificate?.issuer ?? null,
    names: certificate?.subjectAltName ?? null,
    validFrom: certificate?.validFrom ?? null,
    validTo: certificate?.validTo ?? null,
  };
}

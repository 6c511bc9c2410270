import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A certificate with its key, PEM. */
export interface Issued {
  readonly subject: string;
  readonly key: KeyObject;
  readonly keyPem: string;
  readonly certificate: string;
}

/** What a certificate is to say. Days count from now and may be negative. */
export interface Wish {
  readonly subject: string;
  readonly dnsNames?: readonly string[];
  readonly ca?: boolean;
  readonly fromDay?: number;
  readonly toDay?: number;
  /** Self-signed without one. */
  readonly issuer?: Issued;
}

function der(tag: number, ...parts: readonly (Buffer | Uint8Array)[]): Buffer {
  const body = Buffer.concat(parts);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));

function name(commonName: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(commonName)))));
}

function time(day: number): Buffer {
  const at = new Date(Date.now() + day * 86_400_000).toISOString();
  return der(0x18, Buffer.from(`${at.slice(0, 19).replace(/[-T:]/g, '')}Z`));
}

function extensions({ dnsNames = [], ca = false }: Wish): Buffer {
  const names = sequence(...dnsNames.map((one) => der(0x82, Buffer.from(one))));
  const basic = sequence(...(ca ? [der(0x01, Buffer.from([0xff]))] : []));
  return der(
    0xa3,
    sequence(
      sequence(oid('551d13'), der(0x04, basic)),
      ...(dnsNames.length === 0 ? [] : [sequence(oid('551d11'), der(0x04, names))]),
    ),
  );
}

/** Makes a certificate on an elliptic curve (RFC 5280 section 4.1), so that no private key lies in the repository. */
export function issue(wish: Wish): Issued {
  const { subject, issuer, fromDay = -1, toDay = 1 } = wish;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    name(issuer?.subject ?? subject),
    sequence(time(fromDay), time(toDay)),
    name(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions(wish),
  );
  const signature = sign('sha256', body, issuer?.key ?? privateKey);
  const whole = sequence(body, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').replace(/.{64}/g, '$&\n');
  return {
    subject,
    key: privateKey,
    keyPem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}

import type { Hello } from '../../model/reflection.js';
import type { TlsMode } from '../../model/target.js';

/** A way into the reflector: which control port, and whether TLS hides what is said. */
export interface FarDoor {
  readonly port: number;
  readonly tls: TlsMode;
}

/** Where FTP's helpers look (RFC 959), unless told otherwise. */
const watched = 21;

/** Name of a door, as part of the name of a lane. */
export function doorName({ port, tls }: FarDoor): string {
  return tls === 'off' ? `${port}` : `${port}-tls`;
}

/**
 * The ways in that are compared, at most four: the port that was named, 21 beside another one, all of it again under
 * explicit TLS, and TLS from the first byte where the reflector has a port for that.
 */
export function doorsToCompare({ ports }: Hello, named: FarDoor): FarDoor[] {
  const clear = ports.filter(({ tls }) => !tls).map(({ port }) => port);
  const first = named.tls === 'off' ? named.port : (clear.find((port) => port === watched) ?? clear[0]);
  const second =
    first === watched
      ? clear.find((port) => port !== watched)
      : (clear.find((port) => port === watched) ?? clear.find((port) => port !== first));
  const implicit = ports.find(({ tls }) => tls)?.port;
  return [
    ...(first === undefined ? [] : [{ port: first, tls: 'off' } as const]),
    ...(second === undefined ? [] : [{ port: second, tls: 'off' } as const]),
    ...(first === undefined ? [] : [{ port: first, tls: 'explicit' } as const]),
    ...(implicit === undefined ? [] : [{ port: implicit, tls: 'implicit' } as const]),
  ];
}

/** The ways to ask for the record, those first on which no ALG can have a hand. */
export function doorsToAsk({ ports }: Hello, named: FarDoor): FarDoor[] {
  const clear = ports.filter(({ tls, port }) => !tls && port !== watched).map(({ port }) => port);
  const implicit = ports.filter(({ tls }) => tls).map(({ port }) => ({ port, tls: 'implicit' as const }));
  return [
    ...implicit.slice(0, 1),
    ...clear.slice(0, 1).flatMap((port) => [{ port, tls: 'explicit' } as const, { port, tls: 'off' } as const]),
    { ...named, tls: named.tls === 'off' ? 'explicit' : named.tls },
    named,
  ];
}

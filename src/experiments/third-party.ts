import type { Endpoint } from '../model/network.js';
import type { Observations } from '../model/observations.js';
import { formatEprt, formatPort } from '../protocol/active.js';
import { defineExperiment, type Bench } from './experiment.js';
import { askPassive, listCommand } from './listing.js';

/** Reserved for documentation (RFC 5737, RFC 3849): nobody is there who could be called. */
const nobody = { 4: '192.0.2.1', 6: '2001:db8::1' } as const;
const highPort = 50_001;
/** The discard port: whoever listens there throws away what comes. */
const lowPort = 9;

/** Announces an address and sees whether the server takes it. Nothing is transferred. */
async function announce(bench: Bench, name: string, to: Endpoint): Promise<void> {
  const session = await bench.open(name);
  if (session === null) return;
  await session.command(to.host.includes(':') ? formatEprt(to) : formatPort(to));
  session.end();
}

/** Fetches a listing from a second address of ours, as somebody else would who guesses the port. */
async function fetchFrom(bench: Bench, address: string): Promise<void> {
  const session = await bench.open('second-source');
  if (session === null) return;
  const { timeoutMs } = bench.options;
  const { endpoint: port } = await askPassive(session, session.remote.host.includes(':') ? 'EPSV' : 'PASV');
  const data =
    port === null
      ? null
      : await session.network.connect(
          { host: session.remote.host, port: port.port },
          { purpose: 'data', timeoutMs, bind: address },
        );
  if (data?.ok === true) {
    const first = await session.command(listCommand(bench));
    if (first.ok && first.value.code < 200) {
      await data.value.read(timeoutMs);
      data.value.close();
      await session.reply();
    }
    data.value.close();
  }
  session.end();
}

/** The address of ours that the server has accepted in PORT or EPRT. */
function acceptedAddress({ attempts }: Observations): string | null {
  const active = attempts.find(
    ({ experiment, setup }) =>
      (experiment === 'active-port' || experiment === 'active-eprt') && (setup?.reply?.code ?? 999) < 300,
  );
  return active?.advertised?.host ?? null;
}

/**
 * Sees whether the server would serve third parties (RFC 2577): calls another host, calls a privileged port, or hands data
 * to whoever comes. In clear only: under TLS a stranger could not take part in the handshake.
 */
export default defineExperiment({
  id: 'third-party',
  title: 'Announce a documentation address and a privileged port in PORT, and fetch data from a second address',
  lists: null,
  wanted: ({ control, target }, { depth, secondAddress }) =>
    control.loggedIn && target.tls === 'off' && (depth === 'deep' || secondAddress !== null),
  asked: ({ secondAddress }) => secondAddress !== null,
  teaches: [],
  cost: { connections: 3, waits: 3, seconds: 0, login: true },
  async run(bench) {
    const { depth, secondAddress } = bench.options;
    const own = acceptedAddress(bench.known);
    const six = bench.known.control.remote?.host.includes(':') === true;
    if (depth === 'deep') {
      await announce(bench, 'foreign-address', { host: nobody[six ? 6 : 4], port: highPort });
      if (own !== null) await announce(bench, 'low-port', { host: own, port: lowPort });
    }
    if (secondAddress !== null) await fetchFrom(bench, secondAddress);
  },
});

import type { Observations } from '../model/observations.js';
import { isInternal, sameAddress } from '../protocol/address.js';
import { decodeGreeting } from '../protocol/greeting.js';
import { absent, defineRule, evidence, notApplicable, present, undetermined } from './rule.js';

/** The port on which the server says it is reached, where clients dial another: something forwards it. */
function forwardedPort({ control: { greeting, remote } }: Observations): number | null {
  const told = greeting?.reply ? decodeGreeting(greeting.reply).serverPort : null;
  return told === null || remote === null || told === remote.port ? null : told;
}

export default defineRule({
  id: 'server-behind-nat',
  kind: 'note',
  party: 'server-nat',
  title: 'A NAT before the server',
  mechanism: 'The server gives an address of its own that is not the one its clients connect to.',
  lookAlikes: 'A server with several addresses may name another one without any NAT.',
  sources: ['RFC 2663 section 2'],
  judge(o) {
    const { remote, serverInside, loggedIn } = o.control;
    if (remote === null || remote.host === '' || !loggedIn) return notApplicable;
    const pasv = o.attempts.find(({ mode, advertised }) => mode === 'PASV' && advertised !== null);
    const announced = pasv?.advertised;
    const told = [
      ...serverInside.map(({ host, where, events }) => ({ host, where, events })),
      ...(announced == null || sameAddress(announced.host, remote.host)
        ? []
        : [{ host: announced.host, where: 'the reply to PASV', events: pasv?.setup?.events ?? [] }]),
    ].filter(({ host }) => isInternal(host) && !isInternal(remote.host));
    const first = told[0];
    const port = forwardedPort(o);
    if (first === undefined && port !== null) {
      return present({
        confidence: 'strong',
        affects: [],
        summary: `The server listens on port ${port}; clients reach it at port ${remote.port}: something before it forwards the port.`,
        for: [evidence(`the greeting: Server port ${port}`, o.control.greeting?.events ?? [])],
      });
    }
    if (first === undefined) {
      return serverInside.length > 0
        ? undetermined('it gives another address, of the same kind')
        : absent('the server gives no other address as its own');
    }
    return present({
      confidence: 'strong',
      affects: [],
      summary: `The server's own address is ${first.host}; clients reach it at ${remote.host}.`,
      for: told.map(({ host, where, events }) => evidence(`${where}: ${host}`, events)),
    });
  },
  remedies: () => [],
});

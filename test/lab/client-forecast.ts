import { ask } from './ask.js';
import { build } from './build.js';
import type { ClientNetwork } from './client-networks.js';
import { fateForecast, fateOf, realClients } from './clients.js';
import { products, startServer } from './servers/start.js';
import { outsideOf, PUBLIC_SERVER_V6 } from './wiring.js';

/**
 * Has ftpdoctor foretell how clients fare in a network, and the real clients try. Answers the differences in sentences;
 * empty when there are none.
 */
export async function forecastErrors({ wiring, server, over6, quirk }: ClientNetwork): Promise<string[]> {
  const lab = await build(wiring);
  try {
    await startServer(lab, server);
    const { account } = products[server.product];
    const host = over6 === true ? PUBLIC_SERVER_V6 : outsideOf(wiring);
    const report = await ask(lab, over6 === true ? `[${host}]` : host, account);
    const outcomes = new Map(report.advice.clients.map(({ client, outcome }) => [client, outcome]));
    const complaints = await Promise.all(
      realClients.map(async (client): Promise<string[]> => {
        const outcome = outcomes.get(client.name);
        // Not every client speaks IPv6.
        if (outcome === undefined && over6 === true) return [];
        if (outcome === undefined) return [`nothing is foretold of ${client.name}`];
        const seen = await fateOf(client, host, account, lab);
        const right = seen === fateForecast(outcome);
        if (client.name === quirk) return right ? [`${client.name} has lost its quirk`] : [];
        return right ? [] : [`${client.name} ${seen}, and the forecast is "${outcome}"`];
      }),
    );
    return complaints.flat();
  } finally {
    await lab.remove();
  }
}

import type { Lab } from './build.js';
import { must } from './command.js';
import { labFile, python } from './places.js';
import type { Scenario } from './scenario.js';
import type { Account } from './servers/server.js';
import { askOverTls, isTlsFact, tlsOf } from './tls-truth.js';
import { outsideOf } from './wiring.js';

/** Where the second opinion looks: the scenario's target without URL clothing. */
export function dialled(scenario: Scenario): { host: string; port: string } {
  const target = scenario.target ?? outsideOf(scenario.wiring);
  const bracketed = /^\[([0-9a-f:]+)\](?::([0-9]+))?$/.exec(target);
  if (bracketed?.[1] !== undefined) return { host: bracketed[1], port: bracketed[2] ?? '21' };
  const [, scheme, host = target, port = scheme === undefined ? '21' : '990'] =
    /^(ftps:\/\/)?([^:/]+)(?::([0-9]+))?$/.exec(target) ?? [];
  return { host, port };
}

/**
 * Asks Python's FTP client, from the same machine, whether the network does what the scenario says.
 * Answers the differences; none means that the expectation rests on a fact and not on our own guess.
 */
export async function untruths(scenario: Scenario, lab: Lab, account: Account): Promise<string[]> {
  const facts = Object.entries(scenario.truth);
  if (facts.length === 0) return [];
  const overTls = facts.flatMap(([fact]) => (isTlsFact(fact) ? [fact] : []));
  const { host, port } = dialled(scenario);
  const argv = [python, labFile('truth-probe.py'), host, port, account.user, account.password];
  const patience = String(scenario.patience ?? 2);
  const text = await must(
    lab.on('client', [...argv, patience, ...facts.flatMap(([fact]) => (isTlsFact(fact) ? [] : [fact]))]),
  );
  const said = new Map(Object.entries(JSON.parse(text) as Record<string, string>));
  const at = { host, port, account, mode: tlsOf(scenario) ?? 'explicit' };
  const answers = await Promise.all(overTls.map((fact) => askOverTls(lab, fact, at)));
  overTls.forEach((fact, index) => said.set(fact, answers[index] ?? ''));
  return facts.flatMap(([fact, pattern]) => {
    const answer = said.get(fact) ?? '';
    return pattern.test(answer) ? [] : [`the network is not as meant: ${fact} is "${answer}", not ${String(pattern)}`];
  });
}

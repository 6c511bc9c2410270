import type { Report } from '../../src/model/report.js';
import { ask } from './ask.js';
import { build, type Lab } from './build.js';
import { must } from './command.js';
import type { Mend } from './mends.js';
import type { FtpServer } from './servers/server.js';
import { products, startServer } from './servers/start.js';
import { outsideOf } from './wiring.js';

const check = (lab: Lab, { wiring, server, target, args }: Mend): Promise<Report> =>
  ask(lab, target ?? outsideOf(wiring), products[server.product].account, args);

/** Builds the network of a mend and breaks it. */
async function broken(mend: Mend): Promise<Lab> {
  const lab = await build(mend.wiring);
  if (mend.breaks !== undefined && mend.firewall !== undefined) {
    await must(lab.on(mend.firewall.on, ['sh', '-ec', mend.breaks]));
  }
  return lab;
}

/** The snippet of a finding: the part of one firewall product, or the server's. */
function snippetOf(report: Report, { finding, firewall }: Mend): string {
  const remedies = report.findings.find(({ id }) => id === finding)?.remedies ?? [];
  const wanted = firewall === undefined ? 'server admin' : 'firewall admin';
  const texts = remedies.flatMap((one) => (one.for === wanted && one.snippet !== undefined ? [one.snippet] : []));
  if (firewall === undefined) return texts[0] ?? '';
  if (firewall.product === 'Linux') return /^(.*?) +# Linux$/m.exec(texts.join('\n'))?.[1] ?? '';
  // On a NAT the forward is meant, which comes after the rule for a public host.
  const parts = texts.map(
    (text) => new RegExp(`^# ${firewall.product}:\\n((?:(?!# ).*\\n?)*)`, 'm').exec(text)?.[1] ?? '',
  );
  const text = (firewall.on === 'server-router' ? parts.at(-1) : parts[0]) ?? '';
  // Whoever pastes it knows the server's own address where the server did not tell.
  return text.trim().replaceAll('INSIDE.SERVER', '10.0.0.10');
}

/** A line that is run on the server's machine, where the others are settings. */
const isCommand = (line: string): boolean => line.startsWith('sysctl ');

/** The server with the lines of a snippet, in the way each product takes settings. */
function mended(server: FtpServer, snippet: string): FtpServer {
  const settings = (): string[] =>
    snippet.split('\n').flatMap((line) => (isCommand(line) ? [] : [line.replace(/\s+#.*$/, '')]));
  const lines = {
    vsftpd: settings,
    proftpd: settings,
    'pure-ftpd': () => [...snippet.matchAll(/# or: pure-ftpd (.*)$/gm)].flatMap(([, flags = '']) => flags.split(' ')),
    pyftpdlib: () => [`python=${JSON.stringify(snippet)}`],
  }[server.product]();
  // Whoever pastes a line takes out the one that said something else.
  const name = (line: string): string => line.split(/[= ]/, 1)[0] ?? '';
  const kept = (server.settings ?? []).filter((line) => !lines.some((one) => name(one) === name(line)));
  return { ...server, settings: [...kept, ...lines] };
}

const found = ({ findings }: Report, id: string): boolean => findings.some((one) => one.id === id);

/** Whether the fault is gone and no other has come in its place, in sentences; empty when all is well. */
function leftOver(before: Report, after: Report, { finding }: Mend, snippet: string): string[] {
  if (after.verdict === 'healthy' && !found(after, finding)) return [];
  const causes = after.findings.filter(({ kind }) => kind === 'cause').map(({ id }) => id);
  return [`${before.verdict} became ${after.verdict} (${causes.join(', ')}) by:\n${snippet}`];
}

/** Breaks a network, does as the report says, and answers what is still wrong afterwards. */
export async function mendingErrors(mend: Mend): Promise<string[]> {
  const lab = await broken(mend);
  let before: Report;
  let snippet: string;
  try {
    await startServer(lab, mend.server);
    before = await check(lab, mend);
    if (!found(before, mend.finding)) return [`no ${mend.finding}: ${before.headline}`];
    snippet = snippetOf(before, mend);
    if (snippet === '') return [`${mend.finding} has no snippet for this`];
    if (mend.firewall !== undefined) {
      for (const line of snippet.split('\n')) {
        // The helper is built in or loaded already, wherever the lab runs.
        if (!line.startsWith('modprobe ')) await must(lab.on(mend.firewall.on, ['sh', '-c', line]));
      }
      return leftOver(before, await check(lab, mend), mend, snippet);
    }
  } finally {
    await lab.remove();
  }
  const again = await broken(mend);
  try {
    await startServer(again, mended(mend.server, snippet));
    for (const line of snippet.split('\n').filter(isCommand)) await must(again.on('server', ['sh', '-c', line]));
    return leftOver(before, await check(again, mend), mend, snippet);
  } finally {
    await again.remove();
  }
}

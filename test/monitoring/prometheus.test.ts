import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../lab/places.js';
import { main, openPath, pathMissing, server, until } from './path.js';

const missing = pathMissing('prometheus');

function deployed(name: string): string {
  return readFileSync(join(projectRoot, 'deploy/prometheus', name), 'utf8');
}

interface Answer {
  readonly data: {
    readonly alerts?: readonly { readonly state: string; readonly labels: Record<string, string> }[];
    readonly result?: readonly { readonly metric: Record<string, string>; readonly value: [number, string] }[];
  };
}

test(
  'Prometheus scrapes the exporter; its alert fires when the path breaks and resolves when it is mended',
  { skip: missing === '' ? false : missing, timeout: 900_000 },
  async (t) => {
    const path = await openPath();
    t.after(() => path.close());
    const { folder } = path;
    const login = `user: ${server.user}, password-file: ${path.passwordFile}, targets: ['${server.target}']`;
    const config = join(folder, 'exporter.yml');
    writeFileSync(config, `cache: 0\nmodules:\n  passive: {modes: [pasv, epsv], timeout: 1s, ${login}}\n`);
    path.start([process.execPath, main, 'exporter', '--config', config]);

    // The files as they are deployed, with seconds for minutes.
    const quick = (text: string): string => text.replace(/for: \d+m/g, 'for: 1s');
    mkdirSync(join(folder, 'targets'));
    writeFileSync(join(folder, 'targets/ftp.yml'), `- targets: ['${server.target}']\n  labels: {module: passive}\n`);
    writeFileSync(join(folder, 'ftpdoctor.rules.yml'), quick(deployed('ftpdoctor.rules.yml')));
    const prometheus = deployed('prometheus.yml')
      .replace(/_interval: 60s/g, '_interval: 1s')
      .replace('scrape_interval: 1s', 'scrape_interval: 4s')
      .replace('scrape_timeout: 30s', 'scrape_timeout: 4s');
    writeFileSync(join(folder, 'prometheus.yml'), prometheus);
    path.start([
      ...['prometheus', `--config.file=${folder}/prometheus.yml`, `--storage.tsdb.path=${folder}/data`],
      '--web.listen-address=127.0.0.1:9090',
    ]);

    const ask = (what: string): Answer | null => {
      try {
        return JSON.parse(path.run(['curl', '-s', '-g', '-m', '5', `http://127.0.0.1:9090/api/v1/${what}`])) as Answer;
      } catch {
        return null;
      }
    };
    const value = (query: string): string =>
      ask(`query?query=${encodeURIComponent(query)}`)?.data.result?.[0]?.value[1] ?? 'nothing';
    const firing = (): string =>
      ask('alerts')
        ?.data.alerts?.filter(({ state }) => state === 'firing')
        .map(({ labels }) => labels['alertname'])
        .join(' ') ?? 'no answer';
    const becomes = (query: string, wanted: string): Promise<void> =>
      until(`${query} is ${wanted}`, () => {
        const found = value(query);
        return found === wanted || found;
      });

    await becomes('up{job="ftpdoctor"}', '1');
    await becomes('probe_success{instance="127.0.0.1:2121"}', '1');
    await becomes('up{job="ftpdoctor-exporter"}', '1');
    await becomes('ftpdoctor_verdict{verdict="healthy"}', '1');
    // One may have fired while the server was still starting.
    await until('no alert fires', () => firing() === '' || firing());

    path.break();
    await until('FtpDataChannelBroken fires', () => firing().includes('FtpDataChannelBroken') || firing());
    await becomes('up{job="ftpdoctor"}', '1');
    await becomes('ftpdoctor_up', '1');
    await becomes('ftpdoctor_finding_info{id="passive-range-closed"}', '1');

    path.mend();
    await until('FtpDataChannelBroken has resolved', () => !firing().includes('FtpDataChannelBroken') || firing());
    await becomes('probe_success', '1');
    const labels = JSON.stringify(ask('series?match[]={__name__=~".%2B"}'));
    assert.ok(!labels.includes(server.password));
  },
);

import { UsageError } from '../cli/usage-error.js';
import { check } from '../diagnose.js';
import { assertRoomToServe, openFilesAllowed, shared } from '../fleet/descriptors.js';
import type { Style } from '../formats/format.js';
import pretty from '../formats/pretty.js';
import prometheus from '../formats/prometheus.js';
import type { Network } from '../model/network.js';
import { version } from '../version.js';
import { createAuthenticate } from './authenticate.js';
import { parseConfig, readText, type ExporterConfig } from './config.js';
import { fitted } from './deadline.js';
import { createProber } from './prober.js';
import { mostClients, serve } from './server.js';
import { createStatistics } from './statistics.js';
import { openWeb, parseWebConfig, type WebConfig } from './web-config.js';

/** What an exporter is started with. */
export interface ExporterOptions {
  /** Configuration file; `null` for the defaults, which permit no target. */
  readonly configFile: string | null;
  /** Web configuration file; `null` for plain HTTP without a password. */
  readonly webConfigFile: string | null;
  readonly host: string;
  readonly port: number;
  /** Probe targets that no list names, with modules that have no password. */
  readonly allowAny: boolean;
}

/** The world around it. */
export interface Around {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The door for one probe. */
  network(signal: AbortSignal): Network;
  /** Milliseconds on a clock that never steps. */
  now(): number;
  log(text: string): void;
}

/** A running exporter. */
export interface Exporter {
  readonly url: string;
  /** Loads both files again; `null`, or what is wrong. The old configuration then stays. */
  reload(): Promise<string | null>;
  /** Lets probes under way end within `graceMs`, answers them, and closes. */
  stop(graceMs: number): Promise<void>;
}

const onPage: Style = { width: 100, colour: false, unicode: true, quiet: false, verbose: false };

interface Files {
  readonly config: ExporterConfig;
  readonly web: WebConfig;
}

async function load({ configFile, webConfigFile }: ExporterOptions, env: Around['env']): Promise<Files> {
  const config =
    configFile === null
      ? await parseConfig('', '', env)
      : await parseConfig(configFile, readText('--config', configFile), env);
  const web =
    webConfigFile === null ? openWeb : await parseWebConfig(webConfigFile, readText('--web-config', webConfigFile));
  return { config, web };
}

/** Starts the exporter. Throws `UsageError` for faults of the files and for an address that cannot be had. */
export async function startExporter(options: ExporterOptions, around: Around): Promise<Exporter> {
  const allowed = openFilesAllowed();
  assertRoomToServe(allowed);
  let files = await load(options, around.env);
  const room = (): ReturnType<typeof shared> =>
    shared({ clients: mostClients, checks: files.config.concurrency }, allowed);
  const statistics = createStatistics(version);
  const prober = createProber({
    async check(target, module, deadlineMs, signal) {
      const network = around.network(signal);
      const { report } = await check(target, fitted(module, deadlineMs), module.assertions, network, { signal });
      return report;
    },
    render: (report) => ({ metrics: prometheus.render(report, onPage), page: pretty.render(report, onPage) }),
    now: () => around.now(),
    ended: (result) => {
      statistics.probed(result?.verdict ?? null, result?.durationMs ?? 0);
    },
  });

  async function reload(): Promise<string | null> {
    let wrong: string | null = null;
    try {
      const fresh = await load(options, around.env);
      if ((fresh.web.tls === null) !== (files.web.tls === null)) {
        throw new UsageError('--web-config: TLS can be switched on or off only by a restart');
      }
      running.renew(fresh.web.tls);
      files = fresh;
      around.log('configuration reloaded');
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      wrong = error.message;
      around.log(`the configuration was not reloaded, the old one stays: ${wrong}`);
    }
    statistics.reloaded(wrong === null);
    return wrong;
  }

  const site = {
    config: () => ({ ...files.config, concurrency: room().checks }),
    users: () => files.web.users,
    authenticate: createAuthenticate(),
    ...{ prober, statistics, version, reload },
    allowAny: options.allowAny,
    now: () => around.now(),
    log: (text: string) => {
      around.log(text);
    },
  };
  const running = await serve(site, files.web.tls, options.host, options.port, room().clients);
  if (!files.config.namesTargets && !options.allowAny) {
    around.log('no target may be probed yet: list them under "targets:" in a file for --config');
  }
  return { url: running.url, reload, stop: (graceMs) => running.stop(graceMs) };
}

import type { Command } from '../command.js';

/** A command by its name; its file is loaded only when it runs. */
export interface Entry {
  readonly name: string;
  readonly title: string;
  load(): Promise<{ readonly default: Command }>;
}

/** Every command, in the order of the help text. */
export const commands: readonly Entry[] = [
  { name: 'check', title: 'diagnose FTP servers (the default)', load: () => import('./check.js') },
  { name: 'explain', title: 'logs, captures and saved reports, without a network', load: () => import('./explain.js') },
  { name: 'decode', title: 'PORT, 227, EPRT or 229 text to address and port', load: () => import('./decode.js') },
  { name: 'encode', title: 'address and port to the texts of every mode', load: () => import('./encode.js') },
  { name: 'causes', title: 'every finding there is', load: () => import('./causes.js') },
  { name: 'lab', title: 'diagnose a simulated network that misbehaves on cue', load: () => import('./lab.js') },
  { name: 'reflector', title: 'the far end, for proof from two ends', load: () => import('./reflector.js') },
  { name: 'fxp', title: 'can two servers send files to each other?', load: () => import('./fxp.js') },
  { name: 'exporter', title: 'HTTP /probe for Prometheus', load: () => import('./exporter.js') },
  { name: 'watch', title: 'check again and again, say what changes', load: () => import('./watch.js') },
  { name: 'merge', title: 'NDJSON of several parts or places side by side', load: () => import('./merge.js') },
  { name: 'schema', title: 'the JSON Schema of the report', load: () => import('./schema.js') },
  { name: 'completion', title: 'completion for bash, zsh and fish', load: () => import('./completion.js') },
  { name: 'man', title: 'the manual page', load: () => import('./man.js') },
];

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../lab/places.js';

/** Containers of Podman with a store of their own, which is gone with them. */
export interface Containers {
  /** The words that run `podman` on that store. */
  readonly command: readonly string[];
  /** The environment it needs. */
  readonly env: NodeJS.ProcessEnv;
  /** Stops everything and unmounts what the store holds. */
  close(): void;
}

function must(command: readonly string[], env: NodeJS.ProcessEnv): string {
  const [program = '', ...args] = command;
  const done = spawnSync(program, args, { encoding: 'utf8', env, timeout: 240_000 });
  if (done.status !== 0) throw new Error(`${command.join(' ')} failed: ${done.stderr.slice(-2000)}${done.stdout}`);
  return done.stdout;
}

/**
 * Opens a store below `folder`, with stand-ins for the public images that the Dockerfile begins with. The runtime is
 * runc, which runs under the control groups of any Linux; limits are those that any machine may set.
 */
export function openContainers(folder: string): Containers {
  const config = join(folder, 'containers.conf');
  const networks = join(folder, 'networks');
  mkdirSync(networks);
  writeFileSync(
    config,
    `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
log_driver = "k8s-file"
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
[network]
network_config_dir = "${networks}"
`,
  );
  const env = { ...process.env, CONTAINERS_CONF: config };
  const place = (name: string): string => join(folder, name);
  const command = ['podman', '--root', place('store'), '--runroot', place('run'), '--tmpdir', place('tmp')];
  must([join(projectRoot, 'test/monitoring/base-images.sh'), folder, ...command], env);
  return {
    command,
    env,
    close() {
      const [podman = '', ...args] = command;
      spawnSync(podman, [...args, 'pod', 'rm', '--all', '--force', '--time', '1'], { env });
      spawnSync(podman, [...args, 'rm', '--all', '--force', '--time', '1'], { env });
      spawnSync(podman, [...args, 'rmi', '--all', '--force'], { env });
      // Podman keeps the folder of its layers mounted on itself.
      spawnSync('umount', [join(place('store'), 'overlay')]);
    },
  };
}

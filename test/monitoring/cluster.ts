import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Containers } from './containers.js';
import { at, deployText, documents, type Tree } from './deployed.js';

/** What the deployed manifests become where Podman plays them. */
export interface Played {
  /** Deployment and ConfigMap of the exporter. */
  readonly exporter: string;
  /** A pod for each index of the Indexed Job, as the cluster would start them. */
  readonly sweep: string;
  /** Names of the containers of the sweep, in the order of their indexes. */
  readonly pods: readonly string[];
}

/** The manifests as deployed, but for the data of their ConfigMaps: the example's servers make room for the lab's. */
function manifests(name: string, data: Readonly<Record<string, string>>): Tree[] {
  return documents(deployText('kubernetes', name)).map((tree) =>
    tree['kind'] === 'ConfigMap' ? { ...tree, data } : tree,
  );
}

/** Podman knows no Job: each pod of an Indexed Job is its template with the index in the environment. */
function podsOf(job: Tree): Tree[] {
  const name = String(at(job, 'metadata', 'name'));
  const spec = at(job, 'spec', 'template', 'spec') as Tree;
  const [container] = spec['containers'] as readonly Tree[];
  const env = container?.['env'] as readonly Tree[];
  return Array.from({ length: Number(at(job, 'spec', 'completions')) }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `${name}-${index}` },
    spec: {
      ...spec,
      containers: [{ ...container, env: [...env, { name: 'JOB_COMPLETION_INDEX', value: String(index) }] }],
    },
  }));
}

const yaml = (trees: readonly Tree[]): string => trees.map((tree) => `---\n${stringify(tree)}`).join('');

/** Writes what Podman is to play into a folder. */
export function writePlayed(folder: string, config: string, targets: string): Played {
  const exporter = join(folder, 'exporter.yml');
  writeFileSync(exporter, yaml(manifests('exporter.yml', { 'exporter.yml': config })));
  const [map, job] = manifests('sweep.yml', { 'targets.yml': targets });
  if (map === undefined || job === undefined) throw new Error('sweep.yml has no ConfigMap or no Job');
  const sweep = join(folder, 'sweep.yml');
  const pods = podsOf(job);
  writeFileSync(sweep, yaml([map, ...pods]));
  return { exporter, sweep, pods: pods.map((pod) => `${String(at(pod, 'metadata', 'name'))}-sweep`) };
}

/**
 * Puts `docker` and `kubectl` into a folder of programs. `docker` is Podman, which builds with the packages of one registry of ours.
 * `kubectl` is a stand-in that knows what the recipe says, with the pods of Podman for those of a cluster.
 */
export function writeClusterTools(
  bin: string,
  registry: string,
  containers: Containers,
  { exporter, sweep, pods }: Played,
): void {
  const podman = containers.command.map((word) => `'${word}'`).join(' ');
  const npmrc = join(bin, 'npmrc');
  writeFileSync(npmrc, `registry=${registry}\nreplace-registry-host=always\n`);
  const build = `--pull=never --network=host --layers=false --volume '${npmrc}:/root/.npmrc:ro'`;
  const write = (name: string, script: string): void => {
    writeFileSync(join(bin, name), `#!/bin/bash\nset -euo pipefail\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  };
  write('docker', `[ "$1" = build ]; shift\nexec ${podman} build ${build} "$@"`);
  write(
    'kubectl',
    `pods=(${pods.join(' ')})
case "$*" in
  'apply -f deploy/kubernetes/exporter.yml -f deploy/kubernetes/sweep.yml')
    ${podman} kube play '${exporter}' && ${podman} kube play '${sweep}' ;;
  'wait --for=condition='*' --timeout=1h job/ftpdoctor-sweep')
    codes=$(${podman} wait "\${pods[@]}" | sort -u)
    case "$2" in
      *=complete) [ "$codes" = 0 ] || exec sleep 100 ;;
      *=failed) [ "$codes" != 0 ] || exec sleep 100 ;;
    esac ;;
  'logs -l job-name=ftpdoctor-sweep --tail=-1 --max-log-requests=20')
    for pod in "\${pods[@]}"; do ${podman} logs "$pod" 2>&1; done ;;
  *) echo "kubectl: unexpected: $*" >&2; exit 64 ;;
esac`,
  );
}

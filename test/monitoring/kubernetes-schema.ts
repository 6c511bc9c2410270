import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../lab/places.js';
import type { Tree } from './deployed.js';

/** Where the models keep the type of each kind that is deployed. */
const models: Readonly<Record<string, string>> = {
  'v1 ConfigMap': 'v1/ConfigMap',
  'v1 Service': 'v1/Service',
  'apps/v1 Deployment': 'apps/v1/Deployment',
  'batch/v1 Job': 'batch/v1/Job',
  'networking.k8s.io/v1 NetworkPolicy': 'networking.k8s.io/v1/NetworkPolicy',
};

/**
 * What Kubernetes' own schema (as types, made of its OpenAPI document) finds wrong with objects: fields that are
 * missing, of a wrong type, or unknown.
 */
export function schemaFaults(objects: readonly Tree[]): string[] {
  const lines = objects.map((object, number) => {
    const model = models[`${String(object['apiVersion'])} ${String(object['kind'])}`] ?? 'unknown kind';
    const name = model.slice(model.lastIndexOf('/') + 1);
    return `import type { I${name} as T${number} } from 'kubernetes-models/${model}';
export const o${number}: T${number} = ${JSON.stringify(object)};`;
  });
  const file = join(projectRoot, 'manifests.ts');
  const options = { strict: true, noEmit: true, module: ts.ModuleKind.NodeNext, skipLibCheck: true, types: [] };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, lines.join('\n'), ts.ScriptTarget.Latest) : read(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

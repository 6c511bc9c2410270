import { z } from 'zod';

/**
 * The report: the product. Its type and its published JSON Schema are one source, this file.
 * A field that could not be learnt is `null`, never invented.
 */
const mode = z.enum(['PASV', 'EPSV', 'PORT', 'EPRT']);
const endpoint = z.object({ host: z.string(), port: z.int().min(0).max(65535) });
const scopedEndpoint = endpoint.extend({
  scope: z.string().describe('Class of the address by the IANA special-purpose registries, `global` if none'),
  scopeSource: z.string().nullable().describe('The RFC that reserves it'),
});
const failureKind = z.enum([
  'not-found',
  'refused',
  'reset',
  'timed-out',
  'unreachable',
  'closed',
  'tls',
  'rejected',
  'unknown',
]);
const evidence = z.object({ text: z.string(), events: z.array(z.int()) });
const finding = z.object({
  id: z.string(),
  kind: z.enum(['cause', 'risk', 'note']),
  party: z.enum(['client', 'client-nat', 'path', 'server-nat', 'server', 'undetermined']),
  confidence: z.enum(['proven', 'strong', 'likely', 'possible']),
  affects: z.array(mode),
  title: z.string(),
  summary: z.string(),
  for: z.array(evidence),
  against: z.array(evidence),
  notTested: z.array(z.string()),
  remedies: z.array(
    z.object({
      for: z.enum(['client user', 'server admin', 'firewall admin']),
      text: z.string(),
      snippet: z.string().optional(),
    }),
  ),
});
const event = z.object({
  seq: z.int(),
  lane: z.string(),
  experiment: z.string(),
  socket: z.int(),
  purpose: z.enum(['control', 'data']).nullable(),
  operation: z.string(),
  input: z.string(),
  outcome: z.union([
    z.object({ ok: z.literal(true), value: z.string() }),
    z.object({ ok: z.literal(false), failure: z.object({ kind: failureKind, detail: z.string() }) }),
  ]),
  startedMs: z.number(),
  finishedMs: z.number(),
});

const compared = z.object({
  sent: z.string(),
  arrived: z.string().nullable().describe('null where it never arrived'),
  change: z.enum(['none', 'spelling', 'address', 'port', 'address and port', 'command', 'text', 'dropped']),
});
const farDial = z.enum(['opened', 'refused', 'reset', 'timed-out', 'unreachable', 'foreign', 'unknown']);
const tlsMode = z.enum(['off', 'explicit', 'implicit']);
const twoEnds = z.object({
  host: z.string(),
  port: z.int(),
  version: z.string().nullable(),
  problem: z.string().nullable().describe('Why there is nothing to compare; null where there is'),
  seenAs: z.string().nullable().describe('Our address as the reflector sees it'),
  comparisons: z.array(
    z.object({
      controlPort: z.int(),
      tls: tlsMode,
      mode,
      command: compared.nullable().describe('PASV, EPSV, PORT or EPRT, from us to the reflector'),
      reply: compared.nullable().describe('The reply to it, from the reflector to us'),
      others: z.array(compared.extend({ who: z.enum(['client', 'server']) })).describe('Other lines that were changed'),
      data: z
        .object({
          way: z.enum(['in', 'out']).describe('in: the reflector waited for us; out: it called us'),
          where: endpoint,
          from: endpoint.nullable(),
          outcome: farDial,
          detail: z.string(),
          tookMs: z.number(),
        })
        .nullable()
        .describe('The data connection as the reflector saw it'),
      reached: z.enum(['nothing', 'negotiated', 'opened', 'completed']).describe('The same as we saw it'),
      used: endpoint.nullable().describe('Where we connected to, or listened'),
      caller: endpoint.nullable().describe('Who called us'),
      payload: z.enum(['same', 'changed']).nullable(),
      events: z.array(z.int()),
    }),
  ),
  refusals: z.array(z.object({ controlPort: z.int(), tls: tlsMode, mode: mode.nullable(), why: z.string() })),
  unannouncedCall: z
    .object({ where: endpoint, outcome: farDial, came: z.boolean(), tookMs: z.number() })
    .nullable()
    .describe('A call of the reflector to a port of ours that no FTP command had named'),
  rests: z
    .array(
      z.object({
        kept: z.enum(['nothing', 'tcp', 'noop']),
        restedMs: z.number(),
        outcome: z.enum(['alive', 'silent', 'reset', 'closed', 'told']),
        arrived: z.boolean().describe('The reflector received the question'),
        answered: z.boolean(),
        ended: z.string().nullable().describe('How the session ended there'),
      }),
    )
    .optional()
    .describe('Control connections to the reflector that were left to rest'),
  openPorts: z.array(z.object({ port: z.int(), open: z.boolean(), failure: failureKind.nullable() })),
  others: z
    .object({ reachedBy: z.int(), called: z.int() })
    .nullable()
    .describe('Other addresses that reached its open ports, and that it called back, since it began'),
});

export const reportSchema = z.object({
  schema: z.literal('ftpdoctor.report/1'),
  tool: z.object({ name: z.literal('ftpdoctor'), version: z.string() }),
  target: z.object({
    host: z.string(),
    port: z.int(),
    tls: z.enum(['off', 'explicit', 'implicit']),
    user: z.string(),
    path: z.string(),
  }),
  startedAt: z.iso.datetime(),
  durationMs: z.number(),
  verdict: z.enum(['healthy', 'degraded', 'broken', 'inconclusive']),
  headline: z.string(),
  cutShort: z.enum(['deadline', 'interrupted']).nullable(),
  control: z.object({
    addresses: z.array(z.string()).describe('Every address the name resolved to'),
    local: scopedEndpoint.nullable(),
    remote: scopedEndpoint.nullable(),
    rttMs: z.number().nullable(),
    banner: z.string().nullable(),
    bannerDelayMs: z.number().nullable(),
    server: z.object({ product: z.string(), version: z.string().nullable() }).nullable(),
    system: z.string().nullable(),
    features: z.array(z.string()).nullable(),
    tls: z
      .object({
        protocol: z.string(),
        cipher: z.string(),
        alpn: z.string().nullable().describe('Application protocol the server chose (RFC 7301)'),
        handshakeMs: z.number(),
        subject: z.string().nullable(),
        issuer: z.string().nullable(),
        names: z.string().nullable().describe('Subject alternative names'),
        validFrom: z.string().nullable(),
        validTo: z.string().nullable(),
        trusted: z.boolean(),
        problem: z.string().nullable().describe('Why the certificate is not trusted, in words'),
      })
      .nullable()
      .describe('What the TLS handshake of the control connection agreed on; null without one'),
    ccc: z.boolean().nullable().describe('Whether the server lists CCC, the way back to a control connection in clear'),
    seenAs: z.string().nullable().describe('Our address as the server says it sees it'),
    serverInside: z
      .array(z.string())
      .describe('Addresses of its own, other than the control peer, that the server disclosed'),
  }),
  attempts: z.array(
    z.object({
      experiment: z.string(),
      mode,
      encrypted: z.boolean(),
      controlPort: z.int(),
      advertised: scopedEndpoint.nullable(),
      used: endpoint.nullable(),
      reached: z.enum(['nothing', 'negotiated', 'opened', 'completed']),
      failure: z
        .object({
          kind: failureKind,
          during: z.enum([
            'control',
            'negotiate',
            'listen',
            'connect',
            'accept',
            'secure',
            'list',
            'transfer',
            'finish',
          ]),
          detail: z.string(),
          reply: z.string().nullable(),
        })
        .nullable(),
      durationMs: z.number(),
      entries: z.int().nullable(),
      bytes: z.int(),
      events: z.array(z.int()),
    }),
  ),
  passivePorts: z
    .object({
      samples: z.array(z.int()),
      min: z.int(),
      max: z.int(),
      order: z.enum(['random', 'sequential', 'fixed']).nullable(),
      estimatedRange: z.tuple([z.int(), z.int()]).nullable(),
      uncertainty: z.string().nullable().describe('How far the estimate, or the lack of one, can be trusted'),
      reachable: z.int(),
      tried: z.int(),
      deadPorts: z.array(z.int()).describe('Ports that never opened while most others did'),
      intercepted: z
        .array(z.object({ port: z.int(), protocol: z.string() }))
        .describe('Ports seen, or in the estimated range, that devices treat as another protocol'),
      contradiction: z.string().nullable().describe('How the ports contradict --expect-range'),
      capacity: z.string().nullable().describe('What the size of the range carries, TIME_WAIT included'),
    })
    .nullable(),
  idle: z
    .array(
      z.object({
        kept: z.enum(['nothing', 'tcp', 'noop']).describe('What crossed the path while the connection rested'),
        everyMs: z.number().nullable(),
        restedMs: z.number(),
        outcome: z.enum(['alive', 'silent', 'reset', 'closed', 'told']),
        unasked: z.boolean().describe('It ended by itself, before anything was asked'),
        events: z.array(z.int()),
      }),
    )
    .optional()
    .describe('The idle ladder, where one was climbed'),
  transfers: z
    .array(
      z.object({
        kept: z.enum(['nothing', 'tcp']).describe('What crossed the control connection meanwhile'),
        everyMs: z.number().nullable(),
        path: z.string(),
        size: z.int().nullable().describe('As the server tells it'),
        bytes: z.int(),
        dataMs: z.number().describe('From the first reply to RETR to the end of the data'),
        silentMs: z.number().describe('How long nothing was said on the control connection'),
        outcome: z
          .enum(['finished', 'late', 'unsaid', 'silent', 'reset', 'closed', 'told', 'refused', 'unopened'])
          .nullable()
          .describe('What became of the control connection; null where the run was cut short'),
        reply: z.string().nullable().describe('The last word of the server on this transfer'),
        events: z.array(z.int()),
      }),
    )
    .optional()
    .describe('The retrievals of --transfer, without keepalives first'),
  reflector: twoEnds.optional().describe('Both ends compared, where a reflector was asked'),
  assertions: z.array(z.object({ name: z.string(), passed: z.boolean(), detail: z.string() })),
  findings: z.array(finding),
  ruledOut: z.array(
    z.object({
      id: z.string(),
      because: z.string(),
      lookAlike: z
        .boolean()
        .optional()
        .describe('Easily mistaken for a cause that was found; left out where it is not'),
    }),
  ),
  undetermined: z.array(z.object({ id: z.string(), because: z.string() })),
  advice: z.object({
    modes: z.array(mode),
    nextExperiment: z
      .object({
        command: z.string().describe('Can be pasted, but for words in capitals, which stand for something to fill in'),
        where: z.string().nullable().describe('What it needs beside that, such as "from another network"'),
        separates: z.array(z.string()),
      })
      .nullable(),
    clients: z.array(z.object({ client: z.string(), outcome: z.string() })),
  }),
  experiments: z.array(
    z.object({
      experiment: z.string(),
      status: z.enum(['ran', 'not-admitted', 'skipped', 'crashed']),
      detail: z.string(),
    }),
  ),
  transcript: z.array(event),
});

export type Report = z.infer<typeof reportSchema>;
export type ReportFinding = Report['findings'][number];
export type TwoEnds = NonNullable<Report['reflector']>;
export type ReportAttempt = Report['attempts'][number];
export type Verdict = Report['verdict'];

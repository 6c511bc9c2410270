import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../src/lab/scenarios/index.js';
import type { Transcript, WireEvent } from '../../src/model/transcript.js';
import { observe } from '../../src/observations/observe.js';
import { diagnoseScenario } from '../support/scenario-run.js';

/** The same transcript with one control read cut in two at a byte. */
function cutAt(transcript: Transcript, index: number, at: number): Transcript {
  const events = transcript.events.flatMap((event, place): WireEvent[] => {
    if (place !== index || !event.outcome.ok) return [event];
    const { value } = event.outcome;
    return [
      { ...event, outcome: { ok: true, value: value.slice(0, at) } },
      { ...event, outcome: { ok: true, value: value.slice(at) } },
    ];
  });
  return { ...transcript, events };
}

/** Observations without the numbers of events and without times, which a cut may rightly change. */
function facts(transcript: Transcript): string {
  return JSON.stringify(observe(transcript), (key, value: unknown) =>
    key === 'events' || key.endsWith('Ms') ? undefined : value,
  );
}

/** The same transcript with every control read delivered byte by byte. */
function inBytes(transcript: Transcript): Transcript {
  const events = transcript.events.flatMap((event): WireEvent[] => {
    if (event.operation !== 'read' || event.purpose !== 'control' || !event.outcome.ok) return [event];
    return Array.from(event.outcome.value, (byte) => ({ ...event, outcome: { ok: true, value: byte } }));
  });
  return { ...transcript, events };
}

for (const scenario of scenarios) {
  test(`${scenario.id}: delivered byte by byte, the observations are the same`, async () => {
    const { transcript } = await diagnoseScenario(scenario);
    assert.equal(facts(inBytes(transcript)), facts(transcript));
  });
}

// One of each way to word replies, and the shapes that are no replies at all; each byte of each scenario takes minutes.
const worded = ['healthy', 'proftpd-healthy', 'pure-ftpd-healthy', 'pyftpdlib-healthy', 'http-greeting', 'double-nat'];

for (const scenario of scenarios.filter(({ id }) => worded.includes(id))) {
  test(`${scenario.id}: wherever one segment is cut, the observations are the same`, async () => {
    const { transcript } = await diagnoseScenario(scenario);
    const whole = facts(transcript);
    for (const [index, { operation, purpose, outcome }] of transcript.events.entries()) {
      if (operation !== 'read' || purpose !== 'control' || !outcome.ok) continue;
      for (let at = 1; at < outcome.value.length; at++) {
        assert.equal(facts(cutAt(transcript, index, at)), whole, `event ${index + 1} cut at ${at}`);
      }
    }
  });
}

import { readFileSync } from 'node:fs';
import reader from '../../../src/explain/capture/reader.js';
import type { Item, Session } from '../../../src/explain/source.js';
import { piecesOf } from '../fixtures.js';

/** One frame of a capture: its time in milliseconds and its bytes. */
export interface Frame {
  readonly ms: number;
  readonly bytes: Buffer;
}

/** A capture of `fixtures/captures`. */
export function fixture(name: string): Buffer {
  return readFileSync(new URL(`../../../../fixtures/captures/${name}`, import.meta.url));
}

/** The frames of a little-endian microsecond pcap file, which the fixtures are. */
export function framesOf(pcap: Buffer): Frame[] {
  const frames: Frame[] = [];
  for (let at = 24; at < pcap.length;) {
    const length = pcap.readUInt32LE(at + 8);
    const ms = pcap.readUInt32LE(at) * 1000 + pcap.readUInt32LE(at + 4) / 1000;
    frames.push({ ms, bytes: pcap.subarray(at + 16, at + 16 + length) });
    at += 16 + length;
  }
  return frames;
}

/** How a pcap file is written. */
export interface Style {
  readonly little?: boolean;
  readonly nano?: boolean;
  readonly link?: number;
}

/** Frames as a pcap file. */
export function pcapOf(frames: readonly Frame[], { little = true, nano = false, link = 1 }: Style = {}): Buffer {
  const word = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    if (little) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  };
  const half = (value: number): Buffer => (little ? Buffer.from([value, 0]) : Buffer.from([0, value]));
  const head = [word(nano ? 0xa1b23c4d : 0xa1b2c3d4), half(2), half(4), word(0), word(0), word(262_144), word(link)];
  return Buffer.concat([
    ...head,
    ...frames.flatMap(({ ms, bytes }) => {
      const seconds = Math.floor(ms / 1000);
      const rest = Math.round((ms - seconds * 1000) * (nano ? 1e6 : 1e3));
      return [word(seconds), word(rest), word(bytes.length), word(bytes.length), bytes];
    }),
  ]);
}

/** Frames as a pcapng file with one section and one interface. */
export function pcapngOf(frames: readonly Frame[], { little = true, nano = false, link = 1 }: Style = {}): Buffer {
  const word = (value: number): Buffer => {
    const bytes = Buffer.alloc(4);
    if (little) bytes.writeUInt32LE(value >>> 0);
    else bytes.writeUInt32BE(value >>> 0);
    return bytes;
  };
  const half = (value: number): Buffer => word(little ? value : value * 65_536).subarray(0, 2);
  const block = (type: number, body: Buffer): Buffer => {
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    return Buffer.concat([word(type), word(padded.length + 12), padded, word(padded.length + 12)]);
  };
  const resolution = nano ? [half(9), half(1), Buffer.from([9, 0, 0, 0]), half(0), half(0)] : [];
  const perMs = nano ? 1_000_000n : 1000n;
  return Buffer.concat([
    block(0x0a0d0d0a, Buffer.concat([word(0x1a2b3c4d), half(1), half(0), word(0xffffffff), word(0xffffffff)])),
    block(1, Buffer.concat([half(link), half(0), word(0), ...resolution])),
    ...frames.map(({ ms, bytes }) => {
      const units = BigInt(Math.round(ms * 1000)) * (perMs / 1000n);
      const time = [word(Number(units >> 32n)), word(Number(units & 0xffffffffn))];
      return block(6, Buffer.concat([word(0), ...time, word(bytes.length), word(bytes.length), bytes]));
    }),
  ]);
}

/** The IP packet in an Ethernet frame. */
export function ipOf({ bytes }: Frame): Buffer {
  return bytes.subarray(14);
}

/** Whether a frame is TCP over IPv4 with a payload, and what that is. */
export function payloadOf({ bytes }: Frame): { readonly at: number; readonly text: string } | null {
  if (bytes.length < 54 || bytes.readUInt16BE(12) !== 0x0800 || bytes[23] !== 6) return null;
  const header = ((bytes[14] ?? 0) & 15) * 4;
  const at = 14 + header + ((bytes[14 + header + 12] ?? 0) >> 4) * 4;
  const end = 14 + bytes.readUInt16BE(16);
  return at < end ? { at, text: bytes.subarray(at, end).toString('latin1') } : null;
}

/** All that the reader finds, the bytes handed to it in chunks of `chunk` bytes: so few that most hold some packets. */
export async function itemsOf(bytes: Uint8Array, chunk = 1000, name = 'test.pcap'): Promise<Item[]> {
  const items: Item[] = [];
  await reader.read(piecesOf(bytes, chunk), name, (item) => items.push(item));
  return items;
}

/** The sessions in a capture. */
export async function sessionsOf(bytes: Uint8Array, chunk?: number): Promise<Session[]> {
  return (await itemsOf(bytes, chunk)).flatMap((item) => (item.kind === 'session' ? [item.session] : []));
}

/** The one session in a capture. Throws where there is another number of them. */
export async function sessionOf(bytes: Uint8Array, chunk?: number): Promise<Session> {
  const [session, ...more] = await sessionsOf(bytes, chunk);
  if (session === undefined || more.length > 0)
    throw new Error(`${more.length + (session === undefined ? 0 : 1)} sessions`);
  return session;
}

/** The dialogue and the data connections of a session, one line each, without times and packet numbers. */
export function dialogueOf({ transcript }: Session): string[] {
  return transcript.events.map(({ operation, purpose, input, outcome }) =>
    [purpose, operation, input.trim(), outcome.ok ? outcome.value.trim() : outcome.failure.kind].join(' ').trim(),
  );
}

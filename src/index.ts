/** The public API: diagnose a server, judge a saved transcript again, and read the report. */
export { check, type CheckHooks, type Diagnosis } from './diagnose.js';
export { explain } from './report/build.js';
export { rules } from './rules/index.js';
export { tcpNetwork } from './network/tcp.js';
export { formats, loadFormats } from './formats/index.js';
export type { Network } from './model/network.js';
export type { Report, Verdict } from './model/report.js';
export type { Assertions, ProbeOptions, Target } from './model/target.js';
export type { Transcript, WireEvent } from './model/transcript.js';

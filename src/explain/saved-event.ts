/** A JSON object of which nothing is known yet. */
export type Loose = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object and no array. */
export function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const operations = 'resolve local-networks connect listen accept secure write read send-queue pause close'.split(' ');

/** The answers that are kept as JSON, with what they must be. */
const answers: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['resolve', (value) => Array.isArray(value) && value.every((one) => typeof one === 'string')],
  [
    'local-networks',
    (value) =>
      Array.isArray(value) &&
      value.every(
        (one) => isObject(one) && typeof one['address'] === 'string' && typeof one['prefixLength'] === 'number',
      ),
  ],
  ['secure', isObject],
  ['send-queue', isObject],
]);

function isAnswer(operation: string, text: unknown): boolean {
  if (typeof text !== 'string') return false;
  const fits = answers.get(operation);
  if (fits === undefined) return true;
  try {
    return fits(JSON.parse(text));
  } catch {
    return false;
  }
}

/** Whether a value from a file can be taken for an event of a transcript. */
export function isEvent(value: unknown): boolean {
  if (!isObject(value)) return false;
  const { seq, lane, experiment, socket, operation, input, outcome, startedMs, finishedMs } = value;
  return (
    typeof seq === 'number' &&
    typeof lane === 'string' &&
    typeof experiment === 'string' &&
    typeof socket === 'number' &&
    typeof operation === 'string' &&
    operations.includes(operation) &&
    typeof input === 'string' &&
    typeof startedMs === 'number' &&
    typeof finishedMs === 'number' &&
    isObject(outcome) &&
    (outcome['ok'] === true
      ? isAnswer(operation, outcome['value'])
      : isObject(outcome['failure']) &&
        typeof outcome['failure']['kind'] === 'string' &&
        typeof outcome['failure']['detail'] === 'string')
  );
}

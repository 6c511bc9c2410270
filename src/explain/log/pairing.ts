/** Reply codes that a command can be answered with beside refusals (RFC 959 section 5.4); verbs not named fit any. */
const answers: Readonly<Record<string, readonly number[]>> = {
  USER: [230, 232, 331, 332, 336],
  PASS: [202, 230, 232, 332],
  CWD: [200, 250],
  CDUP: [200, 250],
  PWD: [257],
  XPWD: [257],
  TYPE: [200],
  PORT: [200],
  EPRT: [200],
  PASV: [227, 229],
  EPSV: [227, 229],
  SYST: [215],
  FEAT: [211],
  AUTH: [234, 334],
  QUIT: [221],
  LIST: [110, 120, 125, 150, 226, 250],
};
const transfers: readonly string[] = ['LIST', 'NLST', 'MLSD', 'RETR', 'STOR', 'STOU', 'APPE'];

/** The verb of a command, in capitals. */
export function verbOf(command: string): string {
  const end = command.indexOf(' ');
  return (end < 0 ? command : command.slice(0, end)).toUpperCase();
}

/** Whether a command moves data over a data connection. */
export function isTransfer(command: string): boolean {
  return transfers.includes(verbOf(command));
}

/**
 * Which of the commands without an answer a reply belongs to. Logs often leave replies out, so the first that the code
 * fits; the first of all where it fits none.
 */
export function answeredBy(pending: readonly string[], code: number): number {
  if (pending.length < 2) return 0;
  const at = pending.findIndex((command) => {
    const allowed = answers[isTransfer(command) ? 'LIST' : verbOf(command)];
    return allowed === undefined || allowed.includes(code) || code >= 400;
  });
  return Math.max(0, at);
}

/** The command that a reply must have answered, for logs that show replies alone; `null` where the code leaves it open. */
export function impliedCommand(code: number, text: string): string | null {
  if (code === 331) return 'USER unknown';
  if (code === 227) return 'PASV';
  if (code === 229) return 'EPSV';
  if (code === 125 || code === 150 || code === 425) return 'LIST';
  if (code === 230 || code === 530) return 'PASS ****';
  return code === 200 && /^200[ -](?:PORT|EPRT)\b/i.test(text) ? text.slice(4, 8).toUpperCase() : null;
}

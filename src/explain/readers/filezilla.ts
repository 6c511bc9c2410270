import { createDialogue } from '../log/client.js';
import { unstamped } from '../log/conversation.js';
import { logReader } from '../log/log-reader.js';
import { endpointIn, failureOf, isCommand, isReply } from '../log/words.js';

/** `Status:<tab>text` in any language, with the date, process and connection number of the log file before it. */
const labelled = /^(?:\d{1,9}\s+(\d{1,6})\s+)?([^\s\d:：<>*"'[({][^:：\t\n]{0,23}?)\s?[:：]\s*(.*)$/u;
/** Its word for status lines in the commonest languages: prose before the log may look like a label, too. */
const statusWord = /^(?:Status|Statut|Estado|Stato|Stav|Stan|Állapot|Durum|Статус|状态|狀態|状態|상태)$/u;
const marks: readonly RegExp[] = [
  /^(?:\[?\d\d:\d\d:\d\d\]?\s+)?(?:Status|Command|Response|Statut|Commande|Réponse|Befehl|Antwort|Estado|Comando|Respuesta|Resposta|Stato|Risposta|Команда|Ответ|Статус|状态|命令|响应)\s?[:：]\s/u,
  /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \d+ \d+ \p{L}+\s?[:：] /u,
  /^\p{L}[^:：\t]{1,20}\s?[:：]\t/u,
];

/**
 * FileZilla translates the words before its lines and those of its status lines. So commands and replies are known by
 * what they are; the label of the first other line is that of status lines, and a further label is that of errors.
 */
export default logReader({
  id: 'filezilla',
  title: 'FileZilla client',
  side: 'client',
  marks,
  weight: 0.6,
  start(say, session) {
    const dialogue = createDialogue(say, session, false);
    let status: string | null = null;
    let wire = new Set<string>();
    let after227 = false;
    let sentConnect = false;
    return (line) => {
      const { rest, atMs } = unstamped(line);
      const match = labelled.exec(rest);
      if (match === null) {
        if (!/^\s*$/.test(rest)) dialogue(rest, '', atMs);
        return;
      }
      const [, connection = '', label = '', given = ''] = match;
      const text = given.trimEnd();
      if (isReply(text)) {
        wire.add(label);
        after227 = /^227[ -]/.test(text);
        dialogue(`< ${text}`, connection, atMs);
        sentConnect = false;
        return;
      }
      if (isCommand(text) && (wire.has(label) || label !== status)) {
        wire = wire.add(label);
        after227 = false;
        dialogue(`> ${text}`, connection, atMs);
        return;
      }
      if (wire.has(label)) {
        // A further line of a reply.
        dialogue(`< ${text}`, connection, atMs);
        return;
      }
      if (status === null || statusWord.test(label)) status = label;
      if (label !== status) {
        after227 = false;
        say({ kind: 'broken', failure: failureOf(text) }, connection, atMs);
        return;
      }
      const to = endpointIn(text);
      const connecting = to !== null || /[\p{L}\d]\.{3}$|…$/u.test(text);
      const named = /(?:^|\s)((?:[a-z0-9-]+\.)+[a-z]{2,})(?::\d+)?\s?(?:\.{3}|…)$/iu.exec(text)?.[1] ?? null;
      if (after227) {
        // Between a 227 and the transfer it only ever says that it does not believe the address.
        after227 = false;
        say({ kind: 'address-replaced' }, connection, atMs);
      } else if (to !== null && !/\d\s?(?:ms|s|bytes)\b/.test(text)) {
        sentConnect = true;
        say({ kind: 'connect', open: false, to }, connection, atMs);
      } else if (/(?:x{1,3}\.){3}x{1,3}:\d+/i.test(text) && connecting) {
        sentConnect = true;
        say({ kind: 'connect', open: false, to: null }, connection, atMs);
      } else if (!sentConnect && named !== null) {
        sentConnect = true;
        say({ kind: 'connect', open: false, to: null, name: named }, connection, atMs);
      } else if (sentConnect) {
        say({ kind: 'connect', open: true, to: null }, connection, atMs);
      }
    };
  },
});

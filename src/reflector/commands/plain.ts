import { fileOf } from '../payload.js';
import type { Handlers } from './visit.js';

const features = ['AUTH TLS', 'PBSZ', 'PROT', 'EPSV', 'EPRT', 'MLSD', 'SIZE', 'UTF8', 'SITE HELLO'];

/** What every FTP client asks, though here is nothing but two files that are made when they are sent. */
export const plainCommands: Handlers = {
  NOOP: ({ say }) => {
    say('200 OK.');
  },
  SYST: ({ say }) => {
    say('215 UNIX Type: L8');
  },
  FEAT: ({ say }) => {
    say(['211-Features:', ...features.map((one) => ` ${one}`), '211 End'].join('\r\n'));
  },
  OPTS: ({ say }, argument) => {
    say(/^UTF8(?: ON)?$/i.test(argument) ? '200 UTF-8 it is.' : '501 Unknown option.');
  },
  HELP: ({ say }) => {
    say('214 This is the reflector of ftpdoctor; see the file README.');
  },
  STAT({ say, peer, secure, world }) {
    const lines = [`Connected to ${peer.host}`, `Control connection is ${secure ? 'under TLS' : 'in clear'}`];
    const all = [`211-ftpdoctor reflector ${world.settings.version} status:`, ...lines.map((line) => `     ${line}`)];
    say([...all, '211 End of status'].join('\r\n'));
  },
  TYPE: ({ say }, argument) => {
    say(/^[AI](?: N)?$|^L 8$/i.test(argument) ? `200 Type is ${argument.slice(0, 3)}.` : '504 Unknown type.');
  },
  MODE: ({ say }, argument) => {
    say(/^S$/i.test(argument) ? '200 Mode S.' : '504 Only mode S is known.');
  },
  STRU: ({ say }, argument) => {
    say(/^F$/i.test(argument) ? '200 Structure F.' : '504 Only structure F is known.');
  },
  PWD: ({ say }) => {
    say('257 "/" is the directory.');
  },
  XPWD: ({ say }) => {
    say('257 "/" is the directory.');
  },
  CWD: ({ say }, argument) => {
    say(/^(?:\/|\.{0,2}\/?)$/.test(argument) ? '250 "/" is the directory.' : '550 There is only the directory "/".');
  },
  CDUP: ({ say }) => {
    say('250 "/" is the directory.');
  },
  SIZE({ say, peer }, argument) {
    const file = fileOf(argument, peer);
    say(file === null ? '550 No such file.' : `213 ${file.length}`);
  },
  MDTM({ say, peer }, argument) {
    say(fileOf(argument, peer) === null ? '550 No such file.' : '213 20260101000000');
  },
  REST: ({ say }, argument) => {
    say(argument === '0' ? '350 From the beginning.' : '504 Only from the beginning.');
  },
  ABOR: ({ say }) => {
    say('226 Nothing is under way.');
  },
  ALLO: ({ say }) => {
    say('202 Nothing is stored here.');
  },
  QUIT({ say, quit }) {
    say('221 Goodbye.');
    quit();
  },
};

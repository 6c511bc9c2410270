import type { Reader } from '../source.js';
import capture from '../capture/reader.js';
import basicFtp from './basic-ftp.js';
import curl from './curl.js';
import filezilla from './filezilla.js';
import filezillaServer from './filezilla-server.js';
import firewall from './firewall.js';
import fluentftp from './fluentftp.js';
import ftpCommand from './ftp-command.js';
import ftplib from './ftplib.js';
import iis from './iis.js';
import jsftp from './jsftp.js';
import lftp from './lftp.js';
import ncftp from './ncftp.js';
import proftpd from './proftpd.js';
import proftpdExtended from './proftpd-extended.js';
import pureFtpd from './pure-ftpd.js';
import pyftpdlib from './pyftpdlib.js';
import raw from './raw.js';
import rclone from './rclone.js';
import sftpgo from './sftpgo.js';
import table from './table.js';
import vsftpd from './vsftpd.js';
import wget from './wget.js';
import winscp from './winscp.js';

/** Every format that `explain` reads; where two are equally sure, the first wins. */
export const readers: readonly Reader[] = [
  capture,
  // Servers and devices, whose lines are unmistakable.
  vsftpd,
  pyftpdlib,
  proftpd,
  proftpdExtended,
  pureFtpd,
  filezillaServer,
  sftpgo,
  iis,
  firewall,
  // Clients.
  winscp,
  curl,
  lftp,
  wget,
  ftplib,
  basicFtp,
  jsftp,
  rclone,
  fluentftp,
  ncftp,
  filezilla,
  ftpCommand,
  // What is left: commands and replies in any text.
  table,
  raw,
];

import { delayPath } from '../delay-link.js';
import { inLab, labMissing, labServer } from '../lab.js';
import { inAlternation, ratios } from '../measure.js';
import { ours, time, walls } from '../programs.js';
import type { Row } from '../row.js';
import { mustSay } from '../verdict.js';

/** Four modes, each on a control connection of its own, in the time of one listing: round trips are what costs. */
const checkDelayed: Row = {
  id: 'check-delayed',
  job: 'the same across 50 ms of round trip, from vsftpd',
  against: 'one `curl` PASV listing, whole process',
  missing: () => labMissing('curl'),
  run: () =>
    inLab({}, async (lab) => {
      await delayPath(lab, 50);
      const check = lab.on('client', ours('check', '--format', 'json', labServer));
      const curl = lab.on('client', ['curl', '--silent', '--disable-epsv', `ftp://${labServer}/`]);
      mustSay('healthy', (await time(check)).stdout);
      const [mine, theirs] = await inAlternation(
        15,
        () => time(check),
        () => time(curl),
      );
      return {
        goals: [{ what: 'wall time', unit: 'times', atMost: 1, values: ratios(walls(mine), walls(theirs)) }],
        figures: [
          { what: 'ftpdoctor check, four modes', unit: 'ms', values: walls(mine) },
          { what: 'curl, one PASV listing', unit: 'ms', values: walls(theirs) },
        ],
        notes: [],
      };
    }),
};

export default checkDelayed;

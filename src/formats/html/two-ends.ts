import type { Report } from '../../model/report.js';
import { twoEndsHead, twoEndsIntro, twoEndsNotes, twoEndsRows, untouchedText } from '../text/two-ends.js';
import { html, type Markup } from './markup.js';

/** Both ends side by side, where a reflector was asked: what differed as a table, the rest in sentences. */
export function twoEndsSection({ reflector }: Report): Markup | false {
  if (reflector === undefined) return false;
  const rows = twoEndsRows(reflector);
  const untouched = untouchedText(reflector);
  const texts = [...(untouched === null ? [] : [untouched]), ...twoEndsNotes(reflector)];
  return html`<h2>Both ends</h2>
    <p>${twoEndsIntro(reflector)}</p>
    ${
      rows.length > 0 &&
      html`<div class="modes scroll" tabindex="0" role="group" aria-label="Both ends">
        <table>
          <thead>
            <tr>
              ${twoEndsHead.map((head) => html`<th scope="col">${head}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ over, sent, arrived, sentBack, received }) =>
                html`<tr>
                  ${over === '' ? html`<td></td>` : html`<th scope="row">${over}</th>`}
                  ${[sent, arrived, sentBack, received].map((text, at) => html`<td data-of="${`${twoEndsHead[at + 1] ?? ''}: `}">${text}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`
    }
    ${
      texts.length > 0 &&
      html`<ul>
        ${texts.map((text) => html`<li>${text}</li>`)}
      </ul>`
    }`;
}

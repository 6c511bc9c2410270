import { html, raw, type Markup } from './markup.js';
import { styleSheet } from './style.js';

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** A whole document that loads nothing, runs nothing and sends nothing, whoever opens it. */
export function document(
  title: string,
  main: Markup,
  tool: { readonly name: string; readonly version: string },
): string {
  return `${
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${policy}" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="referrer" content="no-referrer" />
          <title>${title}</title>
          <style>
            ${raw(styleSheet)}
          </style>
        </head>
        <body>
          <a class="skip" href="#main">Skip to the report</a>
          <div class="page">
            <main id="main" tabindex="-1">${main}</main>
            <footer>Made by ${tool.name} ${tool.version}. Nothing on this page is loaded from elsewhere.</footer>
          </div>
        </body>
      </html>`.markup
  }\n`;
}

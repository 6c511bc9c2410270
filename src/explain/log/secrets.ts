/** Below this length a password is masked only in PASS itself: masking it everywhere would hide evidence. */
const shortest = 4;
const mostSecrets = 16;

/** Hides passwords that a log shows, wherever they turn up again, and those in URLs. */
export interface Secrets {
  learn(secret: string): void;
  hide(text: string): string;
}

/** Hides what stands between user and host of a URL, and options that carry passwords. */
export function hideUrls(text: string): string {
  return text
    .replace(/(:\/\/[^\s:/@]{0,200}:)[^\s@/]{1,500}(?=@)/g, '$1****')
    .replace(/\b(pass(?:word|wd)?|pwd)(\s?[=:]\s?["']?)[^\s"',;&]{1,500}/gi, '$1$2****');
}

/** Remembers the passwords of one session. */
export function createSecrets(): Secrets {
  const learnt = new Set<string>();
  return {
    learn(given) {
      const secret = given.trim();
      // What programs print instead of a password is no secret.
      if (secret.length < shortest || /^(?:[*x#.]+|<[^>]*>|\([^)]*\))$/i.test(secret)) return;
      if (learnt.size < mostSecrets) learnt.add(secret);
    },
    hide(text) {
      let shown = text.includes('@') || text.includes('=') ? hideUrls(text) : text;
      for (const secret of learnt) shown = shown.replaceAll(secret, '****');
      return shown;
    },
  };
}

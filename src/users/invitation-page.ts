import { createHash } from 'node:crypto';
import { type Language, sentence, type SentenceKey } from '../http/sentences';

const STYLE =
  'body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}input,button{font:inherit;padding:.5rem;margin:.5rem 0;width:100%;box-sizing:border-box}';

const SCRIPT = `const form = document.querySelector('form'), told = document.querySelector('[role=status]');
form?.addEventListener('submit', async (event) => {
  event.preventDefault();
  const answer = await fetch(location.href, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang },
    body: JSON.stringify({ password: form.password.value }),
  });
  if (answer.ok) { form.remove(); told.textContent = told.dataset.done; return; }
  const problem = await answer.json();
  told.textContent = problem.errors?.[0]?.message ?? problem.detail;
});`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What the page may do: run its own script and ask this server. */
export const INVITATION_PAGE_POLICY = [
  "default-src 'none'",
  `script-src ${hashOf(SCRIPT)}`,
  `style-src ${hashOf(STYLE)}`,
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The page behind an invitation's link, for where no front end shows its own: a password to choose, or why there is none. */
export function invitationPage(language: Language, problem: SentenceKey | null): string {
  const say = (key: SentenceKey): string => sentence(key, language);
  const form = `<form><label>${say('INVITATION_PASSWORD')}
<input name="password" type="password" autocomplete="new-password" required></label><button>${say('INVITATION_CHOOSE')}</button></form>`;
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${say('INVITATION_TITLE')}</title><style>${STYLE}</style></head><body><h1>${say('INVITATION_TITLE')}</h1>
${problem ? '' : form}<p role="status" data-done="${say('INVITATION_DONE')}">${problem ? say(problem) : ''}</p>
<script>${SCRIPT}</script></body></html>`;
}

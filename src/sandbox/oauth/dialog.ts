import { html, type Reply } from '../http/reply';
import { escaped, STYLE } from '../page';
import { type SandboxUser } from '../registry';
import { type ApplicationRecord } from './applications';

/** The interface's question to a person: may this application act for you? Here, anyone of the directory may answer. */
export function dialogPage(
  query: Record<string, string>,
  { name, redirectUris }: ApplicationRecord,
  users: readonly SandboxUser[],
  signedIn: SandboxUser | undefined,
): Reply {
  const hidden = Object.entries(query).map(
    ([field, value]) => `<input type="hidden" name="${escaped(field)}" value="${escaped(value)}">`,
  );
  const options = users.map(({ email, name: person }) => {
    const selected = email === signedIn?.email ? ' selected' : '';
    return `<option value="${escaped(email)}"${selected}>${escaped(`${person} (${email})`)}</option>`;
  });
  return html(
    200,
    `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Autoriser ${escaped(name)} ?</title><style>${STYLE}</style></head><body>
<h1>Bac à sable Trackdéchets <span class="en" lang="en">/ Trackdéchets sandbox</span></h1>
<p><strong>${escaped(name)}</strong> demande à agir en votre nom sur Trackdéchets.
<span class="en" lang="en">asks to act for you on Trackdéchets.</span></p>
<form method="post" action="/oauth2/authorize/dialog">${hidden.join('')}
<p><label>Vous êtes <span class="en" lang="en">/ You are</span> <select name="email">${options.join('')}</select></label></p>
<p><button>Autoriser <span lang="en">/ Allow</span></button>
<button name="cancel" value="true">Refuser <span lang="en">/ Refuse</span></button></p></form>
<p class="en">${escaped(redirectUris.join(', '))}</p>
</body></html>`,
  );
}

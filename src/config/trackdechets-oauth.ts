import { type Environment } from './environment';

/** How people are sent to Trackdéchets to let the connector act for them. */
export interface TrackdechetsOauthConfig {
  clientId: string;
  clientSecret: string;
  /** The page of Trackdéchets' interface where a person consents. */
  authorizeUrl: string;
  /** Where Trackdéchets sends them back: registered there, to the letter. */
  redirectUri: string;
}

const DIALOG = '/oauth2/authorize/dialog';

/** The interface is on another host than the API. */
const INTERFACES: Record<string, string> = {
  'api.trackdechets.beta.gouv.fr': 'https://app.trackdechets.beta.gouv.fr',
  'api.sandbox.trackdechets.beta.gouv.fr': 'https://sandbox.trackdechets.beta.gouv.fr',
};

/** The connector's own address for Trackdéchets to send people back to. */
export function connectionCallbackOf({ PUBLIC_URL, PORT }: Environment): string {
  const base = PUBLIC_URL?.replace(/\/$/, '') ?? `http://localhost:${PORT ?? 3000}`;
  return `${base}/api/v1/trackdechets-connection/callback`;
}

/** Null when no application is configured. */
export function trackdechetsOauthOf(
  environment: Environment,
  { trackdechetsApiUrl, sandbox }: { trackdechetsApiUrl: string; sandbox: boolean },
): TrackdechetsOauthConfig | null {
  const { TRACKDECHETS_CLIENT_ID: clientId, TRACKDECHETS_CLIENT_SECRET: clientSecret } = environment;
  if (!clientId || !clientSecret) return null;
  const known = sandbox ? new URL(DIALOG, trackdechetsApiUrl).href : dialogOf(trackdechetsApiUrl);
  const authorizeUrl = environment.TRACKDECHETS_OAUTH_AUTHORIZE_URL ?? known ?? '';
  return { clientId, clientSecret, authorizeUrl, redirectUri: connectionCallbackOf(environment) };
}

/** What the variables lack to connect people by OAuth2: which, and what about them. */
export function oauthFaultsOf(environment: Environment): [variables: string[], text: string][] {
  const { TRACKDECHETS_CLIENT_ID: id, TRACKDECHETS_CLIENT_SECRET: secret, TRACKDECHETS_API_URL: api } = environment;
  if (!id !== !secret)
    return [[['TRACKDECHETS_CLIENT_ID', 'TRACKDECHETS_CLIENT_SECRET'], 'les deux ou aucune / both or neither']];
  if (!id) return [];
  const faults: [string[], string][] = [];
  if (environment.NODE_ENV === 'production' && !environment.PUBLIC_URL) {
    faults.push([
      ['PUBLIC_URL'],
      "nécessaire à TRACKDECHETS_CLIENT_ID, pour l'adresse de retour / needed for the redirect URI",
    ]);
  }
  if (api && !environment.TRACKDECHETS_OAUTH_AUTHORIZE_URL && !dialogOf(api)) {
    faults.push([
      ['TRACKDECHETS_OAUTH_AUTHORIZE_URL'],
      "à donner, l'interface de cet hôte n'est pas connue / needed, the interface of this host is not known",
    ]);
  }
  return faults;
}

function dialogOf(apiUrl: string): string | null {
  const base = URL.canParse(apiUrl) ? INTERFACES[new URL(apiUrl).hostname] : undefined;
  return base ? base + DIALOG : null;
}

/** Where something was to listen, and what settles its port. */
interface Place {
  host: string;
  port: number;
  variable: 'PORT' | 'SANDBOX_PORT';
}

type Told = readonly [french: string, english: string];

const OWN: Told = [
  'donnez une adresse de cette machine, 0.0.0.0 pour toutes',
  'give an address of this machine, 0.0.0.0 for all of them',
];

const CAUSES: Record<string, (place: Place) => Told> = {
  EADDRINUSE: ({ port, variable }) => [
    `Le port ${port} est déjà pris : changez ${variable} (0 pour un port libre).`,
    `Port ${port} is taken: change ${variable} (0 for any free one).`,
  ],
  EACCES: ({ host, port, variable }) => [
    `Ce compte n’a pas le droit d’écouter sur ${host}, port ${port} : donnez à ${variable} un port à partir de 1024.`,
    `This account may not listen on ${host}, port ${port}: give ${variable} a port from 1024 on.`,
  ],
  EADDRNOTAVAIL: ({ host, port }) => [
    `HOST=${host} (port ${port}) n’est pas une adresse de cette machine, où écouter : ${OWN[0]}.`,
    `HOST=${host} (port ${port}) is no address of this machine to listen on: ${OWN[1]}.`,
  ],
  ENOTFOUND: ({ host, port }) => [
    `HOST=${host} (port ${port}), où écouter, est un nom sans adresse : ${OWN[0]}.`,
    `HOST=${host} (port ${port}), to listen on, is a name without an address: ${OWN[1]}.`,
  ],
};

/** This process cannot listen where it was told to: where, why, and what to change. */
export class CannotListen extends Error {
  override name = 'CannotListen';
}

/** CannotListen for an error of listening, which looks like one of reaching the database; any other as it is. */
export function listeningFault(error: Error, place: Place): Error {
  const failure: NodeJS.ErrnoException & { port?: number } = error;
  const { code = '', syscall = '', port = place.port, message } = failure;
  if (!['listen', 'getaddrinfo'].includes(syscall)) return error;
  const told = CAUSES[code.startsWith('EAI_') ? 'ENOTFOUND' : code]?.({ ...place, port }) ?? [
    `Impossible d’écouter sur ${place.host}, port ${port} : vérifiez HOST et ${place.variable} (${message}).`,
    `Cannot listen on ${place.host}, port ${port}: check HOST and ${place.variable} (${message}).`,
  ];
  return new CannotListen(told.join(' / '), { cause: error });
}

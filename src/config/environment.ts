import { plainToInstance, Transform } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  MinLength,
  ValidateBy,
  validateSync,
  ValidateIf,
} from 'class-validator';
import { databaseUrlFault } from './database-url';
import { type Fault, given } from './given';
import { oauthFaultsOf } from './trackdechets-oauth';
import { isWebUrl, originsFault } from './web-urls';

const CREDENTIALS_KEYS = /^[A-Za-z0-9_-]{1,16}:[A-Za-z0-9+/]{43}=(,[A-Za-z0-9_-]{1,16}:[A-Za-z0-9+/]{43}=)*$/;

const integer = Transform(({ value }: { value: unknown }) => (value === undefined ? undefined : Number(value)));
/** Refuses what `faultOf` finds at fault, in its words. */
const Sound = (faultOf: (value: string) => string | null): PropertyDecorator =>
  ValidateBy({
    name: 'sound',
    validator: {
      validate: (value?: string) => faultOf(value ?? '') === null,
      defaultMessage: (args) => faultOf((args?.value as string | undefined) ?? '') ?? '',
    },
  });
const WebUrl = (message: string): PropertyDecorator => Sound((value) => (isWebUrl(value) ? null : message));

/** The environment variables this process reads: the whole list, with their limits. */
export class Environment {
  @IsIn(['development', 'test', 'production'], { message: 'development, test, production' })
  NODE_ENV = 'development';

  @integer
  @IsOptional()
  @IsInt({ message: 'un entier de 0 à 65535 / an integer from 0 to 65535' })
  @Min(0, { message: 'un entier de 0 à 65535 / an integer from 0 to 65535' })
  @Max(65535, { message: 'un entier de 0 à 65535 / an integer from 0 to 65535' })
  PORT?: number;

  @IsOptional()
  @IsString()
  HOST?: string;

  @ValidateIf((env: Environment) => env.NODE_ENV === 'production' || env.DATABASE_URL !== undefined)
  @Sound(databaseUrlFault)
  DATABASE_URL?: string;

  @integer
  @IsOptional()
  @IsInt({ message: 'un entier de 2 à 200 / an integer from 2 to 200' })
  @Min(2, { message: 'un entier de 2 à 200 / an integer from 2 to 200' })
  @Max(200, { message: 'un entier de 2 à 200 / an integer from 2 to 200' })
  DATABASE_POOL_SIZE?: number;

  @IsOptional()
  @IsIn(['true', 'false'], { message: 'true, false' })
  MIGRATE_ON_START?: string;

  @integer
  @IsOptional()
  @IsInt({ message: 'des secondes, de 0 à 60 / seconds, from 0 to 60' })
  @Min(0, { message: 'des secondes, de 0 à 60 / seconds, from 0 to 60' })
  @Max(60, { message: 'des secondes, de 0 à 60 / seconds, from 0 to 60' })
  SHUTDOWN_DELAY_SECONDS?: number;

  @IsOptional()
  @IsString()
  DATA_DIR?: string;

  @ValidateIf((env: Environment) => env.NODE_ENV === 'production' || env.TRACKDECHETS_API_URL !== undefined)
  @WebUrl(
    "obligatoire en production, l'URL de l'API Trackdéchets (https://api.trackdechets.beta.gouv.fr) / required in production, the URL of the Trackdéchets API",
  )
  TRACKDECHETS_API_URL?: string;

  @integer
  @IsOptional()
  @IsInt({ message: 'un entier de 0 à 65534 / an integer from 0 to 65534' })
  @Min(0, { message: 'un entier de 0 à 65534 / an integer from 0 to 65534' })
  @Max(65534, { message: 'un entier de 0 à 65534 / an integer from 0 to 65534' })
  SANDBOX_PORT?: number;

  @integer
  @IsOptional()
  @IsInt({ message: 'un entier de 10 à 100000 / an integer from 10 to 100000' })
  @Min(10, { message: 'un entier de 10 à 100000 / an integer from 10 to 100000' })
  @Max(100_000, { message: 'un entier de 10 à 100000 / an integer from 10 to 100000' })
  TRACKDECHETS_REQUESTS_PER_MINUTE?: number;

  @integer
  @IsOptional()
  @IsInt({ message: 'des millisecondes, de 100 à 120000 / milliseconds, from 100 to 120000' })
  @Min(100, { message: 'des millisecondes, de 100 à 120000 / milliseconds, from 100 to 120000' })
  @Max(120_000, { message: 'des millisecondes, de 100 à 120000 / milliseconds, from 100 to 120000' })
  TRACKDECHETS_TIMEOUT_MS?: number;

  @integer
  @IsOptional()
  @IsInt({ message: 'des secondes, de 1 à 600 / seconds, from 1 to 600' })
  @Min(1, { message: 'des secondes, de 1 à 600 / seconds, from 1 to 600' })
  @Max(600, { message: 'des secondes, de 1 à 600 / seconds, from 1 to 600' })
  EXPORT_SETTLE_SECONDS?: number;

  @integer
  @IsOptional()
  @IsInt({ message: 'des secondes, de 0 (jamais) à 86400 / seconds, from 0 (never) to 86400' })
  @Min(0, { message: 'des secondes, de 0 (jamais) à 86400 / seconds, from 0 (never) to 86400' })
  @Max(86_400, { message: 'des secondes, de 0 (jamais) à 86400 / seconds, from 0 (never) to 86400' })
  PULL_INTERVAL_SECONDS?: number;

  @integer
  @IsOptional()
  @IsInt({ message: 'des jours, de 0 (pour toujours) à 36500 / days, from 0 (for ever) to 36500' })
  @Min(0, { message: 'des jours, de 0 (pour toujours) à 36500 / days, from 0 (for ever) to 36500' })
  @Max(36500, { message: 'des jours, de 0 (pour toujours) à 36500 / days, from 0 (for ever) to 36500' })
  AUDIT_RETENTION_DAYS?: number;

  @integer
  @IsOptional()
  @IsInt({ message: 'des jours, de 1 à 365 / days, from 1 to 365' })
  @Min(1, { message: 'des jours, de 1 à 365 / days, from 1 to 365' })
  @Max(365, { message: 'des jours, de 1 à 365 / days, from 1 to 365' })
  EVENTS_RETENTION_DAYS?: number;

  @integer
  @IsOptional()
  @IsInt({ message: 'des jours, de 1 à 3650 / days, from 1 to 3650' })
  @Min(1, { message: 'des jours, de 1 à 3650 / days, from 1 to 3650' })
  @Max(3650, { message: 'des jours, de 1 à 3650 / days, from 1 to 3650' })
  PULLS_RETENTION_DAYS?: number;

  @integer
  @IsOptional()
  @IsInt({ message: 'des heures, de 1 à 720 / hours, from 1 to 720' })
  @Min(1, { message: 'des heures, de 1 à 720 / hours, from 1 to 720' })
  @Max(720, { message: 'des heures, de 1 à 720 / hours, from 1 to 720' })
  SESSION_IDLE_HOURS?: number;

  @integer
  @IsOptional()
  @IsInt({ message: 'des heures, de 1 à 720 / hours, from 1 to 720' })
  @Min(1, { message: 'des heures, de 1 à 720 / hours, from 1 to 720' })
  @Max(720, { message: 'des heures, de 1 à 720 / hours, from 1 to 720' })
  SESSION_LIFE_HOURS?: number;

  @IsOptional()
  @IsString()
  TRACKDECHETS_CLIENT_ID?: string;

  @IsOptional()
  @IsString()
  TRACKDECHETS_CLIENT_SECRET?: string;

  @IsOptional()
  @WebUrl(
    "la page d'autorisation de l'interface Trackdéchets, https://…/oauth2/authorize/dialog / the consent page of Trackdéchets' interface",
  )
  TRACKDECHETS_OAUTH_AUTHORIZE_URL?: string;

  @ValidateIf((env: Environment) => env.NODE_ENV === 'production' || env.CREDENTIALS_KEYS !== undefined)
  @Matches(CREDENTIALS_KEYS, {
    message:
      "obligatoire en production, sous la forme identifiant:cle (32 octets en base64, par exemple 2026:$(openssl rand -base64 32)), plusieurs clés séparées par des virgules, l'active en premier / required in production, as id:key (32 bytes in base64), several separated by commas, the active one first",
  })
  CREDENTIALS_KEYS?: string;

  @IsOptional()
  @IsEmail({}, { message: 'une adresse e-mail / an e-mail address' })
  ADMIN_EMAIL?: string;

  @IsOptional()
  @MinLength(12, { message: 'au moins 12 caractères / at least 12 characters' })
  ADMIN_PASSWORD?: string;

  @IsOptional()
  @WebUrl("l'URL publique du connecteur, http(s)://… / the connector's public URL, http(s)://…")
  PUBLIC_URL?: string;

  @IsOptional()
  @Sound(originsFault)
  CORS_ORIGINS?: string;

  @integer
  @IsOptional()
  @IsInt({ message: 'un entier de 0 à 5 / an integer from 0 to 5' })
  @Min(0, { message: 'un entier de 0 à 5 / an integer from 0 to 5' })
  @Max(5, { message: 'un entier de 0 à 5 / an integer from 0 to 5' })
  TRUSTED_PROXIES?: number;

  @IsOptional()
  @IsIn(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    message: 'fatal, error, warn, info, debug, trace, silent',
  })
  LOG_LEVEL?: string;

  @IsOptional()
  @Matches(/^[\x21-\x7e]{16,}$/, { message: 'au moins 16 caractères sans espace / at least 16 characters, no space' })
  METRICS_TOKEN?: string;
}

/** All faults of the environment in one message, so that the operator corrects them in one go. */
export class InvalidEnvironment extends Error {
  constructor(readonly faults: string[]) {
    super(
      `Configuration invalide / Invalid configuration:\n${faults.map((fault) => `  - ${fault}`).join('\n')}\n` +
        'Voir / see README.md, « Going to production ».',
    );
    this.name = 'InvalidEnvironment';
  }
}

/** The variables that are sound, the others as if they were absent, and every fault of those. */
export function lookAtEnvironment(source: NodeJS.ProcessEnv): { environment: Environment; faults: Fault[] } {
  const faults: Fault[] = [];
  const environment = plainToInstance(Environment, given(source, faults), { exposeDefaultValues: true });
  const refuse = (variables: string[], text: string): number =>
    faults.push({ variables, text: `${variables.join(', ')}: ${text}` });
  const faulty = (): string[] => faults.flatMap(({ variables }) => variables);
  for (const { property, constraints = {} } of validateSync(environment, { stopAtFirstError: true }))
    if (!faulty().includes(property)) refuse([property], Object.values(constraints).join(', '));
  if (!environment.ADMIN_EMAIL !== !environment.ADMIN_PASSWORD)
    refuse(['ADMIN_EMAIL', 'ADMIN_PASSWORD'], 'les deux ou aucune / both or neither');
  for (const [variables, text] of oauthFaultsOf(environment)) refuse(variables, text);
  const keyIds = (environment.CREDENTIALS_KEYS ?? '').split(',').map((key) => key.split(':')[0]);
  if (new Set(keyIds).size !== keyIds.length)
    refuse(['CREDENTIALS_KEYS'], 'un identifiant sert deux fois / the same id is used twice');
  const defaults: Record<string, unknown> = { ...new Environment() };
  for (const name of faulty()) Object.assign(environment, { [name]: defaults[name] });
  return { environment, faults };
}

/** Validates the environment; throws InvalidEnvironment naming every faulty variable. */
export function readEnvironment(source: NodeJS.ProcessEnv): Environment {
  const { environment, faults } = lookAtEnvironment(source);
  if (faults.length > 0) throw new InvalidEnvironment(faults.map(({ text }) => text));
  return environment;
}

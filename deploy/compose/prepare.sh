#!/bin/sh
# Writes what docker-compose.yml needs: the secrets, each in a file of its own, and a .env to read through. What exists is left as it is.
set -eu
cd "$(dirname "$0")/../.."

# The folder is closed to others; the files are readable, because the containers' users are not yours.
mkdir -p secrets
chmod 700 secrets
umask 022

random() { openssl rand -hex "$1"; }
keep() { [ -s "secrets/$1" ] || printf '%s\n' "$2" >"secrets/$1"; }
# Empty until you have something to put there: compose wants every file.
empty() { [ -e "secrets/$1" ] || : >"secrets/$1"; }

keep postgres_password "$(random 24)"
keep database_url "postgres://connector:$(cat secrets/postgres_password)@database:5432/connector"
keep credentials_keys "$(date +%Y):$(openssl rand -base64 32)"
keep admin_password "$(random 12)"
# With TRACKDECHETS_CLIENT_ID in .env, for OAuth2.
empty trackdechets_client_secret
# The authority of a managed PostgreSQL, when it is not a public one.
empty database_ca.pem

if [ ! -e .env ]; then
  cat >.env <<'ENV'
# The platform: the test one of Trackdéchets to begin with, https://api.trackdechets.beta.gouv.fr for real slips.
TRACKDECHETS_API_URL=https://api.sandbox.trackdechets.beta.gouv.fr
# The first administrator; the password is in secrets/admin_password.
ADMIN_EMAIL=admin@your-company.example
# Your host name, once it points here: the proxy gets a certificate for it. « :80 » serves plain http, to try it.
SITE_ADDRESS=:80
# The address as browsers and Trackdéchets see it, such as https://trackdechets.your-company.example
PUBLIC_URL=
# The origins of the front end, separated by commas.
CORS_ORIGINS=
# With a PostgreSQL of your provider, whose address you put in secrets/database_url:
# COMPOSE_FILE=docker-compose.yml:deploy/compose/managed-postgresql.yml
# Any other variable of docs/production.md may be added.
ENV
fi

cat <<'SAY'
Prêt : relisez .env, gardez secrets/ hors de la machine (surtout credentials_keys : sans elle les clés des collaborateurs sont perdues), puis
Ready: read .env through, keep a copy of secrets/ elsewhere (credentials_keys above all: without it people's tokens are lost), then

  docker compose up --build --detach
SAY

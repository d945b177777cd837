#!/bin/sh
# Lleva un Debian recién instalado, con un dominio, a CREANDO sirviendo por HTTPS.
# Se corre como root desde la carpeta del archivo de entrega: sh scripts/install.sh DOMINIO [--tls internal] [--si]
#   --tls internal   certificado de la autoridad local de Caddy, para probar sin dominio público
#   --si             no pregunta; confirma el nombre para siempre
# Se puede correr otra vez: actualiza el programa y no toca los datos.
set -eu

DATA=${DATA:-/var/lib/creando}
APP=${APP:-/opt/creando}
PORT=${PORT:-8000}
DOMAIN= TLS= YES=

fail() { printf 'No se pudo: %s\n' "$1" >&2; exit 1; }
say() { printf '· %s\n' "$1"; }

while [ $# -gt 0 ]; do
  case $1 in
    --tls) [ "${2:-}" = internal ] || fail "después de --tls solo se entiende «internal»."; TLS=internal; shift ;;
    --si) YES=1 ;;
    -*) fail "no conozco la opción «$1»." ;;
    *) [ -z "$DOMAIN" ] || fail "sobra «$1»: va un solo dominio."; DOMAIN=$1 ;;
  esac
  shift
done
[ -n "$DOMAIN" ] || fail "falta el dominio. Ejemplo: sh scripts/install.sh creando.ejemplo.org"
case $DOMAIN in *[!a-z0-9.-]* | -* | .*) fail "«$DOMAIN» no parece un dominio: letras minúsculas, números, puntos y guiones." ;; esac
[ "$(id -u)" = 0 ] || fail "hace falta ser root. Prueba con: sudo sh scripts/install.sh $DOMAIN"
HERE=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
[ -f "$HERE/var/pwa/index.html" ] && [ -f "$HERE/var/bundles/index.json" ] ||
  fail "aquí no está la app ya construida. Usa el archivo de entrega (make release), no el código suelto."

ORIGIN=https://$DOMAIN
KNOWN=
[ ! -f "$DATA/origin" ] || KNOWN=$(cat "$DATA/origin")
if [ -n "$KNOWN" ] && [ "$KNOWN" != "$ORIGIN" ]; then
  fail "este servidor ya se llama $KNOWN y ese nombre es para siempre: lo guardado en los teléfonos es de ese nombre."
fi
if [ -z "$KNOWN" ] && [ -z "$YES" ]; then
  printf 'La dirección será %s\nEste nombre es para siempre: lo que la gente guarda en su teléfono queda atado a él.\n¿Está bien escrito? Escribe el dominio otra vez para confirmar: ' "$ORIGIN"
  read -r AGAIN
  [ "$AGAIN" = "$DOMAIN" ] || fail "no es igual. No cambié nada."
fi

say "Instalo Python y Caddy de los paquetes de Debian."
export DEBIAN_FRONTEND=noninteractive
apt-get update -qq || fail "apt-get update no respondió. ¿Hay internet?"
apt-get install -y -qq --no-install-recommends python3 python3-venv caddy ca-certificates adduser >/dev/null ||
  fail "apt-get no pudo instalar python3, python3-venv y caddy."
python3 -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' ||
  fail "hace falta Python 3.11 a 3.13 (Debian 12 o 13)."

id creando >/dev/null 2>&1 || adduser --system --group --no-create-home --home "$DATA" creando >/dev/null
install -d -o creando -g creando -m 750 "$DATA"

VERSION=$(cat "$HERE/VERSION")
TARGET=$APP/releases/$VERSION
if [ "$HERE" != "$TARGET" ]; then
  say "Copio la versión $VERSION a $TARGET."
  rm -rf "$TARGET.tmp"
  install -d "$TARGET.tmp"
  cp -R "$HERE/." "$TARGET.tmp/"
  rm -rf "$TARGET.tmp/.venv"
  if [ -d "$TARGET/.venv" ] && cmp -s "$TARGET/scripts/locks/run.txt" "$HERE/scripts/locks/run.txt"; then
    mv "$TARGET/.venv" "$TARGET.tmp/.venv"
  fi
  rm -rf "$TARGET"
  mv "$TARGET.tmp" "$TARGET"
fi
if [ ! -x "$TARGET/.venv/bin/granian" ]; then
  say "Instalo las bibliotecas, cada una con su huella comprobada."
  python3 -m venv "$TARGET/.venv" || fail "no se pudo crear el entorno de Python."
  "$TARGET/.venv/bin/pip" install -q --disable-pip-version-check --no-cache-dir --require-hashes -r "$TARGET/scripts/locks/run.txt" ||
    fail "no se pudieron instalar las bibliotecas. ¿Hay internet y espacio?"
fi

as_creando() { (cd "$TARGET" && CREANDO_DATA="$DATA" setpriv --reuid=creando --regid=creando --clear-groups "$@"); }
say "Preparo los datos en $DATA."
as_creando "$TARGET/.venv/bin/python" -m api.cli setup --data "$DATA" || fail "no se pudieron preparar los datos."
[ -n "$KNOWN" ] || as_creando "$TARGET/.venv/bin/python" -m api.cli origin "$ORIGIN" || fail "no se pudo guardar el nombre."
ln -sfn "$TARGET" "$APP/current"

cat >/etc/systemd/system/creando.service <<UNIT
[Unit]
Description=CREANDO
After=network.target

[Service]
User=creando
WorkingDirectory=$APP/current
Environment=CREANDO_DATA=$DATA
ExecStart=$APP/current/.venv/bin/granian --interface wsgi --workers 1 --blocking-threads 8 --no-ws --factory --host 127.0.0.1 --port $PORT api.app:create_app
Restart=always
RestartSec=2
MemoryMax=600M
NoNewPrivileges=yes
ProtectSystem=strict
ReadWritePaths=$DATA
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
CapabilityBoundingSet=
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX

[Install]
WantedBy=multi-user.target
UNIT

{
  printf '%s {\n' "$DOMAIN"
  [ -z "$TLS" ] || printf '\ttls internal\n'
  printf '\theader Strict-Transport-Security "max-age=31536000"\n'
  printf '\theader -Server\n\theader -Via\n'
  printf '\treverse_proxy 127.0.0.1:%s\n}\n' "$PORT"
} >/etc/caddy/Caddyfile
caddy validate --config /etc/caddy/Caddyfile --adapter caddyfile >/dev/null 2>&1 || fail "Caddy no entiende /etc/caddy/Caddyfile."

if [ -d /run/systemd/system ]; then
  systemctl daemon-reload
  systemctl enable -q creando caddy
  systemctl restart creando
  systemctl reload-or-restart caddy
else
  say "Aquí no corre systemd: arranco los dos programas a mano."
  [ ! -f /run/creando.pid ] || kill "$(cat /run/creando.pid)" 2>/dev/null || true
  caddy stop >/dev/null 2>&1 || true
  (
    cd "$APP/current"
    CREANDO_DATA="$DATA" setsid setpriv --reuid=creando --regid=creando --clear-groups \
      .venv/bin/granian --interface wsgi --workers 1 --blocking-threads 8 --no-ws --factory \
      --host 127.0.0.1 --port "$PORT" api.app:create_app >/var/log/creando.log 2>&1 &
    echo $! >/run/creando.pid
  )
  caddy start --config /etc/caddy/Caddyfile --adapter caddyfile >/var/log/caddy.log 2>&1 || fail "Caddy no arrancó: mira /var/log/caddy.log."
fi

say "Espero a que responda."
i=0
until python3 - "$PORT" <<'PY' 2>/dev/null
import sys, urllib.request
urllib.request.urlopen(f"http://127.0.0.1:{sys.argv[1]}/api/v1/health", timeout=3)
PY
do
  i=$((i + 1))
  [ $i -lt 60 ] || fail "la app no responde después de un minuto. Mira: journalctl -u creando"
  sleep 1
done
printf '\nListo. Abre %s en un teléfono y toca «Poner en la pantalla de inicio».\nInvitaciones con QR: cd %s && sudo -u creando CREANDO_DATA=%s .venv/bin/python -m api.cli invites demo\n' "$ORIGIN" "$APP/current" "$DATA"

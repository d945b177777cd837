#!/bin/sh
# Lleva un Debian 12 o 13 recién instalado, con un dominio, a CREANDO sirviendo por HTTPS. Se puede
# repetir: actualiza el programa y no toca los datos.
# Se corre como root en la carpeta del archivo de entrega:
#   sh scripts/install.sh DOMINIO [--tls internal] [--si]
#   --tls internal   certificado de la autoridad local de Caddy, para probar sin dominio público
#   --si             no pregunta: confirma el nombre, que es para siempre
set -eu
umask 022
APP=/opt/creando DATA=/var/lib/creando ORDERS=/usr/local/bin/creando PORT=8765
LOG=/var/log/creando-install.log CADDYFILE=/etc/caddy/Caddyfile SETTINGS=/etc/creando.env
LOCAL_AUTHORITY=/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt
OURS='# CREANDO: este archivo lo escribe scripts/install.sh en cada instalación.'
PACKAGES='python3 python3-venv caddy ca-certificates adduser'
DOMAIN='' TLS='' YES=''

fail() { printf 'No se pudo: %s\n' "$1" >&2; exit 1; }
say() { printf '· %s\n' "$1"; }
quietly() { "$@" >>"$LOG" 2>&1 </dev/null; }

read_words() {
  while [ $# -gt 0 ]; do
    case $1 in
      --tls) [ "${2:-}" = internal ] || fail 'después de --tls va «internal».'; TLS=internal; shift ;;
      --si) YES=1 ;;
      -*) fail "no conozco la opción «$1»." ;;
      *) [ -z "$DOMAIN" ] || fail "sobra «$1»: va un solo dominio."; DOMAIN=$1 ;;
    esac
    shift
  done
  [ -n "$DOMAIN" ] || fail 'falta el dominio. Ejemplo: sh scripts/install.sh creando.ejemplo.org'
  # «.dominio.» deja ver en un solo patrón los puntos y guiones que sobran en los bordes.
  case .$DOMAIN. in *[!a-z0-9.-]* | *..* | *.-* | *-.*) ;; .*.*[a-z]*.) return 0 ;; esac
  fail "«$DOMAIN» no es un dominio. Va sin https://, en minúsculas y con punto, por ejemplo creando.ejemplo.org"
}

room() { # carpeta, MB
  dir=$1
  while [ ! -d "$dir" ]; do dir=$(dirname "$dir"); done
  free_mb=$(df -Pk "$dir" | awk 'NR == 2 { print int($4 / 1024) }')
  [ "$free_mb" -ge "$2" ] || fail "no hay espacio: hacen falta $2 MB en $dir y quedan $free_mb MB."
}

# Dice quién escucha en un puerto (su carpeta y su nombre); nada si está libre. Sin ss: un Debian mínimo no lo trae.
listener() {
  inode=$(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
    awk -v port="$(printf ':%04X$' "$1")" '$2 ~ port && $4 == "0A" { print $10; exit }')
  [ -n "$inode" ] || return 0
  pid=$(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" 2>/dev/null | cut -d/ -f3 | head -n 1)
  [ -n "$pid" ] || { echo '? otro programa'; return 0; }
  echo "$(readlink "/proc/$pid/cwd") $(cat "/proc/$pid/comm")"
}

check_port() { # puerto, patrón de lo nuestro
  who=$(listener "$1")
  # shellcheck disable=SC2254  # el patrón tiene que seguir siendo un patrón
  case $who in '' | $2) ;; *) fail "el puerto $1 ya lo usa «${who#* }». Detén ese programa y repite la orden." ;; esac
}

check_machine() {
  [ "$(id -u)" = 0 ] || fail "hace falta ser root. Prueba con: sudo sh scripts/install.sh $DOMAIN"
  HERE=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
  if [ ! -f "$HERE/VERSION" ] || [ ! -f "$HERE/var/pwa/index.html" ] || [ ! -f "$HERE/var/bundles/index.json" ]; then
    fail 'aquí no está la app ya construida. Usa el archivo de entrega (make release), no el código suelto.'
  fi
  if ! command -v apt-get >/dev/null || [ ! -d /run/systemd/system ]; then
    fail 'esto es para un servidor con Debian 12 o 13: aquí no hay apt-get o no corre systemd.'
  fi
  check_port 80 '* caddy'
  check_port 443 '* caddy'
  check_port "$PORT" "$APP/*"
  room "$APP" 150
  room "$DATA" 50
  if [ -f "$CADDYFILE" ] && ! grep -qxF "$OURS" "$CADDYFILE" && dpkg --verify caddy 2>/dev/null | grep -q "$CADDYFILE"; then
    fail "Caddy ya sirve otro sitio aquí ($CADDYFILE). Usa un servidor solo para CREANDO, o guarda ese archivo con otro nombre."
  fi
}

confirm_name() {
  ORIGIN=https://$DOMAIN
  KNOWN=''
  [ ! -f "$DATA/origin" ] || KNOWN=$(cat "$DATA/origin")
  if [ -n "$KNOWN" ] && [ "$KNOWN" != "$ORIGIN" ]; then
    fail "este servidor ya se llama $KNOWN y ese nombre es para siempre: lo guardado en los teléfonos es de ese nombre."
  fi
  if [ -z "$TLS" ] && ! getent hosts "$DOMAIN" >/dev/null; then
    fail "todavía no se encuentra $DOMAIN en internet. Crea su registro A con la dirección de este servidor, espera unos minutos y repite la orden."
  fi
  [ -z "$KNOWN$YES" ] || return 0
  printf 'La dirección será %s\nEste nombre es para siempre: lo que la gente guarda en su teléfono queda atado a él.\n¿Está bien escrito? Escribe el dominio otra vez para confirmar: ' "$ORIGIN"
  AGAIN=''
  read -r AGAIN || true
  [ "$AGAIN" = "$DOMAIN" ] || fail 'el nombre no se confirmó. No cambié nada.'
}

install_packages() {
  missing=''
  for one in $PACKAGES; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$one" 2>/dev/null)" = installed ] || missing="$missing $one"
  done
  if [ -n "$missing" ]; then
    room /usr 250
    say "Instalo de los paquetes de Debian:$missing."
    export DEBIAN_FRONTEND=noninteractive
    quietly apt-get update || true # un repositorio ajeno caído no importa: decide la línea que sigue
    # shellcheck disable=SC2086  # una lista de palabras
    quietly apt-get install -y --no-install-recommends $missing ||
      fail "Debian no entregó los paquetes. Revisa que haya internet y repite la orden. El detalle está en $LOG"
  fi
  python3 -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' ||
    fail 'hace falta Python 3.11 a 3.13, el de Debian 12 o 13.'
}

# Cada versión y cada juego de bibliotecas tiene su carpeta y no se toca más: la que está andando sigue entera si algo falla.
install_release() {
  TARGET=$APP/releases/$(cat "$HERE/VERSION")
  lock=$TARGET/scripts/locks/run.txt
  if [ ! -f "$TARGET/.listo" ]; then
    say "Copio la versión a $TARGET"
    rm -rf "$TARGET"
    install -d "$TARGET"
    { cp -R --preserve=timestamps "$HERE/." "$TARGET/" && chmod -R u=rwX,go=rX "$TARGET"; } 2>>"$LOG" ||
      fail "no se pudo copiar el programa. ¿Hay espacio? El detalle está en $LOG"
    touch "$TARGET/.listo"
  fi
  VENV=$APP/venvs/$(python3 -c 'import sys; print("py%d.%d" % sys.version_info[:2])')-$(sha256sum <"$lock" | cut -c1-12)
  if [ ! -f "$VENV/.listo" ]; then
    say 'Instalo las bibliotecas, cada una con su huella comprobada.'
    rm -rf "$VENV"
    if ! quietly python3 -m venv "$VENV" ||
      ! quietly "$VENV/bin/pip" install --disable-pip-version-check --no-cache-dir --no-deps --require-hashes -r "$lock"; then
      fail "no se pudieron instalar las bibliotecas. Revisa que haya internet y espacio, y repite la orden. El detalle está en $LOG"
    fi
    touch "$VENV/.listo"
  fi
  ln -sfn "$VENV" "$TARGET/.venv"
  quietly "$TARGET/.venv/bin/python" -m compileall -q "$TARGET/api" || true # arranca antes; sin eso también anda
}

# La orden «creando»: lo que hace quien opera el servidor, siempre como el usuario creando y con sus datos.
write_orders() {
  cat >"$ORDERS" <<SH
#!/bin/sh
# Lo escribe scripts/install.sh. Las órdenes: creando --help
[ "\$(id -u)" = 0 ] || exec sudo "\$0" "\$@"
[ ! -f $SETTINGS ] || { set -a; . $SETTINGS; set +a; }
export CREANDO_DATA=$DATA
run() { ( cd $APP/current && exec runuser -u creando -- .venv/bin/python -m api.cli "\$@" ); }
# Volver a una copia: el servicio se detiene, el archivo se le presta al usuario creando, y vuelve a arrancar.
if [ "\${1:-}" = restore ]; then
  lent=\$(mktemp -d $DATA/prestado.XXXXXX)
  trap 'rm -rf "\$lent"' EXIT
  chown creando: "\$lent"
  shift
  n=\$#
  while [ "\$n" -gt 0 ]; do
    word=\$1; shift; n=\$((n - 1))
    if [ -f "\$word" ]; then
      install -o creando -m 600 "\$word" "\$lent/" || exit 1
      word=\$lent/\$(basename "\$word")
    fi
    set -- "\$@" "\$word"
  done
  systemctl is-active --quiet creando && was=1 || was=
  systemctl stop creando
  run restore "\$@" && code=0 || code=\$?
  [ -z "\$was" ] || systemctl start creando
  exit "\$code"
fi
run "\$@"
SH
  chmod 755 "$ORDERS"
}

prepare_data() {
  say "Preparo los datos en $DATA"
  id creando >/dev/null 2>&1 || quietly adduser --system --group --no-create-home --home "$DATA" creando
  install -d -o creando -g creando -m 750 "$DATA"
  before=$(readlink "$APP/current" || true)
  if [ -n "$before" ]; then
    say 'Hago una copia antes de cambiar de versión.'
    quietly "$ORDERS" backup || say 'Esa copia no salió. Sigo; después mira creando doctor.'
  fi
  systemctl stop creando 2>/dev/null || true # una base de datos no cambia de forma con otro programa escribiendo en ella
  ln -sfn "$TARGET" "$APP/current"
  write_orders
  if ! quietly "$ORDERS" setup || ! { [ -n "$KNOWN" ] || quietly "$ORDERS" origin "$ORIGIN"; }; then
    if [ -n "$before" ]; then ln -sfn "$before" "$APP/current" && systemctl start creando; fi
    fail "no se pudieron preparar los datos: $(tail -n 1 "$LOG")"
  fi
}

write_unit() {
  cat >/etc/systemd/system/creando.service <<UNIT
[Unit]
Description=CREANDO
After=network.target

[Service]
User=creando
WorkingDirectory=$APP/current
EnvironmentFile=-$SETTINGS
Environment=CREANDO_DATA=$DATA
ExecStart=$APP/current/.venv/bin/granian --interface wsgi --workers 1 --blocking-threads 8 --no-ws --workers-kill-timeout 10 --log-level warning --factory --host 127.0.0.1 --port $PORT api.app:create_app
Restart=always
RestartSec=2
TimeoutStopSec=20
MemoryMax=600M
UMask=0077
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
}

# Cada noche una copia. Sin ProtectSystem=strict: la segunda carpeta (CREANDO_OFFSITE) puede estar en cualquier disco.
write_timer() {
  cat >/etc/systemd/system/creando-backup.service <<UNIT
[Unit]
Description=Copia de CREANDO, hecha y comprobada
After=network-online.target
Wants=network-online.target

[Service]
Type=oneshot
User=creando
WorkingDirectory=$APP/current
EnvironmentFile=-$SETTINGS
Environment=CREANDO_DATA=$DATA
ExecStart=-$APP/current/.venv/bin/python -m api.cli tidy
ExecStart=$APP/current/.venv/bin/python -m api.cli backup
Nice=10
IOSchedulingClass=idle
MemoryMax=600M
UMask=0077
NoNewPrivileges=yes
ProtectSystem=full
PrivateTmp=yes
PrivateDevices=yes
CapabilityBoundingSet=
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
UNIT
  cat >/etc/systemd/system/creando-backup.timer <<UNIT
[Unit]
Description=Copia de CREANDO cada noche

[Timer]
OnCalendar=*-*-* 03:20
RandomizedDelaySec=30min
Persistent=true

[Install]
WantedBy=timers.target
UNIT
  [ -f $SETTINGS ] || cat >$SETTINGS <<ENV
# Ajustes de CREANDO; la lista está en docs/api.md. Después de cambiar algo: systemctl restart creando
# Segundo lugar de las copias: una carpeta (un disco montado) o usuario@máquina:carpeta
#CREANDO_OFFSITE=
ENV
}

# Sin HTTP/3: abre cada visita con paquetes rellenos de 1,2 kB, y esos bytes los paga ella.
# Sin errores de HTTP en el registro: llevan la dirección IP de quien estudia.
# Plazos holgados para un teléfono lento: quien no manda nada tampoco ocupa a Caddy para siempre.
caddyfile() { # cómo se guarda el cuerpo de un envío
  printf '%s\n{\n\tservers {\n\t\tprotocols h1 h2\n' "$OURS"
  printf '\t\ttimeouts {\n\t\t\tread_header 30s\n\t\t\tread_body 60s\n\t\t}\n'
  printf '\t}\n\tlog {\n\t\texclude http.log.error\n\t}\n'
  [ -z "$TLS" ] || printf '\tskip_install_trust\n'
  printf '}\n%s {\n%s' "$DOMAIN" "${TLS:+	tls internal
}"
  printf '\theader / Strict-Transport-Security "max-age=63072000"\n\theader -Server\n'
  printf '\treverse_proxy 127.0.0.1:%s {\n%s\n\t}\n}\n' "$PORT" "$1"
}

# La app atiende a ocho a la vez: Caddy junta cada envío y se lo da entero, y así uno que gotea no
# le quita el sitio a nadie. Caben los 64 KiB que la app acepta, con holgura para ver que pasa de ahí.
# Caddy 2.6.2, el de Debian 12 y 13, lo dice con dos palabras; desde 2.6.4 es una.
write_caddyfile() {
  for buffered in '		request_buffers 128KiB' '		buffer_requests
		max_buffer_size 128KiB'; do
    caddyfile "$buffered" >"$CADDYFILE"
    quietly caddy validate --config "$CADDYFILE" --adapter caddyfile && return
  done
  fail "Caddy no entiende $CADDYFILE. El detalle está en $LOG"
}

start() { # servicio, orden
  quietly systemctl "$2" "$1" || fail "el servicio $1 no arrancó. Mira: journalctl -u $1 -e"
}

# Entra como un teléfono, por HTTPS y con el nombre si hay nombre, hasta que contesta bien.
answers() { # segundos, puerto, dominio, autoridad
  quietly python3 -c '
import socket, ssl, sys, time
said, (seconds, port, domain, authority) = "", sys.argv[1:]
for _ in range(int(seconds)):
    try:
        link = socket.create_connection(("127.0.0.1", int(port)), 5)
        if domain:
            link = ssl.create_default_context(cafile=authority or None).wrap_socket(link, server_hostname=domain)
        link.sendall(f"GET /api/v1/health HTTP/1.0\r\nHost: {domain}\r\n\r\n".encode())
        if b" 200 " in link.recv(64):
            sys.exit(0)
    except OSError as fault:
        said = fault
    time.sleep(1)
sys.exit(str(said))' "$@"
}

read_words "$@"
check_machine
confirm_name
: >"$LOG"
install_packages
install_release
prepare_data
write_unit
write_timer
write_caddyfile
quietly systemctl daemon-reload
quietly systemctl enable creando caddy
quietly systemctl enable --now creando-backup.timer
start creando restart
start caddy reload-or-restart
say 'Espero a que responda.'
answers 60 "$PORT" '' '' || fail 'la app no responde después de un minuto. Mira: journalctl -u creando -e'
answers 120 443 "$DOMAIN" "${TLS:+$LOCAL_AUTHORITY}" ||
  fail "la app ya anda, pero el certificado de $DOMAIN no llegó. Revisa que el dominio apunte a este servidor y que los puertos 80 y 443 estén abiertos, y repite la orden. Mira: journalctl -u caddy -e"
[ -n "$KNOWN" ] || quietly systemctl start creando-backup || say 'La primera copia no salió: mira creando doctor.'
printf '\nListo. Abre %s en un teléfono y, en «Yo», toca «Poner en la pantalla de inicio».\nInvitaciones con QR: creando invites demo\nGuarda en otro lugar la clave de las copias: %s/backup.key\n' "$ORIGIN" "$DATA"

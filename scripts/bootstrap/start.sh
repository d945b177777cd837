#!/bin/sh
# Find a Python that can carry the project, then hand over. Kept in sh: an old Python could not even parse the rest.
cd "$(dirname "$0")/../.." || exit 1
# What the shell says about other Pythons does not hold for ours; every text of the project is UTF-8.
unset PYTHONHOME PYTHONPATH PYTHONIOENCODING
export PYTHONUTF8=1
found_old='' found_bare=''
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python}; do
  case $("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) in
    3.11 | 3.12 | 3.13) ;;
    '') continue ;;
    *) found_old=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); continue ;;
  esac
  if "$candidate" -c 'import venv, ensurepip' 2>/dev/null; then
    exec "$candidate" -m scripts.bootstrap "$@"
  fi
  found_bare=$candidate
done
if [ -n "$found_bare" ]; then
  echo "A $found_bare le falta el módulo venv. Instálalo (en Debian o Ubuntu: sudo apt install python3-venv) y repite la orden." >&2
elif [ -n "$found_old" ]; then
  echo "CREANDO necesita Python 3.11, 3.12 o 3.13 y aquí hay $found_old. Instala uno de esos, o dilo así: make run PYTHON=/ruta/a/python3.12" >&2
else
  echo "No encuentro Python. Instala Python 3.11, 3.12 o 3.13 y repite la orden." >&2
fi
exit 1

#!/bin/sh
# Prints each PostgreSQL of this machine, newest first, as "VERSION PGVECTOR FOLDER"; PGVECTOR is - where it has none.
# Argument: the only folder to look into; without one the usual folders and those of PATH are searched.
folders=$PATH
PATH=$PATH:/usr/bin:/bin
if [ $# = 0 ]; then
  IFS=:
  set -- /usr/lib/postgresql/*/bin /usr/pgsql-*/bin $folders
  unset IFS
fi

for folder; do
  [ -x "$folder/postgres" ] && [ -x "$folder/initdb" ] || continue
  # postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
  version=$("$folder/postgres" --version | sed -nE 's/^[^0-9]*([0-9.]+).*/\1/p')
  share=$("$folder/pg_config" --sharedir 2> /dev/null) || share=/usr/share/postgresql/${version%%.*}
  # default_version = '0.8.0'
  vector=$(sed -nE "s/^default_version *= *'([^']+)'.*/\1/p" "$share/extension/vector.control" 2> /dev/null)
  echo "${version:-0} ${vector:--} $folder"
done | sort -s -k 1,1Vr

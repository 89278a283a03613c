#!/bin/sh
# Holds a PostgreSQL server, as the entrypoint of a container image does. Arguments are options of the server; variables:
#   FOLDER     holds the cluster, the password of its superuser, and the process of the AppHost in pid
#   PROGRAMS   the folder of initdb and postgres
#   RUN_AS     the user whose processes they are; empty for the own one
#   TEMPORARY  not empty: the folder is deleted at the end if the AppHost was killed
set -eu
cluster=$FOLDER/cluster
as_user=
if [ -n "$RUN_AS" ]; then as_user="setpriv --reuid=$(id -u "$RUN_AS") --regid=$(id -g "$RUN_AS") --init-groups --inh-caps=-all --"; fi

# Aspire asks with SIGTERM, which PostgreSQL takes as "wait for all clients"; SIGINT is "disconnect all and stop".
stopped= server=
trap 'stopped=yes; [ -z "$server" ] || kill -INT "$server"' TERM INT

# The AppHost deletes its temporary folder itself, unless it was killed or gave up waiting.
clean_up() {
  if [ -n "$TEMPORARY" ] && ! kill -0 "$(cat "$FOLDER/pid" 2> /dev/null)" 2> /dev/null; then rm -rf "$FOLDER"; fi
}
trap clean_up EXIT

# The server of an AppHost that was killed needs some seconds to end.
waited=0
while [ -z "$stopped" ] && [ "$waited" -lt 30 ] && kill -0 "$(sed 1q "$cluster/postmaster.pid" 2> /dev/null)" 2> /dev/null; do
  echo "Waiting for an earlier PostgreSQL to end."
  sleep 1
  waited=$((waited + 1))
done

# Made aside and then renamed, so that a first start that is killed leaves nothing half-made.
if [ ! -d "$cluster" ]; then
  rm -rf "$cluster.new"
  mkdir -m 700 "$cluster.new"
  if [ -n "$RUN_AS" ]; then chown "$RUN_AS:$(id -g "$RUN_AS")" "$cluster.new"; fi
  # The inner pipe belongs to the user who is to read it.
  env -i PATH="$PATH" $as_user /bin/sh -c 'cat | "$@" --pwfile=/dev/stdin' sh "$PROGRAMS/initdb" -D "$cluster.new" -U postgres --auth-host=scram-sha-256 \
    --auth-local=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-instructions --no-sync \
    < "$FOLDER/password" > /dev/null
  if [ -z "$TEMPORARY" ]; then sync; fi
  mv "$cluster.new" "$cluster"
fi

[ -z "$stopped" ] || exit 0
env -i PATH="$PATH" ${TZ:+TZ="$TZ"} $as_user "$PROGRAMS/postgres" -D "$cluster" "$@" &
server=$!
if [ -n "$stopped" ]; then kill -INT $server; fi
set +e
wait $server
code=$?
# A signal ends the wait, not the server.
while kill -0 $server 2> /dev/null; do
  wait $server
  code=$?
done
exit $code

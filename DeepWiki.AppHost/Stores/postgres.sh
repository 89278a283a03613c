#!/bin/sh
# Holds a PostgreSQL server, as the entrypoint of a container image does. Arguments are options of the server; variables:
#   FOLDER     holds the cluster, the password of its superuser, and the process of the AppHost in pid
#   PROGRAMS   the folder of initdb and postgres
#   RUN_AS     the command line that changes to another user, whose uid:gid is OWNER; both empty for the own one
#   TEMPORARY  not empty: the folder is deleted at the end if the AppHost was killed
set -eu
cluster=$FOLDER/cluster

# The server of an AppHost that was killed needs some seconds to end.
waited=0
while [ "$waited" -lt 30 ] && kill -0 "$(sed 1q "$cluster/postmaster.pid" 2> /dev/null)" 2> /dev/null; do
  echo "Waiting for an earlier PostgreSQL to end."
  sleep 1
  waited=$((waited + 1))
done

# Made aside and then renamed, so that a first start that is killed leaves nothing half-made.
if [ ! -d "$cluster" ]; then
  rm -rf "$cluster.new"
  mkdir -m 700 "$cluster.new"
  if [ -n "$OWNER" ]; then chown "$OWNER" "$cluster.new"; fi
  # The inner pipe belongs to the user who is to read it.
  $RUN_AS /bin/sh -c 'cat | "$@" --pwfile=/dev/stdin' sh "$PROGRAMS/initdb" -D "$cluster.new" -U postgres --auth-host=scram-sha-256 \
    --auth-local=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-instructions --no-sync \
    < "$FOLDER/password" > /dev/null
  if [ -z "$TEMPORARY" ]; then sync; fi
  mv "$cluster.new" "$cluster"
fi

# Aspire asks with SIGTERM, which PostgreSQL takes as "wait for all clients"; SIGINT is "disconnect all and stop". The first wait ends with the signal.
$RUN_AS env -i PATH="$PATH" ${TZ:+TZ="$TZ"} "$PROGRAMS/postgres" -D "$cluster" "$@" &
server=$!
trap 'kill -INT $server' TERM INT
set +e
wait $server
trap - TERM INT
wait $server
code=$?
if [ -n "$TEMPORARY" ] && ! kill -0 "$(cat "$FOLDER/pid")" 2> /dev/null; then rm -rf "$FOLDER"; fi
exit $code

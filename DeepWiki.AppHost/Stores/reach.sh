#!/bin/sh
# Says why the user $1 cannot get into the folder $2; says nothing when nothing is in the way.
id=$(id -u -- "$1" 2> /dev/null) || { echo "There is no such user."; exit 0; }
setpriv --reuid="$id" --regid="$(id -g -- "$1")" --init-groups --inh-caps=-all -- /bin/sh -c '
  while [ ! -x "$1" ]; do closed=$1; set -- "$(dirname "$1")"; done
  if [ -n "$closed" ]; then echo "$closed is closed."; fi' sh "$2" 2>&1
exit 0

#!/bin/sh
# Holds the Redis server whose command line follows. REDIS_PASSWORD is handed over on the standard input: arguments are shown to everybody.
exec env -i PATH="$PATH" "$@" - <<END
requirepass $REDIS_PASSWORD
END

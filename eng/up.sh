#!/usr/bin/env bash
# Starts DeepWiki: installs what is missing, then runs the graph. Arguments go to the AppHost (docs/operations.md).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

./eng/setup.sh
exec dotnet run --project DeepWiki.AppHost -- "$@"

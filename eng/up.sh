#!/usr/bin/env bash
# Starts DeepWiki: installs what is missing, builds, then runs the graph. Arguments go to the AppHost (docs/operations.md).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

./eng/setup.sh
# Programs look for .NET there; an SDK that is only on PATH they do not find.
export DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}
if [ ! -d artifacts/bin/DeepWiki.AppHost ]; then echo "Building DeepWiki for the first time; this takes a minute or two."; fi
said=$(dotnet build DeepWiki.AppHost --nologo --verbosity quiet 2>&1) || { printf '%s\n' "$said" >&2; exit 1; }
# The program itself, as `dotnet run` would stay beside it with its 170 MB. Development, so that user secrets are read.
cd DeepWiki.AppHost
export DOTNET_ENVIRONMENT=${DOTNET_ENVIRONMENT:-Development}
exec ../artifacts/bin/DeepWiki.AppHost/debug/DeepWiki.AppHost "$@"

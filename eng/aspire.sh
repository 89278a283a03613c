#!/usr/bin/env bash
# Holds the graph against the real Aspire: builds the solution with UseAspire=true into a folder of their own, compares the
# manifests and the public surface, and, where ConnectionStrings__wikidb and __redis name servers, runs the graph on them.
# The feed must have the packages named in Directory.Packages.props; nothing else of the repository needs them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

folder=artifacts/aspire
written=DeepWiki.AppHost/aspire-manifest.json # beside the project, as the paths in the committed one
trap 'rm -f "$written"' EXIT

export UseAspire=true
dotnet build DeepWiki.sln --nologo --verbosity quiet --artifacts-path "$PWD/$folder"

env -u OPENAI_BASE_URL -u Models__DefaultProvider DOTNET_ENVIRONMENT=Production \
  dotnet "$folder/bin/DeepWiki.AppHost/debug/DeepWiki.AppHost.dll" --publisher manifest --output-path "$written" > "$folder/publish.log" \
  || { cat "$folder/publish.log" >&2; exit 1; }

# Aspire adds a text to Redis's connection string that is empty without TLS; everything else must be equal.
sed -zE 's/,\n    "cond-redis-[^{]*\{[^}]*\}//; s/\{cond-redis-[^}]*\}//; s/$/\n/' "$written" | diff - DeepWiki.Tests/Unit/Hosting/manifest.json
echo "The manifests are equal."

tests=(-class "*SurfaceTests")
if [ -n "${ConnectionStrings__wikidb:-}" ] && [ -n "${ConnectionStrings__redis:-}" ]; then tests=(); fi
"$folder/bin/DeepWiki.Tests/debug/DeepWiki.Tests" -noLogo -noColor "${tests[@]}"

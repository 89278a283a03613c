#!/usr/bin/env bash
# Installs what is missing, builds with warnings as errors and runs every test; ends with "N passed, N failed".
# The report with the duration of each test is kept in artifacts/test-report.json.
# Arguments go to the test program, for example: ./eng/test.sh -trait "Category=Unit"
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

./eng/setup.sh --tests
# Programs look for .NET there; an SDK that is only on PATH they do not find.
export DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(readlink -f "$(command -v dotnet)")")}
dotnet build DeepWiki.sln --nologo --verbosity quiet

report=artifacts/test-report.json
rm -f "$report"
status=0
artifacts/bin/DeepWiki.Tests/debug/DeepWiki.Tests -noLogo -noColor -result-ctrf "$report" "$@" || status=$?
if [ ! -s "$report" ]; then
  echo "The tests ended with $status and without a report." >&2
  exit 1
fi

# The report's summary looks like "summary":{"tests":7,"passed":7,"failed":0,…
count() { grep -oE "\"$1\": *[0-9]+" "$report" | sed -n 1p | grep -oE '[0-9]+$' || echo 0; }
# The report is one line; here each test has its own: "name":"…","status":"passed","duration":12,…
results() { sed 's/"name":/\n"name":/g' "$report" | grep -E '^"name":"([^"\\]|\\.)*","status":'; }

# Named once more at the end, where a long log is read first.
results | grep -E '^"name":"([^"\\]|\\.)*","status":"failed"' | cut -c 1-1500 || true
echo "The slowest tests, in milliseconds:"
results | sed -E 's/^"name":"(DeepWiki\.Tests\.)?(([^"\\]|\\.)*)","status":"[a-z]+","duration":([0-9]+).*/\4 \2/' | sort -rn | sed -n 1,20p || true
passed=$(count passed) failed=$(count failed) skipped=$(count skipped)
if [ "$passed" = 0 ] && [ "$failed" = 0 ]; then
  echo "No test was run." >&2
  exit 1
fi

# A run that ends badly without a failed test (a crash, an error outside tests) must not look green.
if [ "$status" != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
echo "$skipped skipped"
echo "$passed passed, $failed failed"
exit "$status"

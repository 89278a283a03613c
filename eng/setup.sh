#!/usr/bin/env bash
# Installs what DeepWiki needs to run without a container engine, on Debian and Ubuntu. Says first what it will do;
# when nothing is missing it changes nothing and says nothing. --check only answers: 0 = complete, 1 = something is missing.
# --tests also asks for what only the tests need: a browser.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly MIN_POSTGRES=15 MIN_PGVECTOR=0.8 MIN_REDIS=7

with_tests=no only_check=no
for argument in "$@"; do
  case $argument in
    --tests) with_tests=yes ;;
    --check) only_check=yes ;;
    *) echo "setup.sh knows --check and --tests, not $argument." >&2; exit 2 ;;
  esac
done

has() { command -v "$1" > /dev/null 2>&1; }
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | sed -n 1p)" = "$2" ]; }

# Sets pg_bin and pg_major to the newest usable PostgreSQL; one with pgvector wins over a newer one without.
find_postgres() {
  local version vector folder
  pg_bin="" pg_major="" pg_has_vector=no
  while read -r version vector folder; do
    [ "${version%%.*}" -ge "$MIN_POSTGRES" ] || continue
    if [ "$vector" != - ] && at_least "$vector" "$MIN_PGVECTOR"; then
      pg_bin=$folder pg_major=${version%%.*} pg_has_vector=yes
      return
    fi
    [ -n "$pg_bin" ] || pg_bin=$folder pg_major=${version%%.*}
  done < <(sh DeepWiki.AppHost/Stores/find-postgres.sh ${DEEPWIKI_PG_BIN:+"$DEEPWIKI_PG_BIN"})
}

redis_fits() {
  local binary version
  for binary in ${DEEPWIKI_REDIS_BIN:-redis-server valkey-server}; do
    has "$binary" || continue
    version=$("$binary" --version | sed -nE 's/.*v=([0-9]+).*/\1/p')
    [ "${version:-0}" -ge "$MIN_REDIS" ] && return 0
  done
  return 1
}

find_missing() {
  packages=() vector=no
  has git || packages+=(git)
  has curl || packages+=(curl ca-certificates)
  has ctags || packages+=(universal-ctags)
  has setpriv && has setsid || packages+=(util-linux)
  if [ "$with_tests" = yes ] && [ -z "${DEEPWIKI_CHROMIUM:-}" ] && ! has chromium && ! has chromium-browser && ! has google-chrome; then
    packages+=(chromium fonts-dejavu-core)
  fi
  # A connection string of one's own takes the place of the program.
  if [ -z "${ConnectionStrings__redis:-}" ] && ! redis_fits; then packages+=(redis-server); fi
  if [ -z "${ConnectionStrings__wikidb:-}" ]; then
    find_postgres
    if [ -z "$pg_bin" ]; then packages+=(postgresql postgresql-contrib); fi
    if [ "$pg_has_vector" = no ]; then vector=yes; fi
  fi
}

dotnet_fits() { has dotnet && dotnet --list-sdks 2> /dev/null | grep -qE '^[1-9][0-9]+\.'; }

explain_dotnet() {
  cat >&2 <<'TEXT'
The .NET 10 SDK is missing. Install it as https://learn.microsoft.com/dotnet/core/install/linux says:
  the package dotnet-sdk-10.0 where the distribution has it, else Microsoft's script dotnet-install.sh --channel 10.0
Then run this again.
TEXT
}

explain_by_hand() {
  cat >&2 <<TEXT
$1 Please install, with the means of this system:
  git, curl, universal-ctags, util-linux (setsid, setpriv)
  PostgreSQL $MIN_POSTGRES or later with pgvector $MIN_PGVECTOR or later (or set ConnectionStrings__wikidb)
  Redis $MIN_REDIS or Valkey (or set ConnectionStrings__redis)
Programs in unusual places are named by DEEPWIKI_PG_BIN (a folder) and DEEPWIKI_REDIS_BIN (a file).
TEXT
  exit 2
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# Quiet, unless it fails: then everything it said.
apt() {
  local said
  if ! said=$(as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends -o Dpkg::Use-Pty=0 "$@" 2>&1); then
    printf '%s\n' "$said" >&2
    return 1
  fi
}

# What is left behind must go however this ends.
policy="" work=""
clean_up() {
  if [ -n "$policy" ]; then as_root rm -f "$policy"; fi
  if [ -n "$work" ]; then as_root rm -rf "$work"; fi
}
trap clean_up EXIT

# The packages' own services are never used, so nothing that apt installs here may start or start at boot.
forbid_services() {
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee /usr/sbin/policy-rc.d > /dev/null
    as_root chmod 755 /usr/sbin/policy-rc.d
    policy=/usr/sbin/policy-rc.d
  fi
}

install_packages() {
  local package
  for package in "${packages[@]}"; do
    if [ "$package" = postgresql ]; then
      apt install postgresql-common
      as_root sed -ri 's/^#?\s*create_main_cluster\s*=.*/create_main_cluster = false/' /etc/postgresql-common/createcluster.conf
    fi
  done
  apt install "${packages[@]}"
  for package in "${packages[@]}"; do
    if [ "$package" = redis-server ] && has systemctl; then
      as_root systemctl disable --quiet redis-server > /dev/null 2>&1 || true
    fi
  done
}

install_vector() {
  local candidate
  find_postgres
  candidate=$(apt-cache policy "postgresql-$pg_major-pgvector" 2> /dev/null | sed -nE 's/^ *Candidate: ([0-9][^ ]*).*/\1/p')
  if [ -n "$candidate" ] && at_least "$candidate" "$MIN_PGVECTOR"; then
    apt install "postgresql-$pg_major-pgvector"
  else
    build_vector
  fi
}

# Debian's own later source package, fetched through the mirror this system already uses and checked by apt against
# Debian's signature. The system's apt configuration is not touched.
build_vector() {
  local mirror keyring=/usr/share/keyrings/debian-archive-keyring.gpg
  mirror=$(debian_mirror)
  if [ -z "$mirror" ] || [ ! -r "$keyring" ]; then
    echo "No package postgresql-$pg_major-pgvector of $MIN_PGVECTOR or later is known here, and no Debian mirror to take its source from." >&2
    echo "Build pgvector by hand: in its source folder, make OPTFLAGS=\"\" PG_CONFIG=$pg_bin/pg_config && make install" >&2
    exit 2
  fi

  apt install build-essential "postgresql-server-dev-$pg_major"
  work=$(mktemp -d)
  chmod 755 "$work"
  mkdir -p "$work/lists/partial" "$work/source"
  echo "deb-src [signed-by=$keyring] $mirror trixie main" > "$work/sources.list"
  (
    cd "$work/source"
    local options=(-qq -o "Dir::Etc::SourceList=$work/sources.list" -o Dir::Etc::SourceParts=/dev/null -o "Dir::State::Lists=$work/lists"
      -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache= -o APT::Sandbox::User=root)
    as_root apt-get "${options[@]}" update
    as_root apt-get "${options[@]}" source --download-only pgvector
    tar -xzf pgvector_*.orig.tar.gz --strip-components=1
    # Without OPTFLAGS the library would be tied to the processor it was built on.
    make -s OPTFLAGS="" with_llvm=no PG_CONFIG="$pg_bin/pg_config" > /dev/null
    as_root make -s install OPTFLAGS="" with_llvm=no PG_CONFIG="$pg_bin/pg_config" > /dev/null
  )
}

debian_mirror() {
  local file
  for file in /etc/apt/sources.list.d/*.sources /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [ -r "$file" ] || continue
    sed -nE -e 's/^URIs: *([^ ]+\/debian\/?)( .*)?$/\1/p' -e 's/^deb (\[[^]]*\] )?([^ ]+\/debian\/?) .*/\2/p' "$file"
  done | sed -n 1p
}

find_missing
if [ ${#packages[@]} = 0 ] && [ "$vector" = no ] && dotnet_fits; then exit 0; fi
if [ "$only_check" = yes ]; then exit 1; fi

if [ ${#packages[@]} -gt 0 ] || [ "$vector" = yes ]; then
  has apt-get || explain_by_hand "This system has no apt."
  if [ "$(id -u)" != 0 ] && ! has sudo; then explain_by_hand "You are not root and there is no sudo."; fi
  echo "DeepWiki needs the following and installs it now with apt:"
  for package in "${packages[@]}"; do echo "  $package"; done
  if [ "$vector" = yes ]; then echo "  pgvector $MIN_PGVECTOR or later for PostgreSQL (the package, else built from Debian's source package)"; fi
  echo "No system service is started or enabled; DeepWiki runs its own PostgreSQL and Redis under your data folder."

  forbid_services
  apt update || echo "apt could not refresh every list; going on with what it knows." >&2
  if [ ${#packages[@]} -gt 0 ]; then install_packages; fi
  if [ "$vector" = yes ]; then install_vector; fi

  find_missing
  if [ "$vector" = yes ]; then packages+=("pgvector $MIN_PGVECTOR"); fi
  if [ ${#packages[@]} -gt 0 ]; then explain_by_hand "Missing, or too old, even now: ${packages[*]}."; fi
  echo "Everything DeepWiki needs is installed."
fi

if ! dotnet_fits; then
  explain_dotnet
  exit 2
fi

#!/usr/bin/env bash
# Builds the image where that is needed, and runs it; only Docker (or podman) is needed. See docs/deployment.md.
#   ./run-in-docker.sh                      the server, on port 8888 (PORT=… takes another one)
#   ./run-in-docker.sh check six Django     any command; its exit code is this script's
#   TAG=v2 ./run-in-docker.sh --version     the image gets this tag; left out, latest
set -eu
root="$(cd "$(dirname "$0")" && pwd -P)"
. "$root/scripts/lib.sh"

tag="${TAG:-latest}"
image="compatibility-server:$tag"

docker="${DOCKER:-$(command -v docker || command -v podman || true)}"
if [ -z "$docker" ]; then
  say "Docker is needed, or podman, and neither is on the PATH."
  exit 2
fi

# What the build may read of the environment: proxies. The values stay there, off the command line.
build_arguments=(--build-arg "VERSION=$tag" --build-arg "REVISION=$(git -C "$root" rev-parse HEAD 2>/dev/null || echo unknown)")
[ -z "${BASE:-}" ] || build_arguments+=(--build-arg BASE)
# podman alone leaves the health check out, unless it is told to write what Docker writes.
case "$("$docker" --version)" in podman*) build_arguments+=(--format=docker) ;; esac

# What the program may read of it: proxies and settings, without those that name places of this machine.
run_arguments=()
for name in $(compgen -e); do
  case "$name" in
    http_proxy | https_proxy | no_proxy | HTTP_PROXY | HTTPS_PROXY | NO_PROXY)
      build_arguments+=(--build-arg "$name")
      run_arguments+=(--env "$name")
      ;;
    COMPAT_CACHE_DIR | COMPAT_DATA_DIR | COMPAT_HOST | COMPAT_PORT | COMPAT_FIND_LINKS | COMPAT_SNAPSHOT) ;;
    COMPAT_TOKEN_FILE | COMPAT_ALLOW_PACKAGES | COMPAT_CONSTRAINT) ;;
    COMPAT_* | PIP_INDEX_URL | PIP_EXTRA_INDEX_URL) run_arguments+=(--env "$name") ;;
  esac
done

build() {
  local log status=0
  log="$(mktemp)"
  progress "run-in-docker: building the image; the first time that takes some minutes, with downloads" &
  local ticking=$!
  # shellcheck disable=SC2064
  trap "kill $ticking 2>/dev/null || true" EXIT
  "$docker" build "${build_arguments[@]}" -t "$image" "$root" >"$log" 2>&1 </dev/null || status=$?
  kill "$ticking" 2>/dev/null || true
  wait "$ticking" 2>/dev/null || true
  trap - EXIT
  [ -t 2 ] && printf '\r\033[K' >&2
  if [ "$status" -ne 0 ]; then
    say "run-in-docker: the image could not be built; the log's end:"
    tail -n 12 "$log" >&2
    say "The whole log: $log"
    exit 2
  fi
  rm -f "$log"
}

build
container="compatibility-server-$$"
run_arguments+=(--name "$container" --interactive)
if [ -t 0 ] && [ -t 1 ] && [ -t 2 ]; then run_arguments+=(--tty); fi
case "${1:-serve}" in
  serve) run_arguments+=(--publish "${PORT:-8888}:8888") ;;
  # A command finds the files of the folder that it is called in.
  *) run_arguments+=(--volume "$PWD:$PWD:ro" --workdir "$PWD") ;;
esac
status=0
trap '"$docker" rm --force "$container" >/dev/null 2>&1 || true' EXIT
"$docker" run "${run_arguments[@]}" \
  --read-only --tmpfs /tmp --volume compatibility-server:/var/lib/compatibility-server \
  --cap-drop ALL --security-opt no-new-privileges --pids-limit 512 \
  "$image" "$@" || status=$?
exit "$status"

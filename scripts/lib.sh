# Shared by ./compat, ./test and ./run-in-docker.sh. Sourced, not run; needs $root, the project's folder. Works with bash 3.2, as macOS has it.

jdk_least="25.0.3"

say() { printf '%s\n' "$*" >&2; }

# Says that something is still going on, until it is ended: on a terminal in place, elsewhere now and then.
progress() {
  local seconds=0
  while :; do
    sleep 1
    seconds=$((seconds + 1))
    if [ -t 2 ]; then printf '\r%s (%d s) ' "$1" "$seconds" >&2
    elif [ $((seconds % 15)) -eq 0 ]; then say "$1 ($seconds s)"; fi
  done
}

# Whether version $1 is at least $jdk_least; both as in a JDK's release file.
fits() {
  local have="${1%%[-+]*}" i a b
  local IFS=.
  # shellcheck disable=SC2206
  a=($have) b=($jdk_least)
  for i in 0 1 2; do
    local x="${a[$i]:-0}" y="${b[$i]:-0}"
    case "$x" in *[!0-9]*|'') return 1 ;; esac
    [ "$x" -gt "$y" ] && return 0
    [ "$x" -lt "$y" ] && return 1
  done
  return 0
}

# The version of the JDK in folder $1, without starting it.
jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$1/release"
}

# Sets $jdk to a fitting JDK's folder, or fails.
find_jdk() {
  local candidate version link
  local java_on_path=""
  link="$(command -v javac 2>/dev/null || true)"
  if [ -n "$link" ]; then
    while [ -L "$link" ]; do
      local to; to="$(readlink "$link")"
      case "$to" in /*) link="$to" ;; *) link="$(dirname "$link")/$to" ;; esac
    done
    java_on_path="$(cd "$(dirname "$link")/.." && pwd -P)"
  fi
  local by_macos=""
  [ -x /usr/libexec/java_home ] && by_macos="$(/usr/libexec/java_home -v 25+ 2>/dev/null || true)"
  for candidate in "${JAVA_HOME:-}" "$java_on_path" /usr/lib/jvm/* "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
      "$by_macos" /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -n "$candidate" ] || continue
    version="$(jdk_version "$candidate")" || continue
    if fits "$version"; then
      jdk="$candidate"
      return 0
    fi
  done
  return 1
}

need_jdk() {
  find_jdk && return 0
  say "A Java development kit of version $jdk_least or later is needed, and there is none in JAVA_HOME, PATH, /usr/lib/jvm or ~/.sdkman."
  say "Install one, for example:"
  say "  Debian, Ubuntu:  sudo apt-get install openjdk-25-jdk-headless   (or temurin-25-jdk)"
  say "  Fedora:          sudo dnf install java-25-openjdk-devel"
  say "  macOS:           brew install openjdk@25"
  say "  anywhere:        sdk install java 25-tem   (SDKMAN)"
  exit 2
}

# Needs $jdk, on which Maven runs.
need_maven() {
  local version
  if command -v mvn >/dev/null 2>&1; then
    version="$(JAVA_HOME="$jdk" mvn -v 2>/dev/null | sed -n 's/^Apache Maven \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p')"
    case "$version" in
      [12].*|3.[0-7]) say "Maven 3.8 or later is needed to build, and the mvn on the PATH is $version." ;;
      *) return 0 ;;
    esac
  else
    say "Maven 3.8 or later is needed to build, and there is no mvn on the PATH."
  fi
  say "Install it, for example: sudo apt-get install maven (Debian, Ubuntu), brew install maven (macOS), sdk install maven (SDKMAN)."
  exit 2
}

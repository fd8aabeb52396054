# What the scripts beside this one share; they source it. Sets home, work (a directory that goes away at the end) and jar.
# shellcheck shell=bash disable=SC2034 # they use what is set here
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
jar=$home/benchmarks/target/benchmarks.jar

# Prints the comment at the head of the script and ends it.
usage() {
    sed -n '2,/^[^#]/{/^#/s/^# \{0,1\}//p}' "$0" >&2
    exit 2
}

# Builds the generator of captures and dnswhy, where a source is newer.
build() {
    if [ ! -f "$jar" ] || [ -n "$(find "$home"/{benchmarks,analyzer-core}/{pom.xml,src/main} -newer "$jar")" ]; then
        (cd "$home" && mvn -B -q -pl benchmarks -am package -Dmaven.test.skip=true)
    fi
    "$home/dnswhy" --version > /dev/null
}

# Runs a class of the benchmarks with arguments.
generate() {
    java -XX:+UseSerialGC -cp "$jar" "io.github.dnswhy.benchmarks.$@"
}

# Says when and on what this was measured.
machine() {
    echo "$(date -u +%F), $(uname -sm), $(getconf _NPROCESSORS_ONLN) processors,$(uptime | sed 's/.*load/ load/')"
}

# Prints the median of the numbers of the input, one a line; of an even count the lower of the two in the middle.
median() {
    sort -n | awk '{ x[NR] = $1 } END { print x[int((NR + 1) / 2)] }'
}

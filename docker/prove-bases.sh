#!/usr/bin/env bash
# Makes the two images that docker/Dockerfile starts from, under their names, where no registry can be reached. They are stand-ins, NOT
# the upstream images: a Debian from mmdebstrap, and the same with this machine's JDK 25 and Maven 3.9 from Maven Central.
# docker/prove-image.sh calls this with CONTAINERS_STORAGE_CONF set, so that nothing else on the machine sees these names.
#   prove-bases.sh WORK-DIR
# PROVE_JDK is the JDK to put in, 25 or newer; else the first of /usr/lib/jvm.
set -euo pipefail

work=${1:?usage: prove-bases.sh WORK-DIR}
suite=bookworm
maven=3.9.11
base=docker.io/library/debian:$suite-slim
build=docker.io/library/maven:3.9-eclipse-temurin-25

fail() {
    printf 'prove-bases: %s\n' "$1" >&2
    exit 1
}

jdk() {
    local candidate
    for candidate in "${PROVE_JDK:-}" /usr/lib/jvm/*25*; do
        if [[ -n $candidate && -x $candidate/bin/jlink ]]; then
            readlink -f -- "$candidate"
            return
        fi
    done
    fail "no JDK 25 with jlink below /usr/lib/jvm; name one with PROVE_JDK"
}

make_base() {
    buildah inspect --type image "$base" >/dev/null 2>&1 && return
    printf 'making %s (a stand-in by mmdebstrap)\n' "$base"
    [[ -s $work/base.tar ]] || {
        mmdebstrap --quiet --variant=minbase --include=ca-certificates "$suite" "$work/base.tar.part"
        mv "$work/base.tar.part" "$work/base.tar"
    }
    local container
    container=$(buildah from scratch)
    buildah add --quiet "$container" "$work/base.tar" / >/dev/null
    buildah config --cmd bash "$container"
    buildah commit --quiet --rm "$container" "$base" >/dev/null
}

make_build() {
    buildah inspect --type image "$build" >/dev/null 2>&1 && return
    local java archive container
    java=$(jdk)
    printf 'making %s (a stand-in with %s and Maven %s)\n' "$build" "$java" "$maven"
    archive=$work/apache-maven-$maven-bin.tar.gz
    [[ -s $archive ]] || mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:copy \
        -Dartifact="org.apache.maven:apache-maven:$maven:tar.gz:bin" -DoutputDirectory="$work"
    container=$(buildah from "$base")
    # Debian's package has a link to the system's certificates there, which jlink cannot follow.
    rm -rf "$work/jdk"
    cp -a "$java" "$work/jdk"
    cp --remove-destination "$(readlink -f "$java/lib/security/cacerts")" "$work/jdk/lib/security/cacerts"
    buildah add --quiet "$container" "$work/jdk" /opt/java/openjdk >/dev/null
    rm -rf "$work/jdk"
    buildah add --quiet "$container" "$archive" /usr/share >/dev/null
    buildah config --env JAVA_HOME=/opt/java/openjdk --env MAVEN_HOME="/usr/share/apache-maven-$maven" \
        --env PATH="/opt/java/openjdk/bin:/usr/share/apache-maven-$maven/bin:/usr/sbin:/usr/bin:/sbin:/bin" "$container"
    buildah commit --quiet --rm "$container" "$build" >/dev/null
}

make_base
make_build

# The image of the Compatibility Server: docker build -t compatibility-server .
# Plain enough for Docker's classic builder and for podman. BASE may name another place to have Debian from, or one that knows your
# network's certificate authority. Proxies come as Docker's own build arguments (http_proxy, https_proxy, no_proxy).
ARG BASE=debian:trixie-slim

FROM $BASE AS build
# Java's package fails without the folder man1, which a slim Debian may lack.
RUN mkdir -p /usr/share/man/man1 \
 && apt-get update -q \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends maven openjdk-25-jdk-headless \
 && apt-get clean \
 && ln -s /usr/lib/jvm/java-25-openjdk-* /opt/jdk
ENV JAVA_HOME=/opt/jdk
# Java with the modules that the program and its libraries use, and jcmd for who has to look into a server.
RUN "$JAVA_HOME/bin/jlink" --strip-java-debug-attributes --no-header-files --no-man-pages --output /program/java --add-modules \
    java.base,java.logging,java.management,java.naming,java.net.http,java.sql,java.xml,jdk.charsets,jdk.jcmd,jdk.management,jdk.unsupported
ENV MAVEN="mvn -B -ntp -s /tmp/settings.xml -Dunchecked -Dmaven.test.skip=true -Dspotless.check.skip=true"
WORKDIR /source
COPY deployment/image/maven-settings deployment/image/
COPY .mvn .mvn
COPY pom.xml .
# Without sources yet: what is downloaded is kept as long as pom.xml stays as it is.
RUN deployment/image/maven-settings >/tmp/settings.xml && $MAVEN package && rm /tmp/settings.xml
COPY src/main src/main
RUN deployment/image/maven-settings >/tmp/settings.xml && $MAVEN clean package && rm /tmp/settings.xml \
 && mkdir -p /program/lib /program/native \
 && cp target/compatibility-server.jar /program/ \
 && cp target/lib/*.jar /program/lib/
# The one library that is machine code is unpacked here: else each start would, to a temporary folder that may not allow to execute it.
RUN cd /program/native \
 && "$JAVA_HOME/bin/jar" xf /program/lib/sqlite-jdbc-*.jar "org/sqlite/native/Linux/$(uname -m)/libsqlitejdbc.so" \
 && mv org/sqlite/native/Linux/*/libsqlitejdbc.so . \
 && rm -r org

FROM $BASE
# pip, because its default index is the program's.
RUN apt-get update -q \
 && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends python3-pip \
 && apt-get clean \
 && rm -rf /var/lib/apt/lists/* /var/log/apt /var/log/*.log /var/cache/debconf/*-old \
 && install -d -o 10001 -g 0 -m 0775 /var/lib/compatibility-server
COPY --from=build /program /opt/compatibility-server
COPY deployment/image/compat deployment/image/compat-health /usr/local/bin/
# One run whose loaded and linked classes later ones map (JEP 514), by the very virtual machine that will map them: it fails if it cannot.
RUN COMPAT_JAVA_OPTIONS=-XX:AOTCacheOutput=/opt/compatibility-server/compat.aot compat warm-up \
 && rm -rf /tmp/* \
 && COMPAT_JAVA_OPTIONS=-XX:AOTMode=on compat --version
ENV COMPAT_CACHE_DIR=/var/lib/compatibility-server/cache \
    COMPAT_DATA_DIR=/var/lib/compatibility-server/data
USER 10001:0
WORKDIR /var/lib/compatibility-server
EXPOSE 8888
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["compat-health"]
ENTRYPOINT ["compat"]
CMD ["serve"]
ARG VERSION=latest
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Compatibility Server" \
      org.opencontainers.image.description="Can these Python packages be installed together, and if not, why?" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"

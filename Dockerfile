# syntax=docker/dockerfile:1
#
#   docker build -t rollwave .
#   docker run --rm rollwave demo
#
# Behind a mirror, or on another base:
#   docker build -t rollwave \
#     --build-arg BUILD_IMAGE=mirror.example.com/eclipse-temurin:25-jdk \
#     --build-arg RUNTIME_IMAGE=mirror.example.com/distroless/base-debian13:nonroot .
#
# BUILD_IMAGE needs a JDK 25 whose jlink can link from itself or has its jmods (Temurin does), and curl or Maven for ./mvnw.
# RUNTIME_IMAGE needs glibc and nothing else: no shell, no JRE, no kubectl.
ARG BUILD_IMAGE=eclipse-temurin:25-jdk
ARG RUNTIME_IMAGE=debian:13-slim

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
# The .git of a worktree or a submodule is a file that leads out of here: it would stop the build; without any the commit is unknown.
RUN --mount=type=cache,target=/root/.m2 \
    if [ -f .git ]; then rm .git; fi && \
    ./mvnw -B -ntp -q package -Dmaven.test.skip=true && \
    install -D -m 0644 target/rollwave.jar /opt/rollwave/rollwave.jar

# What jdeps finds in the jar. java.desktop is Quartz' (java.beans), java.sql and java.rmi too; elliptic curves are in java.base.
# jdk.unsupported is asked for by name: with it a second Ctrl-C ends a run at once.
RUN jlink \
      --add-modules java.base,java.desktop,java.management,java.naming,java.net.http,java.rmi,java.sql,jdk.unsupported \
      --strip-java-debug-attributes --no-header-files --no-man-pages \
      --output /opt/rollwave/runtime

# A run that is played for it shows the JVM which classes a run needs: the next ones start in a fraction of the time. The cache
# belongs to exactly this runtime, this jar and these paths; where it does not fit the JVM goes without.
# It tells the jar by its time too, to the second, and builders copy that rounded, cut off or set back to a given day: only one
# that is neither in the middle of a second nor late comes through.
RUN find /opt/rollwave -type f -exec touch -d @0 {} + && \
    java -cp /opt/rollwave/rollwave.jar src/training/java/dev/rollwave/training/Training.java /opt/rollwave/rollwave.aot \
      /opt/rollwave/runtime/bin/java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:CompileThresholdScaling=4 -XX:-UsePerfData -Xlog:aot=off \
      -jar /opt/rollwave/rollwave.jar && \
    test -s /opt/rollwave/rollwave.aot

FROM ${RUNTIME_IMAGE}
COPY --from=build /opt/rollwave /opt/rollwave
# Numeric, so that Kubernetes can tell that it is not root.
USER 65532:65532
# The image has no locale, and logs are UTF-8. Nothing is ever written: no perf data, no temporary files; a read-only root file system is fine.
# Without memory the process ends at once, so that another pod continues the run: a thread that died of it would leave one that
# only looks alive. Not by ExitOnOutOfMemoryError, which leaves with 3: that is `refused before anything was touched`, and ends the Job.
ENTRYPOINT ["/opt/rollwave/runtime/bin/java", \
            "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=4", "-XX:-UsePerfData", \
            "-XX:MaxRAMPercentage=70", \
            "-XX:+CrashOnOutOfMemoryError", "-XX:ErrorFile=/dev/null", \
            "-XX:AOTCache=/opt/rollwave/rollwave.aot", "-Xlog:aot=off", \
            "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", \
            "-jar", "/opt/rollwave/rollwave.jar"]
CMD ["--help"]

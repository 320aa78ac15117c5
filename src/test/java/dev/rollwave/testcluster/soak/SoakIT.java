package dev.rollwave.testcluster.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.run.HereRun;
import dev.rollwave.kubernetes.ShortConnection;
import dev.rollwave.runner.Clocks;
import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.TestCluster;
import dev.rollwave.testcluster.proxy.FaultProxy;
import dev.rollwave.testcluster.workloads.TestNamespace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One run after the other in one JVM, while faults strike at random: for a moment, or as many
 * minutes as the system property {@code rollwave.soak.minutes} says. Each day has its seed; {@code
 * rollwave.soak.seed} repeats the choices of an earlier one, though not their timing.
 */
@OnCluster
class SoakIT {
  private static final double MINUTES =
      Double.parseDouble(System.getProperty("rollwave.soak.minutes", "0.3"));

  private static final Duration TELLING = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void every_report_equals_the_cluster_and_nothing_is_left_behind(
      TestCluster cluster, TestNamespace namespace) throws IOException, InterruptedException {
    long today = LocalDate.now(ZoneOffset.UTC).toEpochDay();
    long seed = Long.getLong("rollwave.soak.seed", today);
    System.out.printf("soak: %s minutes, seed %d%n", MINUTES, seed);
    Random random = new Random(seed);
    Estate estate = Estate.create(cluster, namespace);
    Tally struck = new Tally();
    VitalsLog vitals = new VitalsLog();
    try (FaultProxy proxy = FaultProxy.before(cluster.kubeconfig())) {
      Surroundings surroundings =
          new Surroundings(
              proxy,
              new Weather(proxy, new Random(random.nextLong()), struck),
              new ForeignHand(estate, new Random(random.nextLong()), struck));
      HereRun.Order order =
          new HereRun.Order(
              estate.plan(folder),
              proxy.kubeconfig(cluster.kubeconfig(), folder.resolve("through-proxy")),
              namespace.name(),
              new Clocks(InstantSource.system(), System::nanoTime),
              Optional.of(folder.resolve("report.json")),
              ShortConnection.SILENCE);
      Course course = new Course(estate, surroundings, order, random);
      try {
        soak(course, proxy, vitals);
      } finally {
        System.out.printf(
            "%s%nfaults struck: %d%n%s%n%s%n", course, struck.total(), struck, vitals);
      }
    }
    vitals.trends().forEach(System.out::println);
    assertThat(vitals.trends()).allMatch(VitalsLog.Trend::isFlat);
  }

  private void soak(Course course, FaultProxy proxy, VitalsLog vitals)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long end = begun + (long) (MINUTES * Duration.ofMinutes(1).toNanos());
    Duration told = Duration.ZERO;
    while (System.nanoTime() < end) {
      course.start();
      vitals.add(Vitals.read(proxy.connections(), folder));
      Duration passed = Duration.ofNanos(System.nanoTime() - begun);
      if (passed.minus(told).compareTo(TELLING) > 0) {
        told = passed;
        System.out.printf("soak: after %d min %s%n", passed.toMinutes(), vitals.last());
      }
    }
  }
}

package dev.rollwave.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small plans of kinds that public bug reports of this trade tell of, each through the command that
 * a person types.
 */
class PlansFromTheFieldTest {

  /**
   * What comes of one plan.
   *
   * @param name of the plan's file, without its ending
   * @param report where the kind was told of
   * @param command {@code validate} or {@code rehearse}, with its options
   * @param status the exit status
   * @param says some of what is printed
   */
  record Case(String name, String report, String command, int status, List<String> says) {
    @Override
    public String toString() {
      return name + ", " + command;
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case(
            "days-as-a-range", "hjacobs/kube-downscaler#84", "validate", 2, List.of("Sun-Thu")),
        new Case(
            "sunday-to-thursday",
            "hjacobs/kube-downscaler#84",
            "rehearse --start 2026-11-29T22:30",
            0,
            List.of("open until Sun 2026-11-29 23:30")),
        new Case(
            "window-in-the-hour-that-spring-skips",
            "attune-io/attune#798",
            "validate",
            0,
            List.of(":7:14: warning: the clocks of America/New_York skip 02:00")),
        new Case(
            "window-in-the-hour-that-spring-skips",
            "attune-io/attune#798",
            "rehearse --start 2027-03-14T01:59",
            0,
            List.of("opens Mon 2027-03-15 02:00")),
        new Case(
            "second-tuesday-as-a-window",
            "kubernetes/kubernetes#125610, webdevops/go-crond#42, app-sre/qontract-reconcile#4781",
            "validate",
            0,
            List.of("warning: `0 2 8-14 * TUE`", "the second Tuesday")),
        new Case(
            "second-tuesday-as-a-window",
            "kubernetes/kubernetes#125610",
            "rehearse --start 2026-12-01T12:00",
            0,
            List.of("opens Tue 2026-12-08 02:00")),
        new Case(
            "second-tuesday-as-a-schedule",
            "kubernetes/kubernetes#125610",
            "validate",
            0,
            List.of("warning: `0 18 1-7,15-21 * TUE`")),
        new Case(
            "schedule-of-30-february",
            "kubeswift-io/kubeswift#586, jmrozanec/cron-utils#310",
            "validate",
            2,
            List.of("never be due")),
        new Case(
            "schedule-of-29-february",
            "kubeswift-io/kubeswift#586",
            "validate",
            0,
            List.of("schedule 0 0 29 2 *")),
        new Case(
            "times-without-quotes",
            "dependabot/dependabot-core#3263, mampfes/hacs_waste_collection_schedule#5065",
            "validate",
            0,
            List.of("22:00-05:00")),
        new Case(
            "time-without-a-leading-zero",
            "dependabot/dependabot-core#3263",
            "validate",
            2,
            List.of("5:00")),
        new Case(
            "window-in-dublin-whose-winter-is-the-exception",
            "mvniekerk/tokio-cron-scheduler#107",
            "rehearse --start 2026-10-25T00:10+01:00",
            0,
            List.of("opens Sun 2026-10-25 01:30")),
        new Case(
            "schedule-in-the-hour-that-spring-skips",
            "robfig/cron#541",
            "validate",
            0,
            List.of("warning: the clocks of America/Los_Angeles skip 02:00")),
        new Case(
            "evening-window-across-summer-time",
            "louislam/uptime-kuma#6233",
            "rehearse --start 2026-10-25T12:00",
            0,
            List.of("opens Sun 2026-10-25 22:00")),
        new Case(
            "midnight-as-closing-time",
            "caas-team/py-kube-downscaler#79",
            "rehearse --start 2026-11-29T23:50",
            0,
            List.of("open until Mon 2026-11-30 00:00")),
        new Case(
            "weekly-window-too-short-for-all",
            "IONOS Managed Kubernetes, maintenance: the rest goes on in the next window",
            "rehearse --start 2026-11-29T02:00Z",
            0,
            List.of(
                "opens again Sun 2026-12-06 02:00 UTC, when the run is continued"
                    + " (resumeWithin, until Sun 2026-12-13 02:10 UTC)",
                "leaves with 0, 8 of 8 workloads healthy")),
        new Case(
            "weekly-window-with-two-weeks-to-resume",
            "IONOS Managed Kubernetes, maintenance",
            "rehearse --start 2026-11-29T02:00Z",
            0,
            List.of("8 of 8")),
        new Case(
            "zone-with-an-inverted-sign",
            "frappe/frappe#18587, victronenergy/gui-v2#2632, tkuchiki/go-timezone#15",
            "validate",
            0,
            List.of("warning: `Etc/GMT+2` is UTC-02:00", "write `Etc/GMT-2`")),
        new Case(
            "zone-by-its-abbreviation",
            "GoogleCloudPlatform/pgadapter#598, xtdb/xtdb#4627",
            "validate",
            2,
            List.of("such as `America/New_York` or `America/Panama`")),
        new Case(
            "zone-of-the-machine", "a CronJob refuses it too", "validate", 2, List.of("Local")),
        new Case("zone-in-lower-case", "xtdb/xtdb#4627", "validate", 2, List.of("Europe/Madrid")),
        new Case(
            "no-break-spaces",
            "astronomer/docs#261, travis-ci/travis-ci#1204",
            "validate",
            2,
            List.of(":7:1: this is not YAML: U+00A0")),
        new Case("curly-quotes", "dbt-labs/dbt-autofix#201", "validate", 2, List.of("01:00")),
        new Case(
            "numbers-and-words-as-names",
            "dependabot/dependabot-core#3615",
            "validate",
            0,
            List.of("2 waves, 2 workloads")),
        new Case(
            "numbers-and-words-as-names",
            "dependabot/dependabot-core#3615",
            "rehearse",
            0,
            List.of("2024/Deployment/007", "no/Deployment/1e3")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void does_what_is_right(Case it) throws URISyntaxException {
    List<String> arguments = new ArrayList<>(List.of(it.command().split(" ")));
    arguments.add(1, folder().resolve(it.name() + ".yaml").toString());

    Typed typed = Typed.rollwave(arguments.toArray(String[]::new));

    String printed = typed.out() + typed.err();
    assertThat(typed.status()).as(printed).isEqualTo(it.status());
    assertThat(printed).contains(it.says());
  }

  @Test
  void each_plan_is_played() throws IOException, URISyntaxException {
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(cases().map(it -> it.name() + ".yaml").distinct().sorted())
          .containsExactlyElementsOf(
              files.map(Path::getFileName).map(Path::toString).sorted().toList());
    }
  }

  private static Path folder() throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(PlansFromTheFieldTest.class.getResource("plans-from-the-field"))
            .toURI());
  }
}

package dev.rollwave.planfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.RestartPlan;
import dev.rollwave.plan.Wave;
import dev.rollwave.plan.WorkloadSelection.ByName;
import dev.rollwave.workload.WorkloadRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplePlansTest {
  private static final Path CONFIG = Path.of("config");
  private static final String HINT = "# yaml-language-server: $schema=";

  /** Who calls whom, by the addresses in the Online Boutique's own manifest. */
  private static final Map<String, Set<String>> CALLS =
      Map.of(
          "loadgenerator", Set.of("frontend"),
          "frontend",
              Set.of(
                  "productcatalogservice",
                  "currencyservice",
                  "cartservice",
                  "recommendationservice",
                  "shippingservice",
                  "checkoutservice",
                  "adservice"),
          "checkoutservice",
              Set.of(
                  "productcatalogservice",
                  "shippingservice",
                  "paymentservice",
                  "emailservice",
                  "currencyservice",
                  "cartservice"),
          "recommendationservice", Set.of("productcatalogservice"),
          "cartservice", Set.of("redis-cart"));

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(CONFIG)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void the_first_line_names_the_schema_where_it_is(Path example) throws IOException {
    String first = Files.readAllLines(example).getFirst();

    assertThat(first).startsWith(HINT);
    assertThat(CONFIG.resolve(first.substring(HINT.length())).normalize())
        .hasContent(PlanSchema.text());
  }

  @Test
  void the_boutique_is_restarted_whole_and_each_of_its_workloads_once() {
    assertThat(restartedBefore().keySet())
        .containsExactlyInAnyOrder(
            "adservice",
            "cartservice",
            "checkoutservice",
            "currencyservice",
            "emailservice",
            "frontend",
            "loadgenerator",
            "paymentservice",
            "productcatalogservice",
            "recommendationservice",
            "redis-cart",
            "shippingservice");
  }

  @ParameterizedTest
  @CsvSource({
    "redis-cart, cartservice",
    "productcatalogservice, recommendationservice",
    "currencyservice, checkoutservice",
    "emailservice, checkoutservice",
    "paymentservice, checkoutservice",
    "shippingservice, checkoutservice",
    "checkoutservice, frontend",
    "recommendationservice, frontend",
    "adservice, frontend",
    "frontend, loadgenerator"
  })
  void in_the_boutique_one_comes_before_the_other(String earlier, String later) {
    assertThat(restartedBefore().get(later)).contains(earlier);
  }

  @Test
  void in_the_boutique_nobody_waits_for_a_service_that_is_not_called_from_there() {
    Map<String, Set<String>> before = restartedBefore();

    before.forEach(
        (service, earlier) -> assertThat(earlier).as(service).isEqualTo(called(service)));
  }

  /** All that a service calls, directly or through another. */
  private static Set<String> called(String service) {
    Set<String> called = new TreeSet<>();
    for (String direct : CALLS.getOrDefault(service, Set.of())) {
      called.add(direct);
      called.addAll(called(direct));
    }
    return called;
  }

  /** For each workload of the boutique's plan those that are healthy before it is touched. */
  private static Map<String, Set<String>> restartedBefore() {
    RestartPlan plan =
        switch (PlanFile.read(CONFIG.resolve("online-boutique.yaml"))) {
          case PlanReading.Sound sound -> sound.plan();
          case PlanReading.Faulty faulty -> throw new AssertionError(faulty.problems());
        };
    Map<String, Wave> waves =
        plan.waves().stream().collect(Collectors.toMap(Wave::name, wave -> wave));
    Map<String, Set<String>> before = new LinkedHashMap<>();
    for (Wave wave : plan.waves()) {
      Set<String> earlier = new HashSet<>();
      addEarlier(wave, waves, earlier);
      names(wave).forEach(name -> assertThat(before.put(name, earlier)).as(name).isNull());
    }
    return before;
  }

  private static void addEarlier(Wave wave, Map<String, Wave> waves, Set<String> earlier) {
    for (String dependency : wave.dependsOn()) {
      Wave needed = waves.get(dependency);
      assertThat(needed).isNotNull();
      earlier.addAll(names(needed));
      addEarlier(needed, waves, earlier);
    }
  }

  private static List<String> names(Wave wave) {
    return wave.workloads().stream()
        .map(ByName.class::cast)
        .map(ByName::ref)
        .filter(ref -> ref.namespace().equals("default"))
        .map(WorkloadRef::name)
        .toList();
  }
}

package dev.rollwave.runner;

import static dev.rollwave.runner.Plans.deployments;
import static dev.rollwave.runner.Plans.named;
import static dev.rollwave.runner.Plans.wave;
import static dev.rollwave.runner.Plans.waveThatMayBeEmpty;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.Wave;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What selections stand for in a namespace that holds the Deployments cart, mail and search. */
class PlanResolverTest {
  private static final WorkloadRef CART = deployment("cart");
  private static final WorkloadRef MAIL = deployment("mail");
  private static final WorkloadRef SEARCH = deployment("search");

  private final Map<WorkloadRef, Map<String, String>> there =
      new TreeMap<>(
          Map.of(CART, Map.of("tier", "back"), MAIL, Map.of("tier", "back"), SEARCH, Map.of()));
  private final List<WorkloadQuery> asked = new ArrayList<>();

  @Test
  void the_workloads_of_a_wave_are_in_order_and_each_is_there_once() {
    PlanResolver.Choice choice =
        choose(
            wave("one", named(SEARCH), named(SEARCH)),
            wave("two", named(MAIL), deployments("shop", "tier=back")));

    assertThat(choice.problems()).isEmpty();
    assertThat(choice.waves())
        .containsExactly(
            Map.entry("one", new TreeSet<>(List.of(SEARCH))),
            Map.entry("two", new TreeSet<>(List.of(CART, MAIL))));
  }

  @Test
  void what_selections_have_in_common_is_asked_once() {
    choose(
        wave("one", named(CART), named(MAIL), deployments("shop", "tier=back")),
        wave("two", named(SEARCH)));

    assertThat(asked)
        .containsExactly(
            WorkloadQuery.of(named(CART)), WorkloadQuery.of(deployments("shop", "tier=back")));
  }

  @Test
  void all_that_stands_in_the_way_is_told_wave_by_wave() {
    PlanResolver.Choice choice =
        choose(
            wave("one", named(deployment("crat")), deployments("shop", "tier=front")),
            wave("two", named(deployment("warehouse")), named(CART)),
            wave("three", named(CART)),
            waveThatMayBeEmpty("four", deployments("shop", "tier=front")));

    assertThat(choice.problems())
        .containsExactly(
            "wave one: there is no Deployment crat in namespace shop; did you mean cart?",
            "wave one: no Deployment in namespace shop matches the selector tier=front;"
                + " set allowEmpty: true on the wave where that may be so",
            "wave two: there is no Deployment warehouse in namespace shop",
            "shop/Deployment/cart is in more than one wave: two, three");
    assertThat(choice.waves().get("four")).isEmpty();
  }

  @Test
  void a_kind_of_which_nothing_is_there_is_told_as_that() {
    WorkloadRef set = new WorkloadRef(WorkloadKind.STATEFUL_SET, "shop", "cart");

    assertThat(choose(wave("one", named(set))).problems())
        .containsExactly(
            "wave one: there is no StatefulSet cart in namespace shop, nor any other StatefulSet");
  }

  private PlanResolver.Choice choose(Wave... waves) {
    return PlanResolver.choose(Plans.of(waves), this::names);
  }

  private SortedSet<String> names(WorkloadQuery query) {
    asked.add(query);
    SortedSet<String> names = new TreeSet<>();
    there.forEach((ref, labels) -> {
      if (query.matches(ref, labels)) {
        names.add(ref.name());
      }
    });
    return names;
  }

  private static WorkloadRef deployment(String name) {
    return new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", name);
  }
}

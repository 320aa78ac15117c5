package dev.rollwave.console.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.plan.StatePlace;
import dev.rollwave.runner.ClusterAccess;
import dev.rollwave.runner.record.RecordSearch;
import dev.rollwave.runner.record.RecordSearch.Extent;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoRecordTest {
  private static final ClusterAccess PROD =
      new ClusterAccess(Optional.of("prod"), "https://10.0.0.1:6443", Optional.of("ana"));
  private static final String ON_PROD = " on prod (https://10.0.0.1:6443) as ana";

  private static NoRecord none(boolean isNamespaceMissing, Extent extent, StatePlace... recorded) {
    return new NoRecord(
        new StatePlace("rolwave", "nightly"),
        PROD,
        new RecordSearch(isNamespaceMissing, extent, List.of(recorded)));
  }

  @Test
  void it_says_what_was_looked_for_and_where_and_lists_the_plans_that_have_a_record() {
    assertThat(none(false, Extent.CLUSTER, new StatePlace("ops", "weekly")).lines())
        .containsExactly(
            "no run of plan nightly is on record: there is no ConfigMap rollwave-nightly in"
                + " namespace rolwave"
                + ON_PROD,
            "  plans with a record in this cluster:",
            "    weekly (namespace ops)");
  }

  @Test
  void a_record_of_the_plan_in_another_namespace_is_told_with_the_option_that_finds_it() {
    assertThat(none(false, Extent.CLUSTER, new StatePlace("rollwave", "nightly")).lines())
        .contains("  a record of that plan is in namespace rollwave: --state-namespace rollwave");
  }

  @Test
  void a_namespace_that_does_not_exist_is_told_as_that() {
    assertThat(none(true, Extent.CLUSTER).lines())
        .containsExactly(
            "there is no namespace rolwave"
                + ON_PROD
                + ", in which the record of plan nightly was looked for",
            "  no plan has a record in this cluster");
  }

  @Test
  void who_may_not_list_everything_is_told_how_far_was_looked() {
    assertThat(none(false, Extent.NAMESPACE).lines().getLast())
        .isEqualTo("  no plan has a record in namespace rolwave");
    assertThat(none(false, Extent.NOWHERE).lines().getLast())
        .isEqualTo(
            "  which other plans have a record is not known: not allowed to list configmaps in"
                + " namespace rolwave");
  }

  @Test
  void of_many_plans_only_the_first_are_shown_to_a_person_and_all_to_a_machine() {
    StatePlace[] many =
        IntStream.range(0, 25)
            .mapToObj(i -> new StatePlace("rollwave", "plan-" + i))
            .toArray(StatePlace[]::new);

    assertThat(none(false, Extent.CLUSTER, many).lines()).hasSize(23).endsWith("    and 5 more");
    assertThat(RunStatusView.json(none(false, Extent.CLUSTER, many)).getFirst())
        .contains("\"plan\" : \"plan-24\"")
        .contains("\"run\" : null")
        .contains("\"context\" : \"prod\"");
  }
}

package dev.rollwave.testcluster.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.HereRun;
import dev.rollwave.testcluster.OnCluster;
import dev.rollwave.testcluster.proxy.Call;
import dev.rollwave.testcluster.proxy.Calls;
import dev.rollwave.testcluster.proxy.Faults;
import dev.rollwave.testcluster.proxy.Reply;
import dev.rollwave.testcluster.proxy.Rule;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests that are lost, refused or asked to come back later. */
@OnCluster
class RequestFaultsIT extends FaultIT {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  @BeforeEach
  void create() {
    bench().createBoth();
  }

  @Test
  void without_a_fault_each_workload_is_restarted_once() throws IOException {
    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }
  }

  @Test
  void f3_a_restart_whose_reply_is_lost_is_found_applied_and_not_sent_again() throws IOException {
    Rule lost = proxy().when(Calls.restartsOf("one")).first(1).then(Faults.resetAfter());

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }

    assertThat(lost.struck()).isEqualTo(1);
    assertThat(proxy().traffic().calls(Calls.restartsOf("one"))).hasSize(1);
  }

  @Test
  void f10_a_429_with_retry_after_is_honoured_without_a_storm() throws IOException {
    Rule busy =
        proxy()
            .when(Calls.of("list", "deployments"))
            .first(1)
            .then(Faults.answer(Reply.status(429, "too many requests").retryAfter(PAUSE)));
    Rule busyForRestarts =
        proxy()
            .when(Calls.restartsOf("two"))
            .first(2)
            .then(Faults.answer(Reply.status(429, "too many requests").retryAfter(PAUSE)));

    try (HereRun run = bench().begin(bench().plan(QUICK))) {
      assertEndsUndisturbed(run);
    }

    assertThat(busy.struck()).isEqualTo(1);
    assertThat(busyForRestarts.struck()).isEqualTo(2);
    assertNothingIsAskedAgainTooSoon(Calls.of("list", "deployments"));
    assertNothingIsAskedAgainTooSoon(Calls.named("two"));
  }

  private void assertNothingIsAskedAgainTooSoon(Predicate<Call> about) {
    proxy().traffic().exchanges(about).stream()
        .filter(exchange -> exchange.code() == 429)
        .forEach(refused ->
            assertThat(proxy().traffic().calls(about))
                .filteredOn(call -> call.received().isAfter(refused.answered()))
                .extracting(Call::received)
                .allSatisfy(at -> assertThat(at).isAfter(refused.answered().plus(PAUSE))));
  }
}

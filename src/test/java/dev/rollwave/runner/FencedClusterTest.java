package dev.rollwave.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Event;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.workload.PodSet;
import dev.rollwave.workload.RestartMark;
import dev.rollwave.workload.WorkloadKind;
import dev.rollwave.workload.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FencedClusterTest {
  private static final WorkloadRef CART = new WorkloadRef(WorkloadKind.DEPLOYMENT, "shop", "cart");
  private static final Command.PatchRestart RESTART =
      new Command.PatchRestart(
          CART, "uid", "7", new RestartMark("run-1", "p", "now"), "because", Instant.MAX);

  private static final PodSet PODS = new PodSet(Optional.of("1"), List.of());

  private final List<Command> sent = new CopyOnWriteArrayList<>();
  private final List<Event> told = new CopyOnWriteArrayList<>();

  @Test
  void a_fresh_lock_lets_a_restart_through_at_once() {
    fenced(true, Optional.empty()).carryOut(RESTART, told::add);
    assertThat(sent).containsExactly(RESTART);
  }

  @Test
  void a_stale_lock_is_confirmed_first() {
    fenced(false, Optional.empty()).carryOut(RESTART, told::add);
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !sent.isEmpty());
    assertThat(told).isEmpty();
  }

  @Test
  void without_the_lock_nothing_is_restarted_and_the_restart_is_in_doubt() {
    fenced(false, Optional.of("taken by pod-b")).carryOut(RESTART, told::add);
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !told.isEmpty());
    assertThat(told)
        .containsExactly(
            new Event.RestartUnknown(
                CART, "not sent, since the lock is not confirmed: taken by pod-b"));
    assertThat(sent).isEmpty();
  }

  @Test
  void an_error_while_the_lock_is_confirmed_ends_the_run() {
    RunLock.Hold broken =
        new RunLock.Hold() {
          @Override
          public boolean isFresh() {
            return false;
          }

          @Override
          public void confirm() {
            throw new StackOverflowError("on purpose");
          }

          @Override
          public void close() {}
        };
    new FencedCluster(new Sent(sent), broken).carryOut(RESTART, told::add);
    Awaitility.await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !told.isEmpty());
    assertThat(told)
        .containsExactly(
            new Event.Faulted(
                "a fault in Rollwave (fence): java.lang.StackOverflowError: on purpose"));
    assertThat(sent).isEmpty();
  }

  @Test
  void who_only_reads_needs_no_lock() {
    Command read = new Command.Reread(CART);
    fenced(false, Optional.of("taken by pod-b")).carryOut(read, told::add);
    assertThat(sent).containsExactly(read);
  }

  @Test
  void who_reads_pods_needs_no_lock_either() {
    assertThat(fenced(false, Optional.of("taken by pod-b")).pods(List.of(CART)))
        .containsExactly(Map.entry(CART, PODS));
  }

  private FencedCluster fenced(boolean isFresh, Optional<String> lost) {
    return new FencedCluster(new Sent(sent), new Hold(isFresh, lost));
  }

  private record Hold(boolean isFresh, Optional<String> lost) implements RunLock.Hold {
    @Override
    public void confirm() throws ClusterException {
      if (lost.isPresent()) {
        throw new ClusterException.Refused(lost.get());
      }
    }

    @Override
    public void close() {}
  }

  private record Sent(List<Command> commands) implements Cluster {
    @Override
    public Resolution resolve(RestartPlan plan) {
      throw new AssertionError("nothing here asks for that");
    }

    @Override
    public Optional<String> tryRestart(Command.PatchRestart restart) {
      throw new AssertionError("nothing here asks for that");
    }

    @Override
    public Map<WorkloadRef, PodSet> pods(Collection<WorkloadRef> refs) {
      return refs.stream().collect(Collectors.toMap(ref -> ref, _ -> PODS));
    }

    @Override
    public void watch(Collection<WorkloadRef> refs, Consumer<Event> sink) {}

    @Override
    public void carryOut(Command command, Consumer<Event> sink) {
      commands.add(command);
    }

    @Override
    public void close() {}
  }
}

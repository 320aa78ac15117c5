package dev.rollwave.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.console.Audience;
import dev.rollwave.console.Terminal;
import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.Alarm;
import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.RunLock.Claim;
import dev.rollwave.runner.RunLock.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whether a process that comes second waits for the lock of its plan. */
@Timeout(10)
class LockWaitTest {
  private static final Instant SINCE = Instant.parse("2026-11-28T01:30:00Z");
  private static final Optional<String> JOB = Optional.of("uid-of-job");
  private static final Outcome OF_THIS_JOB =
      new Outcome.HeldBy("pod-a/1", Optional.of(SINCE), JOB, "run of p");
  private static final Outcome OF_ANOTHER_JOB =
      new Outcome.HeldBy("pod-b/1", Optional.of(SINCE), Optional.of("uid-of-another"), "run of p");
  private static final Outcome OF_A_PERSON =
      new Outcome.HeldBy("laptop/1", Optional.of(SINCE), Optional.empty(), "run of p");
  private static final Outcome OURS = new Outcome.Acquired(new Granted());

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final EventQueue events = new EventQueue();

  @Test
  void a_lock_that_another_pod_of_the_same_job_holds_is_waited_for() throws Exception {
    assertThat(wait(JOB, OF_THIS_JOB, OF_THIS_JOB, OURS)).isEqualTo(new LockWait.Ended(OURS));
    assertThat(text()).containsOnlyOnce("another pod of this Job works on plan p: pod-a/1 since");
  }

  @Test
  void a_lock_of_another_job_or_of_a_person_is_not_waited_for() throws Exception {
    assertThat(wait(JOB, OF_ANOTHER_JOB)).isEqualTo(new LockWait.Ended(OF_ANOTHER_JOB));
    assertThat(wait(JOB, OF_A_PERSON)).isEqualTo(new LockWait.Ended(OF_A_PERSON));
  }

  @Test
  void who_is_no_pod_of_a_job_waits_for_nobody() throws Exception {
    assertThat(wait(Optional.empty(), OF_A_PERSON)).isEqualTo(new LockWait.Ended(OF_A_PERSON));
  }

  @Test
  void who_waits_and_is_told_to_end_leaves_with_7() throws Exception {
    events.accept(new Event.Interrupted("SIGTERM"));

    assertThat(wait(JOB, OF_THIS_JOB)).isEqualTo(new LockWait.GivenUp(ExitStatus.INTERRUPTED));
    assertThat(text()).contains("no longer waiting: SIGTERM");
  }

  private LockWait.Result wait(Optional<String> job, Outcome... answers)
      throws ClusterException, InterruptedException {
    PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    Audience audience =
        new Audience(
            Optional.empty(),
            out,
            out,
            Map.of(),
            Terminal.of(Map.of(), false, StandardCharsets.UTF_8));
    Deque<Outcome> left = new ArrayDeque<>(List.of(answers));
    RunLock lock = (_, _) -> left.remove();
    return new LockWait(
            lock,
            new Claim("p", "pod-c/1", job, "run of p"),
            new RunSurroundings(
                audience, events, new Bell(events), Clocks.steady(InstantSource.fixed(SINCE))))
        .acquired();
  }

  private String text() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  /** Rings as soon as it is set. */
  private record Bell(EventQueue events) implements Alarm {
    @Override
    public void ringAt(Instant instant) {
      events.accept(new Event.TimePassed());
    }

    @Override
    public void close() {}
  }

  private static final class Granted implements RunLock.Hold {
    @Override
    public boolean isFresh() {
      return true;
    }

    @Override
    public void confirm() {}

    @Override
    public void close() {}
  }
}

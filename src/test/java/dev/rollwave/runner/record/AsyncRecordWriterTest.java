package dev.rollwave.runner.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.RunOutcome;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.simulation.SimulatedRecords;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AsyncRecordWriterTest {
  private final Moody records = new Moody();
  private final List<Event> told = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final RunRecord ours = Records.run("run-1", "us");

  @Test
  void what_is_handed_over_last_is_written_before_it_closes() throws ClusterException {
    RunRecord done = Records.ended(ours, new RunOutcome.Done());
    try (AsyncRecordWriter writer = writer()) {
      writer.accept(ours);
      writer.accept(done);
    }
    assertThat(kept()).isEqualTo(done);
    assertThat(complaints).isEmpty();
  }

  @Test
  void what_an_outage_kept_from_being_written_is_tried_again_and_complained_of_once()
      throws ClusterException {
    RunRecord done = Records.ended(ours, new RunOutcome.Done());
    AsyncRecordWriter writer = writer();
    records.moods.add(new ClusterException.Unreachable("no answer"));
    records.moods.add(new ClusterException.Unreachable("no answer"));
    writer.accept(done);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> kept().equals(done));
    writer.close();
    assertThat(complaints).containsExactly("the run's record cannot be written: no answer");
  }

  @Test
  void a_refusal_is_told_and_not_asked_again_until_the_next_record() throws ClusterException {
    RunRecord done = Records.ended(ours, new RunOutcome.Done());
    AsyncRecordWriter writer = writer();
    records.moods.add(new ClusterException.Refused("not allowed to update configmaps"));
    writer.accept(Records.ended(ours, new RunOutcome.Incomplete("not this one")));
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !complaints.isEmpty());
    assertThat(kept()).isEqualTo(ours);
    writer.accept(done);
    writer.close();
    assertThat(kept()).isEqualTo(done);
  }

  @Test
  void a_successor_ends_the_run() throws ClusterException {
    AsyncRecordWriter writer = writer();
    RecordSession.open(
        records,
        "shop",
        records.read("shop"),
        Optional.empty(),
        Records.run("run-1", "them"),
        told::add);
    writer.accept(ours);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !told.isEmpty());
    writer.close();
    assertThat(told).containsExactly(new Event.LockLost("the run was taken over by them"));
  }

  @Test
  void closing_does_not_wait_for_an_api_server_that_stays_away() throws ClusterException {
    AsyncRecordWriter writer = writer();
    for (int i = 0; i < 100; i++) {
      records.moods.add(new ClusterException.Unreachable("no answer"));
    }
    writer.accept(ours);
    long before = System.nanoTime();
    writer.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void an_error_in_its_thread_ends_the_run_and_holds_no_end_up() throws ClusterException {
    AsyncRecordWriter writer = writer();
    Error fault = new OutOfMemoryError("on purpose");
    records.fault = Optional.of(fault);
    writer.accept(ours);
    Awaitility.await()
        .dontCatchUncaughtExceptions()
        .atMost(Duration.ofSeconds(10))
        .until(() -> !told.isEmpty());
    long before = System.nanoTime();
    writer.close();
    assertThat(told).containsExactly(new Event.Faulted("a fault in Rollwave (record): " + fault));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
  }

  private AsyncRecordWriter writer() throws ClusterException {
    RecordSession session =
        RecordSession.open(records, "shop", records.read("shop"), Optional.empty(), ours, told::add)
            .orElseThrow();
    return new AsyncRecordWriter(session, told::add, complaints::add);
  }

  private RunRecord kept() {
    return ((Reading.Found) records.read("shop")).planRecord().newest();
  }

  /** Records whose next writings fail as the test says. */
  private static final class Moody implements PlanRecordStore {
    private final SimulatedRecords kept = new SimulatedRecords();
    private final Queue<ClusterException> moods = new ArrayDeque<>();
    private Optional<Error> fault = Optional.empty();

    @Override
    public Reading read(String plan) {
      return kept.read(plan);
    }

    @Override
    public Writing write(String plan, PlanRecord planRecord, Optional<String> over)
        throws ClusterException {
      if (fault.isPresent()) {
        throw fault.get();
      }
      ClusterException mood = moods.poll();
      if (mood != null) {
        throw mood;
      }
      return kept.write(plan, planRecord, over);
    }

    @Override
    public Subscription watch(String plan, Consumer<String> onChange, Consumer<Event> sink) {
      return kept.watch(plan, onChange, sink);
    }
  }
}

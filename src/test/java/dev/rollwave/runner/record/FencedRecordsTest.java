package dev.rollwave.runner.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.rollwave.engine.message.Event;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.PlanRecordStore.Reading;
import dev.rollwave.simulation.SimulatedRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FencedRecordsTest {
  private final SimulatedRecords records = new SimulatedRecords();
  private final Hold hold = new Hold();
  private final List<Event> told = new ArrayList<>();
  private final RunRecord ours = Records.run("run-1", "us");

  @Test
  void who_lost_its_lock_does_not_bring_back_a_record_that_is_gone() throws ClusterException {
    RecordSession session = open();
    records.lose("shop");
    hold.lost = Optional.of("taken by them");

    assertThatExceptionOfType(ClusterException.Refused.class)
        .isThrownBy(() -> session.keep(ours))
        .withMessage("taken by them");
    assertThat(records.read("shop")).isInstanceOf(Reading.Nothing.class);
  }

  @Test
  void who_has_its_lock_brings_back_a_record_that_is_gone() throws ClusterException {
    RecordSession session = open();
    records.lose("shop");

    assertThat(session.keep(ours)).isEmpty();
    assertThat(records.read("shop")).isInstanceOf(Reading.Found.class);
  }

  @Test
  void a_record_that_is_there_needs_no_lock_confirmed() throws ClusterException {
    RecordSession session = open();
    int confirmed = hold.confirmed;

    session.keep(ours);

    assertThat(hold.confirmed).isEqualTo(confirmed);
  }

  @Test
  void who_is_interrupted_writes_nothing_and_stays_interrupted() throws ClusterException {
    RecordSession session = open();
    records.lose("shop");
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(ClusterException.Unreachable.class)
        .isThrownBy(() -> session.keep(ours));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(records.read("shop")).isInstanceOf(Reading.Nothing.class);
  }

  private RecordSession open() throws ClusterException {
    return RecordSession.open(
            new FencedRecords(records, hold),
            "shop",
            records.read("shop"),
            Optional.empty(),
            ours,
            told::add)
        .orElseThrow();
  }

  private static final class Hold implements RunLock.Hold {
    private Optional<String> lost = Optional.empty();
    private int confirmed;

    @Override
    public boolean isFresh() {
      return lost.isEmpty();
    }

    @Override
    public void confirm() throws ClusterException, InterruptedException {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (lost.isPresent()) {
        throw new ClusterException.Refused(lost.get());
      }
      confirmed++;
    }

    @Override
    public void close() {}
  }
}

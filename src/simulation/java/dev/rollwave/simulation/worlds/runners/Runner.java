package dev.rollwave.simulation.worlds.runners;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Command;
import dev.rollwave.engine.message.Command.PatchRestart;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.message.Notification;
import dev.rollwave.engine.spec.RunSpec;
import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.FencedCluster;
import dev.rollwave.runner.Observer;
import dev.rollwave.runner.RunStepper;
import dev.rollwave.runner.record.PlanRecordStore;
import dev.rollwave.runner.record.RecordWritePolicy;
import dev.rollwave.simulation.network.Connection;
import dev.rollwave.simulation.worlds.environment.WorldContext;
import dev.rollwave.simulation.worlds.oracle.RunPromises;
import dev.rollwave.simulation.worlds.oracle.RunnerTerm;
import dev.rollwave.simulation.worlds.world.Fault.Standstill;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One process that works on a run, from its start until it ends or dies. It may be stopped between
 * any two of its calls; what it had in its hands goes out when it wakes up.
 */
final class Runner {
  private final WorldContext context;
  private final Mortality mortality;
  private final Connection connection;
  private final RunPromises promises;
  private final RunnerTerm term;
  private final Consumer<Standstill> onStop;
  private final SimulatedLock lock;
  private final RunStepper stepper;
  private final List<Runnable> inHands = new ArrayList<>();
  private final List<Runnable> toWrite = new ArrayList<>();
  private Observer policy = (_, _, _) -> {};
  private Optional<SimulatedRecordWriter> writer = Optional.empty();
  private Optional<PlanRecordStore.Subscription> subscription = Optional.empty();
  private Optional<Instant> stoppedAt = Optional.empty();
  private boolean isWithoutRecord;
  // What it lets go of when it wakes up was decided before.
  private Optional<Instant> heldSince = Optional.empty();

  /**
   * A process that has entered a run, and has not begun to work.
   *
   * @param lock its lock
   * @param observer is told of each of its steps, before its promises are looked at
   * @param onStop is told when it is stopped
   */
  Runner(
      WorldContext context,
      Mortality mortality,
      Connection connection,
      RunPromises promises,
      RunnerTerm term,
      SimulatedLock lock,
      Observer observer,
      Consumer<Standstill> onStop) {
    this.context = context;
    this.mortality = mortality;
    this.connection = connection;
    this.promises = promises;
    this.term = term;
    this.onStop = onStop;
    this.lock = lock;
    this.stepper =
        new RunStepper(
            cluster(),
            connection.inbox(),
            new WatchedAlarm(connection.alarm(), context.clock()),
            (state, notifications, now) -> {
              observer.stepped(state, notifications, now);
              stepped(state, notifications, now);
            },
            context.clocks());
  }

  // What goes out passes the fence; the process may be stopped in front of it and behind it.
  private Cluster cluster() {
    Cluster wire = new WatchedCluster(connection.cluster(), this::send);
    Cluster fenced = term.isFenced() ? new FencedCluster(wire, lock, Runnable::run) : wire;
    return new WatchedCluster(fenced, (_, sending) -> holdWhileStopped(sending));
  }

  private void send(Command command, Runnable sending) {
    called();
    if (command instanceof PatchRestart patch) {
      promises.sent(patch, term, heldSince);
    }
    holdWhileStopped(sending);
  }

  private void stepped(RunState state, List<Notification> notifications, Instant now) {
    promises.stepped(state, notifications, now, term);
    policy.stepped(state, notifications, now);
    if (state.outcome().isEmpty()) {
      called();
    }
  }

  /** Its record is written from here on. */
  void keepRecord(FreshRunner.Entered entered) {
    SimulatedRecordWriter newWriter =
        new SimulatedRecordWriter(context, entered.session(), mortality, this);
    writer = Optional.of(newWriter);
    policy = new RecordWritePolicy(entered.run(), newWriter);
    subscription =
        Optional.of(
            context
                .records()
                .watch(context.world().plan().name(), newWriter::refresh, connection.inbox()));
  }

  /** The first step. */
  void begin(RunSpec spec, Optional<Checkpoint> checkpoint) {
    stepper.begin(spec, checkpoint);
  }

  /** Takes an event and makes a step, if there is one and it is not stopped. */
  boolean step() {
    Optional<Event> event = isStopped() ? Optional.empty() : connection.inbox().poll();
    event.ifPresent(stepper::take);
    return event.isPresent();
  }

  /** Something that is not its cluster's doing reaches it. */
  void tell(Event event) {
    connection.inbox().accept(event);
  }

  /** Its record was written while its clock was so far ahead. */
  void recorded(Duration ahead) {
    promises.recorded(ahead);
  }

  /** Does {@code action}, before or after which it may die, as soon as it reaches the record. */
  void write(Runnable action) {
    called();
    if (isStopped() || isWithoutRecord) {
      toWrite.add(action);
    } else {
      action.run();
      called();
    }
  }

  // Only the runner that has the run is struck, so that there is always one that ends it.
  private void called() {
    if (!term.isOver() && !isStopped()) {
      mortality.called().ifPresent(this::stop);
    }
  }

  private void holdWhileStopped(Runnable action) {
    if (isStopped()) {
      inHands.add(action);
    } else {
      action.run();
    }
  }

  private void stop(Standstill still) {
    stoppedAt = Optional.of(context.now());
    context.tell(term + " is stopped");
    after(still.lasts(), () -> wake(still));
    onStop.accept(still);
  }

  private void wake(Standstill still) {
    Instant since = stoppedAt.orElseThrow();
    stoppedAt = Optional.empty();
    context.tell(term + " wakes up" + (term.isOver() ? ", and its run is taken over" : ""));
    lock.neglected(Duration.between(since, context.now()));
    if (term.isOver()) {
      after(still.unaware().ofLock(), () -> tell(new Event.LockLost("the lock was lost")));
    }
    isWithoutRecord = true;
    after(still.unaware().ofRecord(), this::writeAgain);
    List<Runnable> held = List.copyOf(inHands);
    inHands.clear();
    heldSince = Optional.of(since);
    held.forEach(Runnable::run);
    heldSince = Optional.empty();
  }

  private void writeAgain() {
    isWithoutRecord = false;
    List<Runnable> late = List.copyOf(toWrite);
    toWrite.clear();
    late.forEach(this::write);
  }

  private void after(Duration wait, Runnable action) {
    context.cluster().time().after(wait, action);
  }

  boolean isStopped() {
    return stoppedAt.isPresent();
  }

  RunnerTerm term() {
    return term;
  }

  RunState state() {
    return stepper.state();
  }

  /** It leaves in order. */
  void leave() {
    writer.ifPresent(SimulatedRecordWriter::close);
    disconnect();
  }

  /** It is no more. */
  void die() {
    writer.ifPresent(SimulatedRecordWriter::drop);
    inHands.clear();
    toWrite.clear();
    disconnect();
  }

  private void disconnect() {
    subscription.ifPresent(PlanRecordStore.Subscription::close);
    connection.cluster().close();
    connection.alarm().close();
  }
}

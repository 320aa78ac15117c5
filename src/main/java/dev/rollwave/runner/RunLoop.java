package dev.rollwave.runner;

import dev.rollwave.engine.Checkpoint;
import dev.rollwave.engine.RunState;
import dev.rollwave.engine.message.Event;
import dev.rollwave.engine.spec.RunSpec;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Walks one run: takes an event, asks the engine, carries out what it says, and sets the alarm. One
 * thread, the caller's; the same for a real cluster and a simulated one.
 */
public final class RunLoop {
  private final Cluster cluster;
  private final Inbox inbox;
  private final Consumer<Event> sink;
  private final Alarm alarm;
  private final Observer observer;
  private final Clocks clocks;

  /**
   * A loop over these ports.
   *
   * @param cluster where the run happens
   * @param inbox where events are taken from
   * @param sink where {@code cluster} puts them; ends up in {@code inbox}
   * @param alarm whose ringing ends up in {@code inbox} too
   * @param observer is told after each step
   * @param clocks what time it is, and how it passes
   */
  public RunLoop(
      Cluster cluster,
      Inbox inbox,
      Consumer<Event> sink,
      Alarm alarm,
      Observer observer,
      Clocks clocks) {
    this.cluster = cluster;
    this.inbox = inbox;
    this.sink = sink;
    this.alarm = alarm;
    this.observer = observer;
    this.clocks = clocks;
  }

  /**
   * Runs {@code spec} to its end, or continues a run that another process began.
   *
   * @param spec with the workloads as they are now
   * @param checkpoint what that other process wrote down; empty for a run that begins
   * @return the last state; its outcome is present
   * @throws InterruptedException when the thread is interrupted; to end a run in order send {@link
   *     Event.CutShort} instead
   */
  public RunState run(RunSpec spec, Optional<Checkpoint> checkpoint) throws InterruptedException {
    RunStepper stepper = new RunStepper(cluster, sink, alarm, observer, clocks);
    stepper.begin(spec, checkpoint);
    while (!stepper.hasEnded()) {
      stepper.take(inbox.take());
    }
    return stepper.state();
  }
}

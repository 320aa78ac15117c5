package dev.rollwave.cli;

import dev.rollwave.console.Audience;
import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.quartz.QuartzAlarm;
import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.record.StartMode;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A served plan's run on a real cluster: as {@code rollwave run --yes}, with a connection and an
 * alarm of its own.
 *
 * @param cluster which cluster
 * @param state where the lock and the record of a run are kept
 */
record ClusterServedRun(ClusterOptions cluster, StateOption state) implements ServedRun {

  @Override
  public void requireUsable() throws ClusterException {
    KubernetesConnection.open(cluster.connection()).close();
  }

  @Override
  public ExitStatus run(RestartPlan plan, StopSignal stop) throws InterruptedException {
    // Several runs may be told at once: by lines, whatever the terminal can do.
    Audience audience = Audience.ofProcess().asLog();
    RunRequest request =
        new RunRequest(
            plan, false, Optional.empty(), false, true, StartMode.USUAL, Optional.empty());
    InstantSource clock = InstantSource.system();
    EventQueue events = new EventQueue();
    try (StopSignal.Listening _ = stop.tell(cause -> events.accept(new Event.Interrupted(cause)));
        QuartzAlarm alarm = new QuartzAlarm(events);
        KubernetesSite site = KubernetesSite.open(cluster.connection(), state.of(plan), clock)) {
      return new PlanRun(request, audience, events, alarm, new Clocks(clock, System::nanoTime))
          .on(site);
    } catch (ClusterException e) {
      return ClusterTrouble.told(e, audience::complain);
    }
  }
}

package dev.rollwave.cli.serve;

import dev.rollwave.cli.options.ClusterOptions;
import dev.rollwave.cli.options.StateOption;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.run.ClusterRun;
import dev.rollwave.cli.run.RunRequest;
import dev.rollwave.console.Audience;
import dev.rollwave.engine.message.Event;
import dev.rollwave.kubernetes.KubernetesConnection;
import dev.rollwave.plan.RestartPlan;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.EventQueue;

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
    ClusterRun run = new ClusterRun(RunRequest.unattended(plan), audience, cluster, state.of(plan));
    EventQueue events = new EventQueue();
    try (StopSignal.Listening _ = stop.tell(cause -> events.accept(new Event.Interrupted(cause)))) {
      return run.with(events);
    }
  }
}

package dev.rollwave.cli.run;

import dev.rollwave.cli.options.ClusterOptions;
import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.site.ClusterTrouble;
import dev.rollwave.cli.site.KubernetesSite;
import dev.rollwave.cli.site.Site;
import dev.rollwave.console.Audience;
import dev.rollwave.quartz.QuartzAlarm;
import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.EventQueue;
import java.time.InstantSource;
import java.util.Optional;

/**
 * A run of a plan on a real cluster, by the system's clock, with a connection and an alarm of its
 * own.
 *
 * @param request what is asked for
 * @param audience whom it is shown to, and who is asked
 * @param cluster which cluster
 * @param stateNamespace of the plan's lock and record; empty for the connection's own
 */
public record ClusterRun(
    RunRequest request,
    Audience audience,
    ClusterOptions cluster,
    Optional<String> stateNamespace) {

  /**
   * Carries it to its end, on the calling thread; all that went wrong is told on the audience.
   *
   * @param events an interrupt in them ends it in order
   * @return what the process has to say to its caller
   */
  public ExitStatus with(EventQueue events) throws InterruptedException {
    InstantSource clock = InstantSource.system();
    try (QuartzAlarm alarm = new QuartzAlarm(events);
        Site site = KubernetesSite.open(cluster, stateNamespace)) {
      return new PlanRun(request, audience, events, alarm, new Clocks(clock, System::nanoTime))
          .on(site);
    } catch (ClusterException e) {
      return ClusterTrouble.told(e, audience::complain);
    }
  }
}

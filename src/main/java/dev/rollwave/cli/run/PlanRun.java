package dev.rollwave.cli.run;

import dev.rollwave.cli.process.ExitStatus;
import dev.rollwave.cli.process.ProcessIdentity;
import dev.rollwave.cli.site.ClusterTrouble;
import dev.rollwave.cli.site.Site;
import dev.rollwave.console.Audience;
import dev.rollwave.runner.Alarm;
import dev.rollwave.runner.Clocks;
import dev.rollwave.runner.ClusterException;
import dev.rollwave.runner.EventQueue;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.record.Owner;
import dev.rollwave.runner.record.RunEntry;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One execution of a plan, from the window to the report. In this order: the window, the rights,
 * the lock; all else is done while that is held.
 */
final class PlanRun {
  private static final RandomGenerator RANDOM = new SecureRandom();

  private final RunRequest request;
  private final RunSurroundings around;
  private final Audience audience;

  /**
   * A run to be.
   *
   * @param request what is asked for
   * @param audience whom it is shown to, and who is asked
   * @param events where answers, the alarm and interrupts arrive
   * @param alarm rings into {@code events}
   * @param clocks real time
   */
  PlanRun(RunRequest request, Audience audience, EventQueue events, Alarm alarm, Clocks clocks) {
    this.request = request;
    this.audience = audience;
    around = new RunSurroundings(audience, events, alarm, clocks);
  }

  private PlanRun(RunRequest request, RunSurroundings around) {
    this.request = request;
    this.audience = around.audience();
    this.around = around;
  }

  /**
   * Runs the plan on {@code site}, which keeps its lock and its record; all that went wrong is told
   * on the audience.
   */
  ExitStatus on(Site site) throws InterruptedException {
    return new PlanRun(request.keptIn(site.stateNamespace()), around).keptBy(site);
  }

  private ExitStatus keptBy(Site site) throws InterruptedException {
    try {
      if (request.isDryRun()) {
        return new DryRun(request, audience, around.clocks().wall(), RANDOM).on(site);
      }
      Optional<ExitStatus> closed = new WindowGate(request, around).pass();
      return closed.isPresent() ? closed.get() : hold(site);
    } catch (ClusterException e) {
      return ClusterTrouble.told(e, audience::complain);
    }
  }

  private ExitStatus hold(Site site) throws ClusterException, InterruptedException {
    Optional<ExitStatus> refused = new Hurdles(request, audience).requireRights(site);
    if (refused.isPresent()) {
      return refused.get();
    }
    String plan = request.plan().name();
    Owner owner = ProcessIdentity.owner(audience.environment(), RANDOM);
    RunLock.Claim claim = new RunLock.Claim(plan, owner.holder(), owner.job(), "run of " + plan);
    new HolderNotice(site.lockWatch(), audience).tell(plan);
    LockWait wait = new LockWait(site.lock(), claim, around);
    return switch (wait.acquired()) {
      case LockWait.GivenUp(ExitStatus status) -> status;
      case LockWait.Ended(RunLock.Outcome.Acquired(RunLock.Hold hold)) -> {
        try (hold) {
          RunEntry entry =
              new RunEntry(
                  request.start(owner, RANDOM),
                  site.records(),
                  hold,
                  around.clocks().wall(),
                  around.events());
          yield new RunUnderLock(request, around, site, hold, site.access(), entry).enter();
        }
      }
      case LockWait.Ended(RunLock.Outcome.HeldBy held) -> {
        audience.complain(LockConflict.told(request.plan(), held, site.records()));
        yield ExitStatus.HELD;
      }
    };
  }
}

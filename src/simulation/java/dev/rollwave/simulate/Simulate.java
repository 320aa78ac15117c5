package dev.rollwave.simulate;

import dev.rollwave.simulation.worlds.RangeVerdict;
import dev.rollwave.simulation.worlds.Shrinker;
import dev.rollwave.simulation.worlds.Story;
import dev.rollwave.simulation.worlds.WorldRange;
import dev.rollwave.simulation.worlds.oracle.BrokenPromise;
import dev.rollwave.simulation.worlds.random.RandomWorld;
import dev.rollwave.simulation.worlds.world.World;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./simulate}: random worlds played against the promises, for developers. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    header = "For developers: play random worlds, each of one seed, against Rollwave's promises.",
    description = {
      "",
      "A world is a plan, a simulated cluster and what goes wrong in it. The real engine and loop"
          + " run the plan, and after every event each promise is checked on the truth of the"
          + " cluster. The same seed always plays the same world, on any machine.",
      "",
      "With --seed alone the world's story is told: plan, cluster, faults, what happened, and the"
          + " verdict. With --worlds as well that many worlds are played, one after the other on"
          + " each core; where a promise breaks, the smallest world found in which it still does is"
          + " printed with the command that replays it.",
      "",
      "Touches no cluster.",
      ""
    },
    sortOptions = false,
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {"0:every promise held", "1:a promise was broken", "2:invalid usage"},
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./simulate --seed 7",
      "  ./simulate --seed 7 --keep w0-1,w2-0,f1,limits",
      "  ./simulate --seed 1 --worlds 100000"
    })
public final class Simulate implements Callable<Integer> {
  private static final int SHOWN = 10;

  @Option(
      names = "--seed",
      paramLabel = "N",
      required = true,
      description = "Number from which the world is drawn; with --worlds that of the first one.")
  private long seed;

  @Option(
      names = "--worlds",
      paramLabel = "COUNT",
      defaultValue = "0",
      description = "Play this many, of the seeds from N on.")
  private long worlds;

  @Option(
      names = "--keep",
      paramLabel = "PART",
      split = ",",
      description =
          "Play the world of --seed with these parts alone: workloads (w2-0), faults (f1), and what"
              + " the plan limits (edges, windows, freezes, limits, intervals, cooldowns, soak).")
  private List<String> kept = List.of();

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many worlds are played at once (default: one for each core).")
  private int threads;

  @Spec private CommandSpec spec;

  /** Runs the command and ends the process with its exit status. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Simulate()).execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (worlds < 0 || threads < 0) {
      throw usage("--worlds and --threads are 1 or more.");
    }
    if (worlds > 0 && !kept.isEmpty()) {
      throw usage("--keep goes with one world, not with --worlds.");
    }
    boolean isClean = worlds > 0 ? range() : one();
    spec.commandLine().getOut().flush();
    return isClean ? 0 : 1;
  }

  private boolean one() {
    World whole = RandomWorld.of(seed);
    World world = kept.isEmpty() ? whole : smaller(whole);
    return tell(Story.of(world));
  }

  private World smaller(World whole) {
    List<String> known = whole.parts();
    for (String part : kept) {
      if (!known.contains(part)) {
        throw usage(
            "the world of seed "
                + seed
                + " has no part "
                + part
                + "; it has "
                + String.join(",", known));
      }
    }
    return whole
        .keeping(new LinkedHashSet<>(kept))
        .orElseThrow(() -> usage("--keep has to name a workload at least."));
  }

  private boolean tell(Story.Told told) {
    told.lines().forEach(spec.commandLine().getOut()::println);
    return told.isClean();
  }

  private boolean range() throws InterruptedException {
    int workers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
    long began = System.nanoTime();
    RangeVerdict verdict = new WorldRange(seed, worlds).play(workers);
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    PrintWriter out = spec.commandLine().getOut();
    double seconds = took.toMillis() / 1000.0;
    out.println(
        "%,d worlds, seeds %d to %d, in %.1f s on %d threads: %,.0f a second"
            .formatted(
                verdict.worlds(), seed, seed + worlds - 1, seconds, workers, worlds / seconds));
    out.println(
        "mean world: %.1f waves, %.1f workloads, %.1f faults, %.1f restarts, %.0f steps"
            .formatted(
                mean(verdict.waves()),
                mean(verdict.workloads()),
                mean(verdict.faults()),
                mean(verdict.restarts()),
                mean(verdict.steps())));
    if (verdict.isClean()) {
      out.println("every promise held");
      return true;
    }
    tellBroken(verdict);
    return false;
  }

  private double mean(long sum) {
    return (double) sum / worlds;
  }

  private void tellBroken(RangeVerdict verdict) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("a promise was broken in %,d worlds:".formatted(verdict.broken().size()));
    verdict.broken().entrySet().stream()
        .limit(SHOWN)
        .forEach(broken ->
            out.println("  seed " + broken.getKey() + ": " + broken.getValue().getMessage()));
    Map.Entry<Long, BrokenPromise> first = verdict.broken().firstEntry();
    List<String> needed =
        Shrinker.neededParts(RandomWorld.of(first.getKey()), first.getValue().promise());
    out.println();
    out.println("The first of them, as small as it was found to break the same promise:");
    tell(
        Story.of(
            RandomWorld.of(first.getKey()).keeping(new LinkedHashSet<>(needed)).orElseThrow()));
    out.println();
    out.println(
        "Replay it: ./simulate --seed " + first.getKey() + " --keep " + String.join(",", needed));
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}

package dev.rollwave.simulation.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollwave.simulation.worlds.KeptWorlds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * The simulation notices each mutant. An ordinary build only hunts a few; {@code ./mvnw verify
 * -Pmutants} hunts them all, {@code -Drollwave.mutants=NAME,NAME} some.
 */
class MutantsIT {
  // Each of them shows within a few dozen worlds.
  private static final String SLICE =
      "restarts-what-carries-the-run-id,runs-waves-in-any-order,forgets-the-soak";
  private static final String WANTED = System.getProperty("rollwave.mutants", SLICE);
  private static final int WORLDS = Integer.getInteger("rollwave.mutants.worlds", 5_000);
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Sources sources = new Sources();

  @Test
  void every_mutant_still_applies_and_compiles() throws IOException {
    List<Map<Path, String>> batches = new ArrayList<>();
    for (Mutant mutant : MutantFile.all()) {
      addTo(batches, mutant.appliedTo(sources));
    }

    try (Compiler compiler = new Compiler()) {
      assertThat(batches).allSatisfy(batch -> assertThat(compiler.compile(batch)).isNotEmpty());
    }
  }

  // Those that change different files are compiled together, which takes a fraction of the time.
  private static void addTo(List<Map<Path, String>> batches, Map<Path, String> changed) {
    for (Map<Path, String> batch : batches) {
      if (Collections.disjoint(batch.keySet(), changed.keySet())) {
        batch.putAll(changed);
        return;
      }
    }
    batches.add(new TreeMap<>(changed));
  }

  @Test
  void code_that_nobody_broke_keeps_every_promise_in_the_same_loader() throws InterruptedException {
    assertThat(new Hunt(1, 200, TIMEOUT).on(new MutantLoader(Map.of()).play())).isEmpty();
  }

  @Test
  void some_world_notices_each_mutant() throws IOException, InterruptedException {
    List<String> survivors = new ArrayList<>();
    try (Compiler compiler = new Compiler()) {
      for (Mutant mutant : wanted()) {
        Map<String, byte[]> broken = compiler.compile(mutant.appliedTo(sources));
        Optional<Hunt.Catch> caught = hunt(new MutantLoader(broken).play());
        tell(mutant, caught);
        if (caught.isEmpty()) {
          survivors.add(mutant.name());
        }
      }
    }

    assertThat(survivors).isEmpty();
  }

  // What is too rare for a few thousand worlds happens in one that was kept for it.
  private static Optional<Hunt.Catch> hunt(LongFunction<String> play)
      throws IOException, InterruptedException {
    Optional<Hunt.Catch> caught = new Hunt(1, WORLDS, TIMEOUT).on(play);
    if (caught.isPresent()) {
      return caught;
    }
    List<Long> kept = new ArrayList<>(KeptWorlds.thatNotice());
    kept.addAll(KeptWorlds.thatFailed());
    return new Hunt(0, kept.size(), TIMEOUT)
        .on(index -> play.apply(kept.get((int) index)))
        .map(it -> new Hunt.Catch(WORLDS + it.worlds(), it.told()));
  }

  private static void tell(Mutant mutant, Optional<Hunt.Catch> caught) {
    System.out.printf(
        "| %-60s | %5s | %-18s | %s |%n",
        mutant.name(),
        caught.map(it -> Long.toString(it.worlds())).orElse("-"),
        caught.map(Hunt.Catch::promise).orElse("SURVIVES"),
        caught.map(Hunt.Catch::told).orElse(mutant.because()));
  }

  private static List<Mutant> wanted() {
    List<String> names = Arrays.asList(WANTED.split(","));
    return MutantFile.all().stream()
        .filter(mutant -> WANTED.equals("all") || names.contains(mutant.name()))
        .toList();
  }
}

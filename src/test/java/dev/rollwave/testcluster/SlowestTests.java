package dev.rollwave.testcluster;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Prints the ten slowest tests when all have run, so that a build that grows slower shows where. It
 * is registered by its name in {@code META-INF/services}.
 */
public final class SlowestTests implements BeforeEachCallback, AfterEachCallback {
  private static final int SHOWN = 10;
  private static final ExtensionContext.Namespace STORE =
      ExtensionContext.Namespace.create(SlowestTests.class);

  @Override
  public void beforeEach(ExtensionContext test) {
    test.getStore(STORE).put("begun", System.nanoTime());
  }

  @Override
  public void afterEach(ExtensionContext test) {
    Long begun = test.getStore(STORE).get("begun", Long.class);
    if (begun != null) {
      test.getRoot()
          .getStore(STORE)
          .computeIfAbsent(Times.class, _ -> new Times(), Times.class)
          .note(
              test.getRequiredTestClass().getSimpleName() + " " + test.getDisplayName(),
              Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  /** What each test took. It is closed when the last one has run. */
  private static final class Times implements AutoCloseable {
    private final Map<String, Duration> took = new ConcurrentHashMap<>();

    void note(String test, Duration time) {
      took.merge(test, time, Duration::plus);
    }

    @Override
    public void close() {
      if (took.size() > SHOWN) {
        System.out.printf("The slowest of %,d tests:%n", took.size());
        took.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(SHOWN)
            .forEach(it ->
                System.out.printf("%7.1f s  %s%n", it.getValue().toMillis() / 1e3, it.getKey()));
      }
    }
  }
}

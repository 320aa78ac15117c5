package dev.rollwave.testcluster;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Prints each test that is skipped, with the reason, which Maven keeps to its report files. It is
 * registered by its name in {@code META-INF/services}.
 */
public final class SkippedTests implements TestWatcher {
  @Override
  public void testDisabled(ExtensionContext test, Optional<String> reason) {
    tell(test, reason.orElse("no reason given"));
  }

  @Override
  public void testAborted(ExtensionContext test, @Nullable Throwable cause) {
    tell(
        test,
        Optional.ofNullable(cause).map(Throwable::getMessage).orElse("aborted without a reason"));
  }

  private static void tell(ExtensionContext test, String reason) {
    System.out.printf(
        "SKIPPED %s %s: %s%n",
        test.getTestClass().map(Class::getSimpleName).orElse("?"),
        test.getDisplayName(),
        reason.strip().replaceAll("\\s*\\R\\s*", " "));
  }
}

package dev.rollwave.testcluster;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Keeps a test that waits from failing for what breaks a thread of the test beside it: Awaitility
 * takes what no thread catches for a fault of the test that waits, wherever it comes from. It is
 * registered by its name in {@code META-INF/services}.
 */
public final class FaultsOfOthers implements BeforeAllCallback {
  static {
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

  @Override
  public void beforeAll(ExtensionContext tests) {
    // To be loaded is all that is needed.
  }
}

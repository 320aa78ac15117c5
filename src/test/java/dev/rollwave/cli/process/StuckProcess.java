package dev.rollwave.cli.process;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** A process that never ends in order, whatever it is told. */
final class StuckProcess {
  private StuckProcess() {}

  public static void main(String[] args) throws InterruptedException {
    Consumer<String> said = System.out::println;
    try (ShutdownHook _ = ShutdownHook.toldTo(() -> {}, said)) {
      said.accept("ready");
      new CountDownLatch(1).await();
    }
  }
}

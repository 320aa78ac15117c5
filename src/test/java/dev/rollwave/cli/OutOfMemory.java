package dev.rollwave.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process of which one thread runs out of memory while another one waits for its answer. */
final class OutOfMemory {
  private static final int MEBIBYTE = 1 << 20;

  private OutOfMemory() {}

  public static void main(String[] arguments) throws InterruptedException {
    var _ = Thread.ofVirtual().start(OutOfMemory::exhaust);
    new CountDownLatch(1).await();
  }

  private static void exhaust() {
    List<byte[]> kept = new ArrayList<>();
    while (kept.size() < Integer.MAX_VALUE) {
      kept.add(new byte[MEBIBYTE]);
    }
  }
}

package dev.rollwave.testcluster.soak;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this JVM holds at one moment, its part of the test's fixture included.
 *
 * @param heap bytes in use after a garbage collection
 * @param platformThreads alive
 * @param virtualThreads alive
 * @param connections open at the proxy
 * @param files open, sockets among them
 */
record Vitals(long heap, long platformThreads, long virtualThreads, long connections, long files) {
  private static final int COLLECTIONS = 2;

  /**
   * Reads them.
   *
   * @param folder for a file that is deleted again
   */
  static Vitals read(int connections, Path folder) throws IOException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    long virtual = virtualThreads(folder);
    return new Vitals(
        heap,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        virtual,
        connections,
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
            .getOpenFileDescriptorCount());
  }

  // No management bean counts them; a thread dump in JSON lists them.
  private static long virtualThreads(Path folder) throws IOException {
    Path dump = folder.resolve("threads.json");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.JSON);
    try {
      JsonNode root = new ObjectMapper().readTree(dump.toFile());
      long virtual = 0;
      for (JsonNode container : root.at("/threadDump/threadContainers")) {
        for (JsonNode thread : container.path("threads")) {
          virtual += thread.path("virtual").asBoolean() ? 1 : 0;
        }
      }
      return virtual;
    } finally {
      Files.delete(dump);
    }
  }
}

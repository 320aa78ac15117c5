package dev.rollwave.testcluster.benchmark;

/**
 * What a task cost once.
 *
 * @param wall seconds from the start of the process to its end
 * @param cpu seconds of a processor, of the process and all that it started
 * @param requests to the API server, a workload
 */
record Measure(double wall, double cpu, double requests) {

  /** A column of the table. */
  enum Figure {
    WALL("wall, s"),
    CPU("CPU, s"),
    REQUESTS("requests each");

    private final String title;

    Figure(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }

    double of(Measure measure) {
      return switch (this) {
        case WALL -> measure.wall();
        case CPU -> measure.cpu();
        case REQUESTS -> measure.requests();
      };
    }
  }
}

package dev.rollwave.testcluster.benchmark;

/**
 * What is measured: to restart these Deployments and see each rolled out.
 *
 * @param deployments all of them once
 * @param atOnce how many may be under way at a time
 */
record Task(ManyDeployments deployments, int atOnce) {
  @Override
  public String toString() {
    return "%d Deployments of 3, %d at a time".formatted(deployments.size(), atOnce);
  }
}

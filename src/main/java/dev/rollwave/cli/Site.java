package dev.rollwave.cli;

import dev.rollwave.runner.Cluster;
import dev.rollwave.runner.RunLock;
import dev.rollwave.runner.RunRecords;

/** Where plans are run: a cluster, and the lock that keeps two runs of one plan apart. */
interface Site {

  /** The cluster; belongs to the site, which closes it. */
  Cluster cluster();

  /** The lock of each plan. */
  RunLock lock();

  /** The records of each plan's runs. */
  RunRecords records();
}

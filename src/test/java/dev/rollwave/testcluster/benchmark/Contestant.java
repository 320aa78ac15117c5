package dev.rollwave.testcluster.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A program that restarts Deployments and waits until each is rolled out. */
interface Contestant {
  /** For the table. */
  String name();

  /** How the User-Agent header of its requests begins. */
  String agent();

  /**
   * The command that carries out {@code task} on the cluster of {@code KUBECONFIG}; it ends with 0
   * when all are rolled out.
   *
   * @param folder for files that it needs
   */
  List<String> command(Task task, Path folder) throws IOException;
}

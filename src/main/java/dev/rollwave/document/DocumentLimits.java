package dev.rollwave.document;

/**
 * How much a document may hold, whatever it is. Each limit is far above what a person or a cluster
 * writes, and keeps a document by mistake or malice from taking the memory, the stack or the time
 * of the machine that reads it.
 */
public final class DocumentLimits {
  /** Size of a plan: 1 MiB. */
  public static final int MOST_PLAN_BYTES = 1_048_576;

  /** Size of a manifest or a snapshot: 256 MiB. */
  public static final int MOST_MANIFEST_BYTES = 256 * 1024 * 1024;

  /**
   * Size of a kubeconfig, of a file that it names, and of what its exec plugin prints: 16 MiB. A
   * kubeconfig of a thousand clusters with certificates and keys has 10 MiB.
   */
  public static final int MOST_LOGIN_BYTES = 16 * 1024 * 1024;

  /** Lists and mappings within one another; the schemas of large CRDs have fewer than 100. */
  public static final int MOST_NESTING = 200;

  /** Uses of a YAML alias, such as {@code *usual}. */
  public static final int MOST_ALIASES = 1_000;

  /** Nodes that the aliases of a document may stand for, all together. */
  public static final int MOST_ALIASED_NODES = 500_000;

  private DocumentLimits() {}
}

/**
 * The packaged jar, killed or stopped at any instant and started again, on many namespaces at once:
 * no workload may be restarted twice, and none left out.
 */
@NullMarked
package dev.rollwave.testcluster.kills;

import org.jspecify.annotations.NullMarked;

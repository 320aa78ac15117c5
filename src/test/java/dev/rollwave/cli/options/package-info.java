/** Tests of how a command finds and enters a cluster, with the packaged jar or in this process. */
@NullMarked
package dev.rollwave.cli.options;

import org.jspecify.annotations.NullMarked;

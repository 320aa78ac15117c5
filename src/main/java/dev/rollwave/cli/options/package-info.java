/**
 * What a person names on a command line: a plan, a cluster, manifests, the namespace of lock and
 * record. What is done with them is up to each command.
 */
@NullMarked
package dev.rollwave.cli.options;

import org.jspecify.annotations.NullMarked;

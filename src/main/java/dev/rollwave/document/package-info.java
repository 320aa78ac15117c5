/**
 * Text to a tree of keys and values, for everything that is read from a file: plans, manifests,
 * snapshots. The only package that knows YAML, and the one place of the limits on what may be read.
 * What the keys mean is left to whoever asked.
 */
@NullMarked
package dev.rollwave.document;

import org.jspecify.annotations.NullMarked;

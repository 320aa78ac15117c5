/** Fabric8's model as JSON and back. */
@NullMarked
package dev.rollwave.kubernetes.json;

import org.jspecify.annotations.NullMarked;

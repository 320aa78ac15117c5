/**
 * Fabric8's model as JSON and back, without Jackson's data binding, which builds a reader and a
 * writer for each class that it meets: at a start that takes longer than all else together.
 */
@NullMarked
package dev.rollwave.kubernetes.json;

import org.jspecify.annotations.NullMarked;

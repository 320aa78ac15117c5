@NullMarked
package dev.rollwave.kubernetes.connection;

import org.jspecify.annotations.NullMarked;

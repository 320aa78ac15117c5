@NullMarked
package dev.rollwave.architecture.broken.kubernetes.connection.exec;

import org.jspecify.annotations.NullMarked;

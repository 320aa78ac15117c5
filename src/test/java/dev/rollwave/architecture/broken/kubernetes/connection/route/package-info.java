@NullMarked
package dev.rollwave.architecture.broken.kubernetes.connection.route;

import org.jspecify.annotations.NullMarked;

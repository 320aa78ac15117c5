@NullMarked
package dev.rollwave.architecture.broken.kubernetes.api;

import org.jspecify.annotations.NullMarked;

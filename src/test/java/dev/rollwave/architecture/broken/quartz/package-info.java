@NullMarked
package dev.rollwave.architecture.broken.quartz;

import org.jspecify.annotations.NullMarked;

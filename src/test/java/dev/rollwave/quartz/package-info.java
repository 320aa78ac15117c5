@NullMarked
package dev.rollwave.quartz;

import org.jspecify.annotations.NullMarked;

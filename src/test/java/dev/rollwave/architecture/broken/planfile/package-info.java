@NullMarked
package dev.rollwave.architecture.broken.planfile;

import org.jspecify.annotations.NullMarked;

@NullMarked
package dev.rollwave.architecture.broken.planfile.waves;

import org.jspecify.annotations.NullMarked;

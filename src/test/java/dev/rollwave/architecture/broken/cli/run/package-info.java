@NullMarked
package dev.rollwave.architecture.broken.cli.run;

import org.jspecify.annotations.NullMarked;

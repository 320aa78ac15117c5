@NullMarked
package dev.rollwave.architecture.broken.planfile.fields;

import org.jspecify.annotations.NullMarked;

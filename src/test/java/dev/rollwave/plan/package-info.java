@NullMarked
package dev.rollwave.plan;

import org.jspecify.annotations.NullMarked;

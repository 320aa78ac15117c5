@NullMarked
package dev.rollwave.architecture.broken.document;

import org.jspecify.annotations.NullMarked;

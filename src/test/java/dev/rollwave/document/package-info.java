@NullMarked
package dev.rollwave.document;

import org.jspecify.annotations.NullMarked;

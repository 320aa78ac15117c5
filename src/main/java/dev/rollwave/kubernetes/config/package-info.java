/**
 * What fabric8 is told of a login, and the HTTP clients under it. How a login comes about is in
 * {@code connection}.
 */
@NullMarked
package dev.rollwave.kubernetes.config;

import org.jspecify.annotations.NullMarked;

/**
 * The way to an API server: the proxy before it, the handshake with it, and which certificates of
 * it are trusted. It looks at no credentials but the certificate that it presents.
 */
@NullMarked
package dev.rollwave.kubernetes.connection.route;

import org.jspecify.annotations.NullMarked;

package dev.rollwave.kubernetes.connection.route;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;

/** Sends every request through one proxy. */
final class ProxyToServer extends ProxySelector {
  private final InetSocketAddress address;

  /**
   * Through {@code address}.
   *
   * @param address not resolved, so that each connection looks it up anew
   */
  ProxyToServer(InetSocketAddress address) {
    this.address = address;
  }

  @Override
  public List<java.net.Proxy> select(URI uri) {
    return List.of(new java.net.Proxy(java.net.Proxy.Type.HTTP, address));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The sender of the request gets the exception.
  }
}

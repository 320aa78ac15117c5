package dev.rollwave.testcluster.proxy;

import java.io.IOException;

/** What befalls a request. */
@FunctionalInterface
public interface Fault {

  /**
   * Lets {@code passage} go as far as it goes. A passage that was not answered when this returns
   * ends in a reset of its connection.
   *
   * @throws IOException when one side is gone; the proxy then cuts the other one
   */
  void strike(Passage passage) throws IOException;
}

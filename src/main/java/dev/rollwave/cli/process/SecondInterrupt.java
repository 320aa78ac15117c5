package dev.rollwave.cli.process;

import java.lang.reflect.Proxy;

/**
 * A person who presses Ctrl-C again does not want to wait for an orderly end.
 *
 * <p>The JVM heeds no second signal while it ends in order, and has no supported way to say
 * otherwise; {@code sun.misc.Signal} of the module {@code jdk.unsupported} is the usual one, and is
 * asked for by name, so that a runtime without it only lacks the shortcut.
 *
 * @see <a href="https://openjdk.org/jeps/260">JEP 260, critical internal APIs</a>
 */
final class SecondInterrupt {
  private SecondInterrupt() {}

  /** From now on SIGINT ends the process at once, with {@code status}, after {@code lastWords}. */
  static void leavesAtOnce(int status, Runnable lastWords) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object halt =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  lastWords.run();
                  Runtime.getRuntime().halt(status);
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), halt);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // Then the orderly end, which takes five seconds at most, is waited for.
    }
  }
}

package dev.rollwave.simulation.mutants;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Defines all of Rollwave anew, with some classes changed; everything else is the parent's. What
 * comes out of it can therefore only be used through types of the JDK.
 */
final class MutantLoader extends ClassLoader {
  private static final String OURS = "dev.rollwave.";

  private final Map<String, byte[]> changed;

  /**
   * With these classes instead of the compiled ones.
   *
   * @param changed class name to class file; empty for the code as it is
   */
  MutantLoader(Map<String, byte[]> changed) {
    super(MutantLoader.class.getClassLoader());
    this.changed = changed;
  }

  /** Plays the world of a seed on this loader's classes; tells as {@link SeedPlay} does. */
  @SuppressWarnings("unchecked")
  LongFunction<String> play() {
    try {
      return (LongFunction<String>)
          loadClass(SeedPlay.class.getName()).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(OURS)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes =
        Optional.ofNullable(changed.get(name))
            .or(() -> ClassFiles.of(name))
            .orElseThrow(() -> new ClassNotFoundException(name));
    return defineClass(name, bytes, 0, bytes.length);
  }
}

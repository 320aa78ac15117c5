package dev.rollwave.testcluster.cronjob;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/**
 * A folder whose files are exchanged all at once, the way a kubelet does it: they are links through
 * {@code ..data} into a folder of their own, and {@code ..data} is moved to the next one.
 *
 * @param place the folder; has to be there
 * @see <a href="https://pkg.go.dev/k8s.io/kubernetes/pkg/volume/util#AtomicWriter">AtomicWriter</a>
 */
record AtomicFolder(Path place) {
  private static final String DATA = "..data";

  /** Exchanges the files: for each name its content. A name that was there before stays. */
  void write(Map<String, String> files) throws IOException {
    Path next = place.resolve("..%d".formatted(System.nanoTime()));
    Files.createDirectory(next);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(next.resolve(file.getKey()), file.getValue());
    }
    Path link = Files.createSymbolicLink(place.resolve("..data_tmp"), next.getFileName());
    Files.move(link, place.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
    for (String name : files.keySet()) {
      Path file = place.resolve(name);
      if (!Files.exists(file)) {
        Files.createSymbolicLink(file, Path.of(DATA, name));
      }
    }
  }
}

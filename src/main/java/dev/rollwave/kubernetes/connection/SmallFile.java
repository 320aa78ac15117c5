package dev.rollwave.kubernetes.connection;

import dev.rollwave.document.DocumentLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads what a person or a cluster keeps in a file to log in with, and no more than it can be. */
final class SmallFile {
  private SmallFile() {}

  /** A file that cannot be read; the message is a clause that says why, for a person. */
  static final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    private UnreadableException(String why) {
      super(why);
    }
  }

  /**
   * All of {@code file}, which may be a pipe.
   *
   * @throws UnreadableException when it is missing, no file, locked away, or too long
   */
  static byte[] read(Path file) throws UnreadableException {
    if (Files.isDirectory(file)) {
      throw new UnreadableException("it is a directory");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] content = in.readNBytes(DocumentLimits.MOST_LOGIN_BYTES + 1);
      if (content.length > DocumentLimits.MOST_LOGIN_BYTES) {
        throw new UnreadableException("it is longer than 16 MiB");
      }
      return content;
    } catch (UnreadableException e) {
      throw e;
    } catch (NoSuchFileException e) {
      throw new UnreadableException("there is no such file");
    } catch (AccessDeniedException e) {
      throw new UnreadableException("this user may not read it");
    } catch (IOException e) {
      throw new UnreadableException("it cannot be read (" + e.getMessage() + ")");
    }
  }
}

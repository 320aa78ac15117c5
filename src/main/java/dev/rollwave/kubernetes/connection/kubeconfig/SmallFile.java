package dev.rollwave.kubernetes.connection.kubeconfig;

import dev.rollwave.document.DocumentLimits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads a file with login data, up to the limit of its size. */
public final class SmallFile {
  private SmallFile() {}

  /** A file that cannot be read; the message says why, a clause for a person. */
  public static final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    private UnreadableException(String why) {
      super(why);
    }
  }

  /**
   * All of {@code file}, which may be a pipe.
   *
   * @throws UnreadableException when it is missing, a directory, not permitted, or too long
   */
  public static byte[] read(Path file) throws UnreadableException {
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

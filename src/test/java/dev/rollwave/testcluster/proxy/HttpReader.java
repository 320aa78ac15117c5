package dev.rollwave.testcluster.proxy;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads HTTP/1.1 messages from one connection, as far as an API server and its clients use it. */
final class HttpReader {
  private final InputStream in;

  HttpReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /** The next head; empty when the other side has nothing more to say. */
  Optional<Head> head() throws IOException {
    Optional<String> start = line();
    if (start.isEmpty()) {
      return Optional.empty();
    }
    List<String> headers = new ArrayList<>();
    for (String header = next(); !header.isEmpty(); header = next()) {
      headers.add(header);
    }
    return Optional.of(new Head(start.get(), headers));
  }

  /** The whole body that {@code head} announces; for an answer without a length, all that comes. */
  byte[] body(Head head, boolean isAnswer) throws IOException {
    if (head.isChunked()) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (Optional<byte[]> chunk = chunk(); chunk.isPresent(); chunk = chunk()) {
        all.writeBytes(chunk.get());
      }
      return all.toByteArray();
    }
    Optional<String> length = head.header("Content-Length");
    if (length.isPresent()) {
      return exactly(Integer.parseInt(length.get()));
    }
    return isAnswer ? in.readAllBytes() : new byte[0];
  }

  /** The next chunk; empty after the last one. */
  Optional<byte[]> chunk() throws IOException {
    int length = Integer.parseInt(next().split(";", 2)[0].strip(), 16);
    byte[] bytes = exactly(length);
    // After the last chunk come trailers, which are never sent here, and an empty line; after any
    // other one the end of its line.
    next();
    return length == 0 ? Optional.empty() : Optional.of(bytes);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("cut off in the middle of a body");
    }
    return bytes;
  }

  private String next() throws IOException {
    return line().orElseThrow(() -> new EOFException("cut off in the middle of a message"));
  }

  private Optional<String> line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = in.read(); read >= 0; read = in.read()) {
      if (read == '\n') {
        return Optional.of(line.toString(StandardCharsets.ISO_8859_1).stripTrailing());
      }
      line.write(read);
    }
    if (line.size() > 0) {
      throw new EOFException("cut off in the middle of a line");
    }
    return Optional.empty();
  }
}

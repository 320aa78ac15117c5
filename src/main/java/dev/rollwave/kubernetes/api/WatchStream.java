package dev.rollwave.kubernetes.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The lines of a watch, as they arrive; one reader. */
public final class WatchStream implements AsyncBody.Consumer<List<ByteBuffer>>, AutoCloseable {
  /** An object is 1.5 MiB at most in etcd; a line far above that is no watch event. */
  private static final int LONGEST_LINE = 16 << 20;

  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final Deque<String> lines = new ArrayDeque<>();
  private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();
  private volatile @Nullable AsyncBody body;
  private @Nullable End end;
  private volatile boolean closed;

  private sealed interface Arrival {}

  private record Bytes(ByteArrayOutputStream bytes) implements Arrival {}

  private record End(Optional<Throwable> failure) implements Arrival {}

  /** What {@link #next} found. */
  public sealed interface Next {
    /** One event, as JSON. */
    record Line(String json) implements Next {}

    /** Nothing within the time. */
    record Silence() implements Next {}

    /** No more will come. */
    record Ended(Optional<String> failure) implements Next {}
  }

  void opened(AsyncBody opened) {
    body = opened;
    var _ =
        opened
            .done()
            .whenComplete(
                (nothing, failure) -> arrivals.add(new End(Optional.ofNullable(failure))));
    opened.consume();
    if (closed) {
      opened.cancel();
    }
  }

  @Override
  public void consume(List<ByteBuffer> buffers, AsyncBody from) {
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      chunk.writeBytes(bytes);
    }
    arrivals.add(new Bytes(chunk));
  }

  /** The next event, waiting no longer than {@code timeout} for it. */
  public Next next(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (lines.isEmpty()) {
      if (end != null) {
        return new Next.Ended(end.failure().map(Causes::of));
      }
      Arrival arrival = arrivals.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      switch (arrival) {
        case null -> {
          return new Next.Silence();
        }
        case End e -> end = e;
        case Bytes(ByteArrayOutputStream bytes) -> take(bytes.toByteArray());
      }
    }
    return new Next.Line(lines.removeFirst());
  }

  /** All that is left, for an answer that turned out to be no watch; empty when it does not end. */
  String remainder(Duration timeout) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    Next next = next(timeout);
    while (next instanceof Next.Line(String json)) {
      text.append(json).append('\n');
      next = next(timeout);
    }
    close();
    return text.append(unfinished.toString(UTF_8)).toString();
  }

  private void take(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\n') {
        lines.addLast(unfinished.toString(UTF_8));
        unfinished.reset();
      } else {
        unfinished.write(b);
      }
    }
    if (unfinished.size() > LONGEST_LINE) {
      end = new End(Optional.of(new IOException("a line of more than " + LONGEST_LINE + " bytes")));
      close();
      return;
    }
    AsyncBody open = body;
    if (open != null) {
      open.consume();
    }
  }

  @Override
  public void close() {
    closed = true;
    AsyncBody open = body;
    if (open != null) {
      open.cancel();
    }
  }
}

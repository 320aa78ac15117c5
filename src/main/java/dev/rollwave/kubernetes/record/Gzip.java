package dev.rollwave.kubernetes.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Text as the {@code binaryData} of a ConfigMap keeps it: UTF-8, gzip, base64. */
final class Gzip {
  private Gzip() {}

  static String pack(String text) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("memory is always there", e);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  /**
   * The text again.
   *
   * @param most bytes of the text; a small archive may stand for more than fits into memory
   * @throws IllegalArgumentException when that is no such text
   */
  static String unpack(String base64, int most) {
    byte[] packed = Base64.getDecoder().decode(base64);
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] text = gzip.readNBytes(most + 1);
      if (text.length > most) {
        throw new IllegalArgumentException("unpacked it is longer than " + most + " bytes");
      }
      return new String(text, UTF_8);
    } catch (IOException e) {
      throw new IllegalArgumentException("damaged gzip: " + e.getMessage(), e);
    }
  }
}

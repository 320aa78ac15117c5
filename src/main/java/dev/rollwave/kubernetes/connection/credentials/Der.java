package dev.rollwave.kubernetes.connection.credentials;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * As much of DER as it takes to put a private key into PKCS#8.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-X.690">ITU-T X.690</a>
 */
final class Der {
  static final int INTEGER = 0x02;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  /** The first tag of a structure's own: {@code [0]}. */
  static final int FIRST = 0xA0;

  private Der() {}

  /** {@code parts}, one after another, under {@code tag}. */
  static byte[] of(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    int length = content.size();
    if (length < 0x80) {
      whole.write(length);
    } else {
      int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
      whole.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        whole.write(length >>> (8 * i));
      }
    }
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  /** Reads the parts of a structure one after another. */
  static final class Reader {
    private final byte[] der;
    private int at;

    Reader(byte[] der) {
      this.der = der;
    }

    boolean hasNext() {
      return at < der.length;
    }

    /** The tag of the next part. */
    int tag() {
      return der[at] & 0xFF;
    }

    /**
     * The content of the next part.
     *
     * @throws IllegalArgumentException when that is no DER
     */
    byte[] next() {
      int start = at + 1;
      int length = at(start++);
      if (length >= 0x80) {
        int bytes = length & 0x7F;
        length = 0;
        for (int i = 0; i < bytes; i++) {
          length = (length << 8) | at(start++);
        }
      }
      if (length < 0 || length > der.length - start) {
        throw new IllegalArgumentException("cut off");
      }
      at = start + length;
      return Arrays.copyOfRange(der, start, at);
    }

    private int at(int index) {
      if (index >= der.length) {
        throw new IllegalArgumentException("cut off");
      }
      return der[index] & 0xFF;
    }
  }
}

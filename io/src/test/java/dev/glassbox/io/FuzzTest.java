package dev.glassbox.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is done to a file, reading it gives a value or a [FileException], and nothing else.
class FuzzTest {
  private static final int TRIES = 1500;
  private static final String[] WORDS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0000",
    "\\uD800",
    "null",
    "true",
    "-1",
    "1e9",
    "9223372036854775807",
    "2147483648",
    "0",
    "F64",
    "BOOL",
    "I32",
    "w",
    "shape",
    "dtype",
    "data_offsets",
    "__metadata__",
    "\0",
    "\u00FF",
    "é"
  };

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aMutatedFileIsReadOrRefusedAndNothingElse(long seed) throws IOException {
    byte[] whole = wholeFile();
    Path file = folder.resolve("mutated");
    Rng rng = Rng.seed(seed);
    int read = 0;
    for (int i = 0; i < TRIES; i++) {
      byte[] mutated = mutated(whole, rng);
      Files.write(file, mutated);
      try {
        Safetensors.read(file);
        read++;
      } catch (FileException refused) {
        String message = String.valueOf(refused.getMessage());
        if (!message.startsWith(file + " ") || message.contains("\n")) {
          fail("seed %d, try %d: not one line about the file: %s".formatted(seed, i, message));
        }
      } catch (RuntimeException | Error other) {
        fail(
            "seed %d, try %d: %s%n%s"
                .formatted(seed, i, other, new String(mutated, StandardCharsets.ISO_8859_1)),
            other);
      }
    }
    // Both outcomes must happen, or the mutations are too tame or too wild to say anything.
    assertThat(read).isBetween(TRIES / 100, TRIES * 9 / 10);
  }

  private byte[] wholeFile() throws IOException {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", Tensor.normal(Rng.seed(7), Shape.of(40, 3), 0, 1));
    tensors.put("mask", Tensor.of(Shape.of(3), new boolean[] {true, false, true}));
    tensors.put("scalar", Tensor.scalar(DType.FLOAT64, 1));
    tensors.put("empty", Tensor.zeros(Shape.of(0, 4)));
    Path file = folder.resolve("whole");
    new Safetensors(tensors, Map.of("task", "regress", "é", "ü")).write(file);
    return Files.readAllBytes(file);
  }

  private static byte[] mutated(byte[] whole, Rng rng) {
    byte[] bytes = whole;
    for (int changes = 1 + rng.nextInt(2); changes > 0; changes--) {
      bytes = changed(bytes, rng);
    }
    // Half of the time the length is put right, so that the mutation reaches what lies behind it.
    int end = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf('}') + 1;
    if (rng.nextInt(2) == 0 && end > Long.BYTES) {
      long length = (long) end - Long.BYTES;
      for (int i = 0; i < Long.BYTES; i++) {
        bytes[i] = (byte) (length >>> (8 * i));
      }
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, Rng rng) {
    if (bytes.length == 0) {
      return new byte[] {(byte) rng.nextInt(256)};
    }
    int at = rng.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + rng.nextInt(12));
    return switch (rng.nextInt(7)) {
      case 0 -> replaced(bytes, at, 1, new byte[] {(byte) (bytes[at] ^ 1 << rng.nextInt(8))});
      case 1 -> replaced(bytes, at, 1, new byte[] {(byte) rng.nextInt(256)});
      case 2 -> replaced(bytes, at, length, new byte[0]);
      case 3 -> replaced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
      case 4 -> Arrays.copyOf(bytes, at);
      case 5 -> Arrays.copyOf(bytes, bytes.length + 1 + rng.nextInt(16));
      default -> replaced(bytes, at, rng.nextInt(2) * length, word(rng));
    };
  }

  private static byte[] word(Rng rng) {
    return WORDS[rng.nextInt(WORDS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] replaced(byte[] bytes, int at, int length, byte[] by) {
    byte[] result = Arrays.copyOf(bytes, bytes.length - length + by.length);
    System.arraycopy(by, 0, result, at, by.length);
    System.arraycopy(bytes, at + length, result, at + by.length, bytes.length - at - length);
    return result;
  }
}

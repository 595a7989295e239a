package dev.glassbox.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("model.safetensors");
  }

  private Safetensors writtenAndRead(SequencedMap<String, Tensor> tensors) {
    new Safetensors(tensors, Map.of()).write(file());
    return Safetensors.read(file());
  }

  private Tensor writtenAndRead(Tensor tensor) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("t", tensor);
    return writtenAndRead(tensors).tensor("t");
  }

  @Test
  void float32NumbersComeBackBitForBit() {
    int[] bits = {
      0, 0x80000000, 0x3F800000, 1, 0x7F7FFFFF, 0x7F800000, 0xFF800000, 0x7FC00000, 0x7FC12345
    };
    float[] values = new float[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = Float.intBitsToFloat(bits[i]);
    }
    Tensor back = writtenAndRead(Tensor.of(Shape.of(3, 3), values));
    assertThat(back.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(back.shape()).isEqualTo(Shape.of(3, 3));
    float[] read = back.toFloatArray();
    for (int i = 0; i < bits.length; i++) {
      assertThat(Float.floatToRawIntBits(read[i])).isEqualTo(bits[i]);
    }
  }

  @Test
  void float64NumbersComeBackBitForBit() {
    double[] values = {0.1, -0.0, Double.MIN_VALUE, Double.MAX_VALUE, Double.NEGATIVE_INFINITY};
    Tensor back = writtenAndRead(Tensor.of(Shape.of(5, 1), values));
    assertThat(back.dtype()).isEqualTo(DType.FLOAT64);
    assertThat(back.shape()).isEqualTo(Shape.of(5, 1));
    assertThat(back.toDoubleArray()).containsExactly(values);
  }

  @Test
  void int64NumbersComeBackWithAllTheirDigits() {
    long[] values = {Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1, -1};
    Tensor back = writtenAndRead(Tensor.of(Shape.of(2, 2), values));
    assertThat(back.dtype()).isEqualTo(DType.INT64);
    assertThat(back.toLongArray()).containsExactly(values);
  }

  @Test
  void masksComeBack() {
    boolean[] values = {true, false, true};
    Tensor back = writtenAndRead(Tensor.of(Shape.of(3), values));
    assertThat(back.dtype()).isEqualTo(DType.BOOL);
    assertThat(back.toBooleanArray()).containsExactly(values);
  }

  @Test
  void aSingleNumberAndEmptyTensorsKeepTheirShapes() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("empty first", Tensor.zeros(Shape.of(0, 3)));
    tensors.put("scalar", Tensor.scalar(DType.FLOAT64, 0.25));
    tensors.put("empty between", Tensor.zeros(Shape.of(2, 0, 5), DType.INT64));
    tensors.put("one", Tensor.of(7.0));
    tensors.put("empty last", Tensor.zeros(Shape.of(0), DType.BOOL));
    Safetensors back = writtenAndRead(tensors);
    assertThat(back.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
    tensors.forEach(
        (name, tensor) -> {
          assertThat(back.tensor(name).shape()).isEqualTo(tensor.shape());
          assertThat(back.tensor(name).dtype()).isEqualTo(tensor.dtype());
          assertThat(back.tensor(name).toDoubleArray()).isEqualTo(tensor.toDoubleArray());
        });
  }

  @Test
  void aFileWithoutTensorsIsAFileToo() {
    assertThat(writtenAndRead(new LinkedHashMap<>()).tensors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 13, 16_383, 16_384, 16_385, 100_003})
  void tensorsAroundTheSizeOfAChunkComeBack(int size) {
    Tensor tensor = Tensor.normal(Rng.seed(size), Shape.of(size), 0, 1);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("mask", Tensor.of(Shape.of(3), new boolean[] {true, false, true}));
    tensors.put("big", tensor);
    tensors.put("after", Tensor.of(DType.FLOAT64, 1.5));
    Safetensors back = writtenAndRead(tensors);
    assertThat(back.tensor("big").toFloatArray()).isEqualTo(tensor.toFloatArray());
    assertThat(back.tensor("after").item()).isEqualTo(1.5);
  }

  @Test
  void aSliceWritesItsOwnNumbersOnly() {
    Tensor rows = Tensor.of(Shape.of(3, 2), new float[] {1, 2, 3, 4, 5, 6}).rows(1, 3);
    assertThat(writtenAndRead(rows).toFloatArray()).containsExactly(3, 4, 5, 6);
  }

  @Test
  void metadataAndNamesMayHoldAnyText() {
    Map<String, String> metadata =
        Map.of(
            "quote", "a \"b\" \\ c", "lines", "a\nb\tc\0d", "名前", "ü ✓ 🙂", "empty", "", "", "x");
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("", Tensor.of(1.0));
    tensors.put("名前 \"\n🙂", Tensor.of(2.0));
    new Safetensors(tensors, metadata).write(file());
    Safetensors back = Safetensors.read(file());
    assertThat(back.metadata()).isEqualTo(metadata);
    assertThat(back.tensors().keySet()).containsExactlyElementsOf(tensors.keySet());
  }

  @Test
  void theBytesAreTheFormatsToTheLetter() throws IOException {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("bias", Tensor.of(0.5));
    tensors.put("rows", Tensor.of(Shape.of(2), new long[] {1, -1}));
    new Safetensors(tensors, Map.of("task", "x")).write(file());
    String header =
        "{\"__metadata__\":{\"task\":\"x\"},"
            + "\"bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[16,20]},"
            + "\"rows\":{\"dtype\":\"I64\",\"shape\":[2],\"data_offsets\":[0,16]}}";
    int padded = (header.length() + 7) / 8 * 8;
    ByteBuffer expected = ByteBuffer.allocate(8 + padded + 20).order(ByteOrder.LITTLE_ENDIAN);
    expected.putLong(padded).put(header.getBytes(StandardCharsets.UTF_8));
    expected.put(" ".repeat(padded - header.length()).getBytes(StandardCharsets.UTF_8));
    expected.putLong(1).putLong(-1).putFloat(0.5f);
    assertThat(Files.readAllBytes(file())).isEqualTo(expected.array());
  }

  @Test
  void theSameContentGivesTheSameBytesWhateverTheOrderOfTheMetadata() throws IOException {
    Map<String, String> forward = new LinkedHashMap<>();
    Map<String, String> backward = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      forward.put("key " + i, "value");
      backward.put("key " + (19 - i), "value");
    }
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("w", Tensor.of(1.0, 2.0));
    new Safetensors(tensors, forward).write(file());
    byte[] first = Files.readAllBytes(file());
    new Safetensors(tensors, backward).write(file());
    assertThat(Files.readAllBytes(file())).isEqualTo(first);
  }

  @Test
  void whatIsReadAndWrittenAgainIsTheSameFile() throws IOException {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("mask", Tensor.of(Shape.of(3), new boolean[] {true, false, true}));
    tensors.put("z", Tensor.of(1.0, 2.0, 3.0));
    tensors.put("a", Tensor.of(DType.FLOAT64, 4.0));
    new Safetensors(tensors, Map.of("b", "1", "a", "2")).write(file());
    byte[] first = Files.readAllBytes(file());
    Safetensors.read(file()).write(file());
    assertThat(Files.readAllBytes(file())).isEqualTo(first);
  }

  @Test
  void theValueDoesNotChangeWithTheMapsItWasMadeFrom() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    var value = new Safetensors(tensors, Map.of());
    tensors.put("late", Tensor.of(1.0));
    assertThat(value.tensors()).isEmpty();
    assertThatThrownBy(() -> value.tensors().put("late", Tensor.of(1.0)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aTensorThatIsNotThereIsAnsweredWithSomeThatAre() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : new String[] {"a", "b", "c", "d", "e", "f"}) {
      tensors.put(name, Tensor.of(1.0));
    }
    assertThatThrownBy(() -> new Safetensors(tensors, Map.of()).tensor("w"))
        .isInstanceOf(FileException.class)
        .hasMessage(
            "safetensors: no tensor is called 'w'; there are 6: 'a', 'b', 'c', 'd', 'e', …");
  }

  @Test
  void aTensorCannotTakeTheNameOfTheMetadata() {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("__metadata__", Tensor.of(1.0));
    assertThatThrownBy(() -> new Safetensors(tensors, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "safetensors: no tensor can be called __metadata__, which is where the metadata"
                + " stands");
  }

  @Test
  void aTextThatIsNotUnicodeIsRefusedBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> new Safetensors(new LinkedHashMap<>(), Map.of("key", "a\uD800b")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("half of a surrogate pair");
  }

  @Test
  void aTensorOfMoreAxesThanCanBeReadBackIsRefused() {
    int[] ones = new int[65];
    Arrays.fill(ones, 1);
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("deep", Tensor.zeros(Shape.of(ones)));
    assertThatThrownBy(() -> new Safetensors(tensors, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("safetensors: tensor 'deep' has 65 axes, the most is 64");
    int[] most = Arrays.copyOf(ones, 64);
    assertThat(writtenAndRead(Tensor.zeros(Shape.of(most))).shape()).isEqualTo(Shape.of(most));
  }
}

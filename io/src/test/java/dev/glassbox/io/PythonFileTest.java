package dev.glassbox.io;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Reads `python.safetensors`, which Python's safetensors library wrote by way of
/// `tools/make-safetensors-golden.py`; the expected numbers are those of that script.
class PythonFileTest {
  @TempDir private Path folder;
  private Safetensors read = new Safetensors(new LinkedHashMap<>(), Map.of());

  @BeforeEach
  void readTheFile() throws IOException {
    Path file = folder.resolve("python.safetensors");
    try (InputStream golden = getClass().getResourceAsStream("python.safetensors")) {
      Files.copy(Objects.requireNonNull(golden), file);
    }
    read = Safetensors.read(file);
  }

  private Tensor tensor(String name, DType dtype, int... lengths) {
    Tensor tensor = read.tensor(name);
    assertThat(tensor.dtype()).isEqualTo(dtype);
    assertThat(tensor.shape()).isEqualTo(Shape.of(lengths));
    return tensor;
  }

  @Test
  void holdsTheThirteenTensorsOfTheScript() {
    assertThat(read.tensors().keySet())
        .containsExactlyInAnyOrder(
            "double",
            "float",
            "half",
            "brain",
            "long",
            "int",
            "short",
            "byte",
            "unsigned",
            "mask",
            "scalar",
            "empty",
            "名前 ü");
  }

  @Test
  void metadataIsRead() {
    assertThat(read.metadata())
        .isEqualTo(Map.of("format", "np", "task", "naïve ✓", "quote", "a \"b\" \\ c\n"));
  }

  @Test
  void float64AndFloat32AreReadAsTheyAre() {
    assertThat(tensor("double", DType.FLOAT64, 2).toDoubleArray()).containsExactly(0.1, -1e300);
    assertThat(tensor("float", DType.FLOAT32, 2, 3).toFloatArray())
        .containsExactly(0, 0.5f, 1, 1.5f, 2, Float.NaN);
    assertThat(tensor("scalar", DType.FLOAT32).item()).isEqualTo(42);
    assertThat(tensor("empty", DType.FLOAT32, 0, 3).size()).isZero();
    assertThat(tensor("名前 ü", DType.FLOAT32, 1).toFloatArray()).containsExactly(-0f);
  }

  @Test
  void halfPrecisionBecomesFloat32() {
    assertThat(tensor("half", DType.FLOAT32, 4).toFloatArray())
        .containsExactly(1.5f, -2, 65504, 0x1p-24f);
    assertThat(tensor("brain", DType.FLOAT32, 3).toFloatArray()).containsExactly(1, -2, 3.140625f);
  }

  @Test
  void integersOfEveryWidthBecomeInt64() {
    assertThat(tensor("long", DType.INT64, 2).toLongArray())
        .containsExactly(Long.MAX_VALUE, Long.MIN_VALUE);
    assertThat(tensor("int", DType.INT64, 2).toLongArray())
        .containsExactly(Integer.MAX_VALUE, Integer.MIN_VALUE);
    assertThat(tensor("short", DType.INT64, 2).toLongArray()).containsExactly(32767, -32768);
    assertThat(tensor("byte", DType.INT64, 2).toLongArray()).containsExactly(127, -128);
    assertThat(tensor("unsigned", DType.INT64, 2).toLongArray()).containsExactly(0, 255);
  }

  @Test
  void masksAreRead() {
    assertThat(tensor("mask", DType.BOOL, 3).toBooleanArray()).containsExactly(true, false, true);
  }
}

package dev.glassbox.io;

import dev.glassbox.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The content of a `.safetensors` file: named tensors, and texts that say what they are.
///
/// The file is eight bytes with the length of the header (little-endian), the header in JSON, and
/// the numbers (little-endian, row-major), back to back. It holds data only: reading one runs no
/// code. The format is that of the `safetensors` library for Python, which reads what is written
/// here and the other way round.
///
/// {@snippet :
/// SequencedMap<String, Tensor> weights = new LinkedHashMap<>();
/// weights.put("hidden.weight", Tensor.of(Shape.of(2, 3), new float[] {1, 2, 3, 4, 5, 6}));
/// weights.put("hidden.bias", Tensor.of(0.5, -0.5));
/// new Safetensors(weights, Map.of("task", "classify")).write(Path.of("model.safetensors"));
/// Tensor weight = Safetensors.read(Path.of("model.safetensors")).tensor("hidden.weight");
/// }
///
/// The same tensors in the same order with the same metadata always give the same bytes.
///
/// @param tensors by name, in the order in which the header lists them
/// @param metadata any texts, in the order of their keys
public record Safetensors(SequencedMap<String, Tensor> tensors, Map<String, String> metadata) {
  /// The header's key for the metadata, which no tensor may have.
  static final String METADATA = "__metadata__";

  /// The longest header that is read or written, in bytes; the Python library has the same bound.
  static final int MAX_HEADER = 100_000_000;

  /// The most axes a tensor in a file may have; NumPy has the same bound.
  static final int MAX_AXES = 64;

  /// A value of its own: later changes to the maps do not show in it.
  ///
  /// @throws IllegalArgumentException if a tensor is called `__metadata__` or has more than 64
  ///   axes, or if a text is not valid Unicode
  public Safetensors {
    tensors = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    tensors.forEach(Safetensors::requireWritable);
    metadata.forEach(
        (key, value) -> {
          requireUnicode(key);
          requireUnicode(value);
        });
  }

  private static void requireWritable(String name, Tensor tensor) {
    requireUnicode(name);
    if (name.equals(METADATA)) {
      throw new IllegalArgumentException(
          "safetensors: no tensor can be called %s, which is where the metadata stands"
              .formatted(METADATA));
    }
    if (tensor.shape().rank() > MAX_AXES) {
      throw new IllegalArgumentException(
          "safetensors: tensor '%s' has %d axes, the most is %d"
              .formatted(name, tensor.shape().rank(), MAX_AXES));
    }
  }

  private static void requireUnicode(String text) {
    if (!isUnicode(text)) {
      throw new IllegalArgumentException(
          "safetensors: '%s' holds half of a surrogate pair, which is not valid Unicode"
              .formatted(text));
    }
  }

  static boolean isUnicode(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /// The tensor of this name.
  ///
  /// @throws FileException if there is none; the message lists some that there are
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      String some =
          tensors.keySet().stream().limit(5).map(Origin::quoted).collect(Collectors.joining(", "));
      throw new FileException(
          "safetensors: no tensor is called %s; there are %d: %s%s"
              .formatted(
                  Origin.quoted(name), tensors.size(), some, tensors.size() > 5 ? ", …" : ""));
    }
    return tensor;
  }

  /// Writes the file, or replaces it, by way of [AtomicFile].
  ///
  /// @throws FileException if it cannot be written; a file that stood there is then unchanged
  public void write(Path path) {
    FileWriter.write(path, this);
  }

  /// What [#write] would write, for where there is no file.
  ///
  /// @throws FileException if names, shapes and metadata are too long
  public byte[] bytes() {
    return FileWriter.bytes(this);
  }

  /// Reads a file, trusting nothing in it.
  ///
  /// Tensors of the types F32, F64, I64 and BOOL come as they are; F16 and BF16 become FLOAT32, and
  /// I32, I16, I8 and U8 become INT64, all without loss.
  ///
  /// @throws FileException if there is no such file, it is no safetensors file, it is damaged, or
  ///   its tensors do not fit into the memory
  public static Safetensors read(Path path) {
    return FileReader.read(path);
  }
}

package dev.glassbox.io;

import dev.glassbox.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes a safetensors file.
final class FileWriter {
  private static final int CHUNK = 1 << 16;

  private final OutputStream out;
  private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

  private FileWriter(OutputStream out) {
    this.out = out;
  }

  static void write(Path path, Safetensors content) {
    FileWriter.Plan plan = plan(content, "cannot write " + path);
    AtomicFile.write(path, plan::write);
  }

  /// The file as bytes.
  static byte[] bytes(Safetensors content) {
    var bytes = new ByteArrayOutputStream();
    try {
      plan(content, "safetensors").write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /// A header, and the tensors in the order in which they follow it.
  private record Plan(byte[] header, List<Map.Entry<String, Tensor>> tensors) {
    void write(OutputStream out) throws IOException {
      var writer = new FileWriter(out);
      writer.room(Long.BYTES).putLong(header.length);
      writer.flush();
      out.write(header);
      for (Map.Entry<String, Tensor> named : tensors) {
        writer.write(named.getValue());
      }
      writer.flush();
    }
  }

  private static Plan plan(Safetensors content, String failure) {
    // The numbers of wide types come first, so that each stands at a multiple of its own size and a
    // reader may map the file into memory.
    List<Map.Entry<String, Tensor>> widestFirst =
        content.tensors().entrySet().stream()
            .sorted(Comparator.comparingInt(named -> -width(named.getValue())))
            .toList();
    byte[] header = header(content, widestFirst).toJson();
    if (header.length > Safetensors.MAX_HEADER) {
      throw new FileException(
          "%s: names, shapes and metadata take %,d bytes, the most is %,d; shorten them"
              .formatted(failure, header.length, Safetensors.MAX_HEADER));
    }
    return new Plan(header, widestFirst);
  }

  private static int width(Tensor tensor) {
    return StoredType.of(tensor.dtype()).bytes();
  }

  private static Header header(Safetensors content, List<Map.Entry<String, Tensor>> byPlace) {
    Map<String, Header.Entry> entries = new LinkedHashMap<>();
    // The header keeps the order that was given, whatever the places are.
    content.tensors().forEach((name, tensor) -> entries.put(name, entry(name, tensor, 0)));
    long start = 0;
    for (Map.Entry<String, Tensor> named : byPlace) {
      Header.Entry entry = entry(named.getKey(), named.getValue(), start);
      entries.put(entry.name(), entry);
      start = entry.end();
    }
    return new Header(List.copyOf(entries.values()), content.metadata());
  }

  private static Header.Entry entry(String name, Tensor tensor, long start) {
    long end = start + (long) width(tensor) * tensor.size();
    return new Header.Entry(name, StoredType.of(tensor.dtype()), tensor.shape(), start, end);
  }

  private void write(Tensor tensor) throws IOException {
    switch (tensor.dtype()) {
      case FLOAT32 -> {
        for (float value : tensor.toFloatArray()) {
          room(Float.BYTES).putFloat(value);
        }
      }
      case FLOAT64 -> {
        for (double value : tensor.toDoubleArray()) {
          room(Double.BYTES).putDouble(value);
        }
      }
      case INT64 -> {
        for (long value : tensor.toLongArray()) {
          room(Long.BYTES).putLong(value);
        }
      }
      case BOOL -> {
        for (boolean value : tensor.toBooleanArray()) {
          room(1).put((byte) (value ? 1 : 0));
        }
      }
    }
  }

  /// The chunk, with room for so many bytes more.
  private ByteBuffer room(int bytes) throws IOException {
    if (chunk.remaining() < bytes) {
      flush();
    }
    return chunk;
  }

  private void flush() throws IOException {
    out.write(chunk.array(), 0, chunk.position());
    chunk.clear();
  }
}

package dev.glassbox.io;

import dev.glassbox.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What stands before the numbers: which tensors there are, and where.
///
/// @param entries in the order of the header
/// @param metadata in the order of its keys, or of the header
record Header(List<Entry> entries, Map<String, String> metadata) {

  /// One tensor.
  ///
  /// @param name its name
  /// @param type the type of its numbers in the file
  /// @param shape its shape
  /// @param start where its first byte stands, counted from the first byte after the header
  /// @param end where the first byte after it stands
  record Entry(String name, StoredType type, Shape shape, long start, long end) {}

  /// The entries in the order of their numbers in the file; empty tensors come before what follows
  /// at the same place.
  List<Entry> byPlace() {
    return entries.stream()
        .sorted(Comparator.comparingLong(Entry::start).thenComparingLong(Entry::end))
        .toList();
  }

  /// The header as it stands in a file, with spaces at its end so that, after the eight bytes of
  /// the length, the numbers begin at a multiple of eight.
  byte[] toJson() {
    var bytes = new ByteArrayOutputStream();
    try (JsonGenerator json =
        new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeName(Safetensors.METADATA);
        json.writeStartObject();
        metadata.forEach(json::writeStringProperty);
        json.writeEndObject();
      }
      for (Entry entry : entries) {
        json.writeName(entry.name());
        json.writeStartObject();
        json.writeStringProperty("dtype", entry.type().name());
        json.writeName("shape");
        json.writeArray(entry.shape().lengths(), 0, entry.shape().rank());
        json.writeName("data_offsets");
        json.writeArray(new long[] {entry.start(), entry.end()}, 0, 2);
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    while (bytes.size() % 8 != 0) {
      bytes.write(' ');
    }
    return bytes.toByteArray();
  }
}

package dev.glassbox.studio.screen;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is sent to the tabs at once: a JSON object, and arrays of floats too many for JSON.
///
/// As bytes, all little endian: `u32` the length of all that follows, `u32` the length of the
/// header, the header in UTF-8, zeros up to a multiple of four, and the floats. The header is the
/// object with `arrays` added: for each name an `offset`, counted in floats, and a `shape`.
///
/// @param header the object
/// @param arrays by name
public record Frame(ObjectNode header, Map<String, Values> arrays) {
  /// Copies the map.
  public Frame {
    arrays = new LinkedHashMap<>(arrays);
  }

  /// Floats and the shape they have.
  public record Values(float[] values, int... shape) {
    /// Checks that there are as many as the shape says.
    ///
    /// @throws IllegalArgumentException if not
    public Values {
      int size = IntStream.of(shape).reduce(1, (a, b) -> a * b);
      if (size != values.length) {
        throw new IllegalArgumentException(
            "frame: %d values for a shape of %d".formatted(values.length, size));
      }
    }
  }

  /// The frame as bytes.
  ///
  /// @param channel by which the page tells what the frame is for
  public byte[] bytes(String channel) {
    ObjectNode whole = header.deepCopy();
    whole.put("channel", channel);
    ObjectNode places = whole.putObject("arrays");
    int offset = 0;
    for (var array : arrays.entrySet()) {
      ObjectNode place = places.putObject(array.getKey());
      place.put("offset", offset);
      ArrayNode shape = place.putArray("shape");
      IntStream.of(array.getValue().shape()).forEach(shape::add);
      offset += array.getValue().values().length;
    }
    byte[] json = Json.text(whole).getBytes(StandardCharsets.UTF_8);
    int padded = (json.length + 3) & ~3;
    ByteBuffer bytes = ByteBuffer.allocate(8 + padded + 4 * offset).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putInt(4 + padded + 4 * offset).putInt(json.length).put(json).position(8 + padded);
    arrays.values().forEach(array -> put(bytes, array.values()));
    return bytes.array();
  }

  private static void put(ByteBuffer bytes, float[] values) {
    bytes.asFloatBuffer().put(values);
    bytes.position(bytes.position() + 4 * values.length);
  }
}

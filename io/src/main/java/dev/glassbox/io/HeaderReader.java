package dev.glassbox.io;

import dev.glassbox.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;

/// Reads the JSON of a header token by token and accepts only what the format allows, so that
/// neither depth nor repeated keys nor huge numbers can do harm. Whether the places fit together
/// and into the file is for [FileReader] to check.
final class HeaderReader {
  // Three levels are legal; at the fourth there is a better message than that of the JSON parser.
  private static final int DEEPEST = 4;
  private static final int LONGEST_NUMBER = 20;

  private final Origin origin;
  private final JsonParser json;

  private HeaderReader(Origin origin, JsonParser json) {
    this.origin = origin;
    this.json = json;
  }

  static Header read(Origin origin, String text) {
    var limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(LONGEST_NUMBER)
            .maxNameLength(Safetensors.MAX_HEADER)
            .maxStringLength(Safetensors.MAX_HEADER)
            .build();
    // Names out of a file are not worth a table shared by all parsers, which a file could also
    // flood.
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(limits)
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();
    try (JsonParser json = factory.createParser(ObjectReadContext.empty(), text)) {
      return new HeaderReader(origin, json).header();
    } catch (JacksonException _) {
      throw origin.damaged("its header is not valid JSON");
    }
  }

  private Header header() {
    expect(json.nextToken(), JsonToken.START_OBJECT, "its header must be a JSON object");
    Map<String, Header.Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    boolean hasMetadata = false;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      requireUnicode(name);
      if (name.equals(Safetensors.METADATA)) {
        if (hasMetadata) {
          throw origin.damaged("its header has %s twice".formatted(name));
        }
        hasMetadata = true;
        readMetadata(metadata);
      } else if (entries.containsKey(name)) {
        throw origin.damaged("its header has tensor %s twice".formatted(Origin.quoted(name)));
      } else {
        entries.put(name, entry(name));
      }
    }
    if (json.nextToken() != null) {
      throw origin.damaged("its header goes on after the JSON object");
    }
    return new Header(List.copyOf(entries.values()), metadata);
  }

  private void readMetadata(Map<String, String> metadata) {
    String rule = "its metadata must be an object of texts";
    expect(json.nextToken(), JsonToken.START_OBJECT, rule);
    for (String key = json.nextName(); key != null; key = json.nextName()) {
      expect(json.nextToken(), JsonToken.VALUE_STRING, rule);
      String value = json.getString();
      requireUnicode(key);
      requireUnicode(value);
      if (metadata.put(key, value) != null) {
        throw origin.damaged("its metadata has %s twice".formatted(Origin.quoted(key)));
      }
    }
  }

  private Header.Entry entry(String name) {
    String tensor = "tensor " + Origin.quoted(name);
    expect(json.nextToken(), JsonToken.START_OBJECT, tensor + " must be an object");
    Set<String> fields = new HashSet<>();
    StoredType type = null;
    long[] lengths = null;
    long[] offsets = null;
    for (String field = json.nextName(); field != null; field = json.nextName()) {
      if (!fields.add(field)) {
        throw origin.damaged("%s has %s twice".formatted(tensor, Origin.quoted(field)));
      }
      switch (field) {
        case "dtype" -> type = type(tensor);
        case "shape" -> lengths = numbers(tensor + ": shape", Safetensors.MAX_AXES);
        case "data_offsets" -> offsets = numbers(tensor + ": data_offsets", 2);
        default ->
            throw origin.damaged(
                "%s has an unknown field %s".formatted(tensor, Origin.quoted(field)));
      }
    }
    if (type == null || lengths == null || offsets == null) {
      throw origin.damaged(tensor + " must have dtype, shape and data_offsets");
    }
    return entry(name, tensor, type, shape(tensor, lengths), offsets);
  }

  private Header.Entry entry(
      String name, String tensor, StoredType type, Shape shape, long[] offsets) {
    if (offsets.length != 2 || offsets[1] < offsets[0]) {
      throw origin.damaged(
          "%s: data_offsets must be a start and an end, were %s"
              .formatted(tensor, Arrays.toString(offsets)));
    }
    // Fits: a shape has less than 2³¹ elements of at most 8 bytes.
    long needed = (long) shape.size() * type.bytes();
    if (offsets[1] - offsets[0] != needed) {
      throw origin.damaged(
          "%s of type %s and shape %s takes %,d bytes, but its data_offsets span %,d"
              .formatted(tensor, type, shape, needed, offsets[1] - offsets[0]));
    }
    return new Header.Entry(name, type, shape, offsets[0], offsets[1]);
  }

  private StoredType type(String tensor) {
    expect(json.nextToken(), JsonToken.VALUE_STRING, tensor + ": dtype must be a text");
    String name = json.getString();
    return StoredType.named(name)
        .orElseThrow(
            () ->
                origin.refused(
                    "cannot be read: %s is of type %s; convert it to one of %s"
                        .formatted(tensor, Origin.quoted(name), StoredType.names())));
  }

  private Shape shape(String tensor, long[] lengths) {
    int[] fitting = new int[lengths.length];
    long size = 1;
    for (int axis = 0; axis < lengths.length; axis++) {
      // The product stays below 2⁶²: both factors are checked to be below 2³¹.
      if (lengths[axis] > Integer.MAX_VALUE || size * lengths[axis] > Integer.MAX_VALUE) {
        throw origin.refused(
            "cannot be read: %s of shape %s has more than 2³¹ − 1 elements; split it"
                .formatted(tensor, Arrays.toString(lengths)));
      }
      fitting[axis] = (int) lengths[axis];
      size *= lengths[axis];
    }
    return Shape.of(fitting);
  }

  /// A list of numbers from 0 to 2⁶³ − 1.
  private long[] numbers(String what, int most) {
    String rule = what + " must be a list of numbers that are whole and not negative";
    expect(json.nextToken(), JsonToken.START_ARRAY, rule);
    List<Long> numbers = new ArrayList<>();
    for (JsonToken token = json.nextToken();
        token != JsonToken.END_ARRAY;
        token = json.nextToken()) {
      expect(token, JsonToken.VALUE_NUMBER_INT, rule);
      if (numbers.size() == most) {
        throw origin.damaged("%s has more than %d numbers".formatted(what, most));
      }
      if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER || json.getLongValue() < 0) {
        throw origin.damaged(rule);
      }
      numbers.add(json.getLongValue());
    }
    return numbers.stream().mapToLong(Long::longValue).toArray();
  }

  private void expect(@Nullable JsonToken token, JsonToken wanted, String rule) {
    if (token != wanted) {
      throw origin.damaged(rule);
    }
  }

  private void requireUnicode(String text) {
    if (!Safetensors.isUnicode(text)) {
      throw origin.damaged("its header holds half of a surrogate pair, which is not valid Unicode");
    }
  }
}

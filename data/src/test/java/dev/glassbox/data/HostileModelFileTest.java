package dev.glassbox.data;

import static dev.glassbox.data.SmallTables.learner;
import static dev.glassbox.data.SmallTables.mixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.glassbox.io.FileException;
import dev.glassbox.io.Safetensors;
import dev.glassbox.tensor.Rng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Model files changed at random: each is refused in a line, or is a model that can be used.
final class HostileModelFileTest {
  private static final Table TABLE = mixed(240, 51);
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<Safetensors> CONTENTS =
      List.of(
          ModelFile.content(learner("kind").learn(TABLE).model()),
          ModelFile.content(learner("price").learn(TABLE).model()));

  @TempDir Path folder;

  /// Reads and predicts; whatever goes wrong must be said in one line.
  private static void assertHarmless(String change, Supplier<TableModel> reading) {
    try {
      TableModel model = reading.get();
      model.evaluate(TABLE);
      model.addTo(TABLE.select(new int[] {3, 1}), false);
      assertThat(model.design().summary()).isNotEmpty();
    } catch (DataException | FileException refused) {
      assertThat(refused.getMessage()).as(change).isNotBlank().doesNotContain("\n");
    } catch (RuntimeException | Error other) {
      fail(change + " brought about " + other, other);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"network", "preprocessing", "provenance"})
  void everyValueOfThePartsMayBeAnything(String part) {
    for (Safetensors content : CONTENTS) {
      Rng rng = Rng.seed(part.hashCode());
      for (int i = 0; i < 250; i++) {
        JsonNode json = JSON.readTree(content.metadata().get(part));
        String change = part + " with " + changeSomewhere(json, rng);
        Map<String, String> metadata = new HashMap<>(content.metadata());
        metadata.put(part, json.toString());
        assertHarmless(
            change, () -> ModelFile.read(new Safetensors(content.tensors(), metadata), "m"));
      }
    }
  }

  /// Changes one value, at any depth, and says which.
  private static String changeSomewhere(JsonNode root, Rng rng) {
    List<Runnable> changes = new ArrayList<>();
    List<String> said = new ArrayList<>();
    collect("", root, rng, changes, said);
    int chosen = rng.nextInt(changes.size());
    changes.get(chosen).run();
    return said.get(chosen);
  }

  private static void collect(
      String path, JsonNode node, Rng rng, List<Runnable> changes, List<String> said) {
    switch (node) {
      case ObjectNode object ->
          object
              .propertyNames()
              .forEach(
                  name -> {
                    JsonNode value = anything(object.get(name), rng);
                    changes.add(() -> object.set(name, value));
                    said.add(path + "." + name + " = " + value);
                    changes.add(() -> object.remove(name));
                    said.add(path + "." + name + " removed");
                    collect(path + "." + name, object.get(name), rng, changes, said);
                  });
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          int at = i;
          JsonNode value = anything(array.get(i), rng);
          changes.add(() -> array.set(at, value));
          said.add(path + "[" + i + "] = " + value);
          changes.add(() -> array.remove(at));
          said.add(path + "[" + i + "] removed");
          changes.add(() -> array.add(array.get(at).deepCopy()));
          said.add(path + "[" + i + "] twice");
          collect(path + "[" + i + "]", array.get(i), rng, changes, said);
        }
      }
      default -> {
        // A leaf is changed where it hangs.
      }
    }
  }

  /// Another value, often one of the same kind.
  private static JsonNode anything(JsonNode before, Rng rng) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (before.isNumber() && rng.nextInt(2) == 0) {
      double[] numbers = {0, -1, 1e-320, 1e308, -1e308, before.doubleValue() + 1};
      return make.numberNode(numbers[rng.nextInt(numbers.length)]);
    }
    return switch (rng.nextInt(12)) {
      case 0 -> make.nullNode();
      case 1 -> make.numberNode(-1);
      case 2 -> make.numberNode(Integer.MAX_VALUE);
      case 3 -> make.numberNode(Long.MIN_VALUE);
      case 4 -> make.numberNode(0.5);
      case 5 -> make.numberNode(Double.NaN);
      case 6 -> make.stringNode("");
      case 7 -> make.stringNode("two\nlines");
      case 8 -> make.stringNode("size");
      case 9 -> make.booleanNode(!before.asBoolean(false));
      case 10 -> make.arrayNode().add(1).add("x");
      default -> make.objectNode().put("kind", "numeric");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"network", "preprocessing", "provenance"})
  void everyTextMayBeCutOrSpoilt(String part) {
    for (Safetensors content : CONTENTS) {
      Rng rng = Rng.seed(part.length());
      String whole = content.metadata().getOrDefault(part, "");
      for (int i = 0; i < 100; i++) {
        int at = rng.nextInt(whole.length());
        char spoilt = "{}[]\",:0-9e.tn \\\u0000é".charAt(rng.nextInt(18));
        String text =
            rng.nextInt(4) == 0
                ? whole.substring(0, at)
                : whole.substring(0, at) + spoilt + whole.substring(at + 1);
        Map<String, String> metadata = new HashMap<>(content.metadata());
        metadata.put(part, text);
        assertHarmless(
            "%s with %s at %d".formatted(part, spoilt, at),
            () -> ModelFile.read(new Safetensors(content.tensors(), metadata), "m"));
      }
    }
  }

  @Test
  void everyByteOfTheFileMayBeAnotherOrMissing() throws IOException {
    Path file = folder.resolve("model.safetensors");
    CONTENTS.getFirst().write(file);
    byte[] whole = Files.readAllBytes(file);
    Rng rng = Rng.seed(5);
    for (int i = 0; i < 150; i++) {
      // The first bytes, the header, more often than the weights, which may be any numbers.
      int at = rng.nextInt(i % 3 == 0 ? 16 : i % 3 == 1 ? whole.length / 2 : whole.length);
      byte[] bytes = whole.clone();
      bytes[at] = (byte) rng.nextInt(256);
      if (rng.nextInt(5) == 0) {
        bytes = Arrays.copyOf(bytes, at);
      }
      Files.write(file, bytes);
      assertHarmless("byte " + at, () -> TableModel.load(file));
    }
  }
}

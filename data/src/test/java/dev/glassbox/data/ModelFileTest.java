package dev.glassbox.data;

import static dev.glassbox.data.SmallTables.learner;
import static dev.glassbox.data.SmallTables.mixed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.io.FileException;
import dev.glassbox.io.Safetensors;
import dev.glassbox.nn.Activation;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class ModelFileTest {
  private static final Table TABLE = mixed(240, 41);
  private static final TableModel MODEL = learner("kind").learn(TABLE).model();
  private static final Safetensors CONTENT = ModelFile.content(MODEL);
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("model.safetensors");
  }

  private static double[] numbers(TableModel model) {
    return switch (model.predict(TABLE)) {
      case Prediction.Classes classes -> classes.probabilities().toDoubleArray();
      case Prediction.Quantities quantities -> quantities.values();
    };
  }

  @Test
  void theModelAtHandReadsColumnsOfEveryKind() {
    assertThat(MODEL.schema().used().stream().map(Feature::column))
        .containsExactlyElementsOf(SmallTables.FEATURES);
    assertThat(MODEL.design().embeddings()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind", "good", "price"})
  void aModelPredictsTheSameToTheBitAfterAWayThroughAFile(String target) {
    TableModel model = learner(target).learn(TABLE).model();
    model.save(file());
    TableModel read = TableModel.load(file());

    assertThat(numbers(read)).isEqualTo(numbers(model));
    assertThat(read.design()).isEqualTo(model.design());
    assertThat(read.schema()).isEqualTo(model.schema());
    assertThat(read.provenance()).isEqualTo(model.provenance());
  }

  @Test
  void aModelWithWavesPredictsTheSameToTheBitAfterAWayThroughAFile() {
    NetworkDesign plain = MODEL.design();
    NetworkDesign waves =
        new NetworkDesign(
            plain.numbers(), plain.embeddings(), 5, List.of(4), Activation.GELU, 0.2, 3);
    TableModel model =
        new TableModel(MODEL.preprocessing(), waves, waves.create(Rng.seed(1)), MODEL.provenance());
    model.save(file());

    assertThat(numbers(TableModel.load(file()))).isEqualTo(numbers(model));
  }

  @Test
  void aModelThatWasReadIsWrittenAsTheSameBytes() throws IOException {
    MODEL.save(file());
    Path copy = folder.resolve("copy.safetensors");
    TableModel.load(file()).save(copy);

    assertThat(Files.readAllBytes(copy)).isEqualTo(Files.readAllBytes(file()));
  }

  @Test
  void savingReplacesWhatStoodThere() throws IOException {
    Files.writeString(file(), "something else");
    MODEL.save(file());

    assertThat(numbers(TableModel.load(file()))).isEqualTo(numbers(MODEL));
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void aFileThatIsNotThereOrNoSafetensorsFileIsRefused() throws IOException {
    assertThatThrownBy(() -> TableModel.load(file())).isInstanceOf(FileException.class);
    Files.writeString(file(), "species,island\nAdelie,Biscoe\n");
    assertThatThrownBy(() -> TableModel.load(file())).isInstanceOf(FileException.class);
  }

  @Test
  void aSafetensorsFileFromElsewhereIsRefused() {
    new Safetensors(CONTENT.tensors(), Map.of("format", "pt")).write(file());
    assertThatThrownBy(() -> TableModel.load(file()))
        .isInstanceOf(DataException.class)
        .hasMessage(file() + " is a safetensors file, but not a model that glassbox train wrote");
  }

  private static TableModel read(Map<String, String> metadata) {
    return ModelFile.read(new Safetensors(CONTENT.tensors(), metadata), "m");
  }

  private static void assertRefused(Map<String, String> metadata, String why) {
    assertThatThrownBy(() -> read(metadata)).isInstanceOf(DataException.class).hasMessage(why);
  }

  private static Map<String, String> with(String key, String value) {
    Map<String, String> metadata = new HashMap<>(CONTENT.metadata());
    metadata.put(key, value);
    return metadata;
  }

  private static Map<String, String> without(String key) {
    Map<String, String> metadata = new HashMap<>(CONTENT.metadata());
    metadata.remove(key);
    return metadata;
  }

  @Test
  void aFileOfAnotherVersionIsToldFromADamagedOne() {
    assertRefused(
        with("format_version", "7"),
        "m was written by another version of Glassbox (format 7, this one reads 1);"
            + " train it anew");
    assertRefused(
        without("format_version"),
        "m was written by another version of Glassbox (format unknown, this one reads 1);"
            + " train it anew");
  }

  @ParameterizedTest
  @ValueSource(strings = {"network", "preprocessing", "provenance"})
  void everyPartMustBeThereAndBeAnObjectInJson(String part) {
    assertRefused(without(part), "m is damaged: model file: %s is absent".formatted(part));
    for (String broken : List.of("{", "{} {}", "nonsense", "{\"a\": }", "[".repeat(100_000))) {
      assertRefused(
          with(part, broken), "m is damaged: model file: %s is not valid JSON".formatted(part));
    }
    for (String other : List.of("", "[]", "null", "3", "\"text\"")) {
      assertRefused(
          with(part, other), "m is damaged: model file: %s must be an object".formatted(part));
    }
  }

  private static Map<String, String> changed(String part, Consumer<ObjectNode> change) {
    ObjectNode json = (ObjectNode) JSON.readTree(CONTENT.metadata().get(part));
    change.accept(json);
    return with(part, json.toString());
  }

  @Test
  void partsThatDoNotBelongTogetherAreRefused() {
    String why = "m is damaged: model file: network and preprocessing do not belong together";
    assertRefused(changed("network", json -> json.put("numbers", 3)), why);
    assertRefused(changed("network", json -> json.put("outputs", 4)), why);
    assertRefused(changed("network", json -> json.putArray("embeddings")), why);
    assertRefused(changed("network", json -> json.putArray("embeddings").add(1 << 24)), why);
  }

  @Test
  void claimsOfHugeLayersAreRefusedBeforeTheyTakeMemory() {
    int stored = CONTENT.tensors().values().stream().mapToInt(Tensor::size).sum();
    for (Consumer<ObjectNode> claim :
        List.<Consumer<ObjectNode>>of(
            json -> json.put("waves", 65_536),
            json -> json.putArray("hidden").add(32_000).add(32_000),
            json -> json.putArray("hidden").add(65_536))) {
      assertThatThrownBy(() -> read(changed("network", claim)))
          .isInstanceOf(DataException.class)
          .hasMessageMatching(
              "m is damaged: model file: the network needs [0-9]+ weights, the file has " + stored);
    }
  }

  private static void assertTensorsRefused(
      Consumer<SequencedMap<String, Tensor>> change, String why) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>(CONTENT.tensors());
    change.accept(tensors);
    assertThatThrownBy(() -> ModelFile.read(new Safetensors(tensors, CONTENT.metadata()), "m"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("m is damaged: model file: ")
        .hasMessageContaining(why);
  }

  @Test
  void weightsMustBeThoseOfTheNetwork() {
    String name = CONTENT.tensors().lastEntry().getKey();
    Tensor bias = CONTENT.tensor(name);
    assertThat(bias.shape()).isEqualTo(Shape.of(3));

    assertTensorsRefused(tensors -> tensors.remove(name), "the file has ");
    assertTensorsRefused(tensors -> tensors.put("more", bias), "the file has ");
    assertTensorsRefused(
        tensors -> {
          tensors.remove(name);
          tensors.put("renamed", bias);
        },
        "the weights are not those of its network");
    assertTensorsRefused(
        tensors -> tensors.put(name, bias.reshape(1, 3)),
        "weight %s must be FLOAT32 (3)".formatted(name));
    assertTensorsRefused(
        tensors -> tensors.put(name, bias.to(DType.FLOAT64)),
        "weight %s must be FLOAT32 (3)".formatted(name));
    assertTensorsRefused(
        tensors -> tensors.put(name, Tensor.of(1, Double.NaN, 2)),
        "weight %s holds numbers that are not finite".formatted(name));
  }

  @Test
  void scoresAreThoseOfKnownPartsAndFiniteNumbers() {
    assertRefused(
        changed("provenance", json -> json.withObject("scores").putObject("")),
        "m is damaged: model file: provenance.scores must be of train, validation and test");
    assertRefused(
        changed("provenance", json -> json.withObject("scores").withObject("test").put("x", "y")),
        "m is damaged: model file: provenance.scores.x must be a finite number");
  }
}

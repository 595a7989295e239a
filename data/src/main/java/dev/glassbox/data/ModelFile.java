package dev.glassbox.data;

import dev.glassbox.io.Safetensors;
import dev.glassbox.nn.Layer;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A [TableModel] as one safetensors file: the weights as tensors, all else as JSON texts in the
/// metadata.
final class ModelFile {
  private static final String FORMAT = "glassbox.table";
  private static final String VERSION = "1";
  private static final JsonMapper JSON = new JsonMapper();

  private ModelFile() {}

  static void write(TableModel model, Path file) {
    content(model).write(file);
  }

  static Safetensors content(TableModel model) {
    SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    model.network().state().forEach(tensors::put);
    Map<String, String> metadata =
        Map.of(
            "format", FORMAT,
            "format_version", VERSION,
            "network", model.design().toJson().toString(),
            "preprocessing", model.preprocessing().toJson().toString(),
            "provenance", model.provenance().toJson().toString());
    return new Safetensors(tensors, metadata);
  }

  static TableModel read(Path file) {
    return read(Safetensors.read(file), file.toString());
  }

  /// The model that a file holds; its name is for messages.
  static TableModel read(Safetensors content, String file) {
    Map<String, String> metadata = content.metadata();
    if (!FORMAT.equals(metadata.get("format"))) {
      throw new DataException(
          "%s is a safetensors file, but not a model that glassbox train wrote".formatted(file));
    }
    if (!VERSION.equals(metadata.get("format_version"))) {
      throw new DataException(
          "%s was written by another version of Glassbox (format %s, this one reads %s); train it anew"
              .formatted(file, metadata.getOrDefault("format_version", "unknown"), VERSION));
    }
    try {
      Preprocessing preprocessing = Preprocessing.fromJson(json(metadata, "preprocessing"));
      NetworkDesign design = NetworkDesign.fromJson(json(metadata, "network"));
      requireFit(preprocessing, design);
      Layer network = network(design, content.tensors());
      Provenance provenance = Provenance.fromJson(json(metadata, "provenance"));
      return new TableModel(preprocessing, design, network, provenance);
    } catch (DataException broken) {
      throw new DataException("%s is damaged: %s".formatted(file, broken.getMessage()), broken);
    }
  }

  private static JsonNode json(Map<String, String> metadata, String key) {
    String text = metadata.get(key);
    if (text == null) {
      throw new DataException("model file: %s is absent".formatted(key));
    }
    try {
      return JSON.readTree(text);
    } catch (JacksonException broken) {
      throw new DataException("model file: %s is not valid JSON".formatted(key), broken);
    }
  }

  /// Refuses parts that are each in order but do not belong together.
  private static void requireFit(Preprocessing preprocessing, NetworkDesign design) {
    int outputs =
        preprocessing.schema().target() instanceof Target.Classes classes
            ? classes.labels().size()
            : 1;
    boolean fit =
        design.numbers() == preprocessing.names().size()
            && design
                .embeddings()
                .equals(preprocessing.embeddings().stream().map(Embedding::size).toList())
            && design.outputs() == outputs;
    if (!fit) {
      throw new DataException("model file: network and preprocessing do not belong together");
    }
  }

  private static Layer network(NetworkDesign design, SequencedMap<String, Tensor> tensors) {
    // A claim of huge layers must not make us reserve memory that the file does not have weights
    // for.
    long stored = tensors.values().stream().mapToLong(Tensor::size).sum();
    if (design.parameters() != stored) {
      throw new DataException(
          "model file: the network needs %.0f weights, the file has %d"
              .formatted(design.parameters(), stored));
    }
    Layer network = design.create(Rng.seed(0));
    Map<String, Tensor> state = network.state();
    if (!state.keySet().equals(tensors.keySet())) {
      throw new DataException("model file: the weights are not those of its network");
    }
    state.forEach(
        (name, tensor) -> {
          Tensor read = tensors.get(name);
          if (read == null
              || !read.shape().equals(tensor.shape())
              || read.dtype() != tensor.dtype()) {
            throw new DataException(
                "model file: weight %s must be %s %s"
                    .formatted(name, tensor.dtype(), tensor.shape()));
          }
          if (!Double.isFinite(read.sum().item())) {
            throw new DataException(
                "model file: weight %s holds numbers that are not finite".formatted(name));
          }
          tensor.assign(read);
        });
    return network;
  }
}

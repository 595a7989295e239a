package dev.glassbox.data;

import dev.glassbox.nn.Embedding;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Sequential;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.List;

/// A network over the rows of a table: the numbers as they are, the codes looked up as learnt
/// vectors, then plain layers.
///
/// Its input is one matrix: a row holds the numbers and, behind them, one code for each embedding.
///
/// @param embeddings one for each column of codes
/// @param layers what follows
record TableNetwork(List<Embedding> embeddings, Sequential layers) implements Layer {
  TableNetwork {
    embeddings = List.copyOf(embeddings);
  }

  @Override
  public Tensor apply(Tensor x) {
    if (embeddings.isEmpty()) {
      return layers.apply(x);
    }
    int numbers = x.shape().length(1) - embeddings.size();
    Tensor[] parts = new Tensor[embeddings.size() + 1];
    parts[0] = x.slice(1, 0, numbers);
    for (int i = 0; i < embeddings.size(); i++) {
      Tensor codes = x.slice(1, numbers + i, numbers + i + 1).reshape(-1).to(DType.INT64);
      parts[i + 1] = embeddings.get(i).apply(codes);
    }
    return layers.apply(Tensor.concat(1, parts));
  }
}

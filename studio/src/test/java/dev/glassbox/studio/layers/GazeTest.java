package dev.glassbox.studio.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.nn.Activation;
import dev.glassbox.nn.BatchNorm;
import dev.glassbox.nn.Dropout;
import dev.glassbox.nn.Embedding;
import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Linear;
import dev.glassbox.nn.MeanSquaredError;
import dev.glassbox.nn.Sequential;
import dev.glassbox.studio.run.Snapshot;
import dev.glassbox.studio.run.Subject;
import dev.glassbox.studio.run.Twin;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.train.Examples;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GazeTest {
  private static Subject subject(Layer network, Examples rows) {
    return new Subject(1, "", network, new MeanSquaredError(), rows, rows);
  }

  private static List<Figures> figures(Layer network, Examples rows, float... updateRatios) {
    return new Gaze(subject(network, rows))
        .figures(new Snapshot(0, Twin.state(network), updateRatios));
  }

  /// For x = 1 and 2 the hidden units give (1, 0) and (2, 0), so the outputs are 1 and 2. With
  /// targets 0 the loss is (1 + 4)/2 and its derivative by the outputs (1, 2): both layers'
  /// gradients are 1·1 + 2·2 = 5 by one weight and 1 + 2 = 3 by one bias.
  @Test
  void theFiguresAreThoseWorkedOutByHand() {
    Sequential network =
        Sequential.of(
            Linear.of(new double[][] {{1}, {-1}}, 0, 0),
            Activation.RELU,
            Linear.of(new double[][] {{1, 1}}, 0));
    Examples rows =
        new Examples(Tensor.of(new double[][] {{1}, {2}}), Tensor.of(new double[][] {{0}, {0}}));
    List<Figures> figures = figures(network, rows, 0.5f, 0, 0.25f, 0);
    Figures hidden = figures.get(0);
    assertThat(hidden.gradient()).isEqualTo(Math.sqrt(34), within(1e-12));
    assertThat(hidden.mean()).isEqualTo(0.75, within(1e-12));
    assertThat(hidden.spread()).isEqualTo(Math.sqrt(11.0 / 16), within(1e-12));
    assertThat(hidden.idle()).isEqualTo(0.5);
    assertThat(hidden.weight()).isEqualTo(Math.sqrt(2), within(1e-12));
    assertThat(hidden.update()).isEqualTo(0.5);
    assertThat(hidden.activation()).isEqualTo("relu");
    Figures last = figures.get(1);
    assertThat(last.gradient()).isEqualTo(Math.sqrt(34), within(1e-12));
    assertThat(last.mean()).isEqualTo(1.5, within(1e-12));
    assertThat(last.idle()).isNaN();
    assertThat(last.update()).isEqualTo(0.25);
  }

  /// tanh 2 = 0.964 is beyond 0.95, tanh 1 = 0.762 is not; σ(4) = 0.982 is beyond 0.975, σ(2) =
  /// 0.881 is not.
  @Test
  void tanhAndSigmoidAreSaturatedNearTheirEnds() {
    Examples rows =
        new Examples(Tensor.of(new double[][] {{1}, {-2}}), Tensor.of(new double[][] {{0}, {0}}));
    Layer tanh = Sequential.of(Linear.of(new double[][] {{1}}, 0), Activation.TANH);
    assertThat(figures(tanh, rows).getFirst().idle()).isEqualTo(0.5);
    Layer sigmoid = Sequential.of(Linear.of(new double[][] {{2}}, 0), Activation.SIGMOID);
    assertThat(figures(sigmoid, rows).getFirst().idle()).isEqualTo(0.5);
    Layer silu = Sequential.of(Linear.of(new double[][] {{2}}, 0), Activation.SILU);
    assertThat(figures(silu, rows).getFirst().idle()).isNaN();
  }

  record Residual(Linear first, Linear second, List<Embedding> tables) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      Tensor codes = x.slice(1, 0, 1).reshape(-1).to(DType.INT64);
      Tensor looked = Tensor.concat(1, tables.get(0).apply(codes), tables.get(1).apply(codes));
      Tensor a = first.apply(Tensor.concat(1, x.slice(1, 1, 3), looked)).relu();
      return a.add(second.apply(a).tanh());
    }
  }

  @Test
  void whatALayerGivesIsFoundHoweverTheNetworkIsWritten() {
    Rng rng = Rng.seed(3);
    Residual network =
        new Residual(
            Linear.of(6, 4, rng.split()),
            Linear.of(4, 4, rng.split()),
            List.of(Embedding.of(2, 2, rng.split()), Embedding.of(2, 2, rng.split())));
    Tensor x = Tensor.of(Shape.of(2, 3), new float[] {0, 1, 2, 1, -1, 3});
    List<NamedLayer> layers = NamedLayer.of(network);
    assertThat(layers.stream().map(NamedLayer::title))
        .containsExactly("first: 6 → 4", "second: 4 → 4", "tables.0: 2 → 2", "tables.1: 2 → 2");
    @Nullable Tensor[] found = Outputs.of(network.apply(x), layers);
    Tensor codes = Tensor.indices(0, 1);
    Tensor[] looked = {network.tables.get(0).apply(codes), network.tables.get(1).apply(codes)};
    Tensor a = network.first.apply(Tensor.concat(1, x.slice(1, 1, 3), looked[0], looked[1])).relu();
    assertThat(Objects.requireNonNull(found[0]).toFloatArray()).isEqualTo(a.toFloatArray());
    assertThat(Objects.requireNonNull(found[1]).toFloatArray())
        .isEqualTo(a.add(network.second.apply(a).tanh()).toFloatArray());
    assertThat(Objects.requireNonNull(found[2]).toFloatArray()).isEqualTo(looked[0].toFloatArray());
    assertThat(Objects.requireNonNull(found[3]).toFloatArray()).isEqualTo(looked[1].toFloatArray());
  }

  @Test
  void composedActivationsAndNormalisationsAreSeenWhole() {
    Rng rng = Rng.seed(4);
    Sequential network =
        Sequential.of(
            Linear.of(3, 5, rng.split()),
            Activation.GELU,
            new Dropout(0.5),
            Linear.of(5, 4, rng.split()),
            BatchNorm.of(4),
            Activation.SOFTSIGN,
            Linear.of(4, 1, rng.split()));
    Tensor x = Tensor.normal(rng.split(), Shape.of(6, 3), 0, 1);
    @Nullable Tensor[] found = Outputs.of(network.apply(x), NamedLayer.of(network));
    Tensor y = x;
    Tensor[] expected = new Tensor[7];
    for (int i = 0; i < 7; i++) {
      y = network.layers().get(i).apply(y);
      expected[i] = y;
    }
    int[] ends = {1, 3, 5, 6};
    for (int i = 0; i < ends.length; i++) {
      assertThat(Objects.requireNonNull(found[i]).toFloatArray())
          .isEqualTo(expected[ends[i]].toFloatArray());
    }
  }
}

package dev.glassbox.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Tensor;
import java.lang.classfile.Annotation;
import java.lang.constant.ClassDesc;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LayerTest {
  private static final Rng RNG = Rng.seed(1);

  record Digits(Linear hidden, Linear scores) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return scores.apply(hidden.apply(x).relu());
    }
  }

  record Deep(List<Layer> firstBlocks, Digits lastPart, Tensor freeWeight) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  record Odds(
      int width,
      String name,
      @Nullable Tensor missing,
      Tensor constant,
      Tensor held,
      Tensor theLast)
      implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  record Twins(Tensor theWeight, Tensor the_weight) implements Layer {
    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  record Broken(Tensor weight) implements Layer {
    @Override
    public Tensor weight() {
      throw new UnsupportedOperationException("not today");
    }

    @Override
    public Tensor apply(Tensor x) {
      return x;
    }
  }

  /// A layer that is no record but names its own weights.
  static final class Scale implements Layer {
    private final Tensor factor = Tensor.of(1).trainable();

    @Override
    public Tensor apply(Tensor x) {
      return x.mul(factor);
    }

    @Override
    public Map<String, Tensor> state() {
      return Map.of("factor", factor);
    }
  }

  private static Tensor weight() {
    return Tensor.of(1, 2).trainable();
  }

  @Test
  void weightsAreNamedAfterTheRecordsComponents() {
    Digits digits = new Digits(Linear.of(4, 3, RNG), Linear.of(3, 2, RNG));

    assertThat(digits.state())
        .containsExactly(
            Map.entry("hidden.weight", digits.hidden().weight()),
            Map.entry("hidden.bias", digits.hidden().bias()),
            Map.entry("scores.weight", digits.scores().weight()),
            Map.entry("scores.bias", digits.scores().bias()));
  }

  @Test
  void listsNameTheirElementsByPositionAndHumpsBecomeUnderscores() {
    Deep deep =
        new Deep(
            List.of(Linear.of(2, 2, RNG), Activation.RELU, BatchNorm.of(2)),
            new Digits(Linear.of(2, 2, RNG), Linear.of(2, 2, RNG)),
            weight());

    assertThat(deep.state().keySet())
        .containsExactly(
            "first_blocks.0.weight",
            "first_blocks.0.bias",
            "first_blocks.2.weight",
            "first_blocks.2.bias",
            "first_blocks.2.running_mean",
            "first_blocks.2.running_var",
            "last_part.hidden.weight",
            "last_part.hidden.bias",
            "last_part.scores.weight",
            "last_part.scores.bias",
            "free_weight");
  }

  @Test
  void whatIsNeitherWeightNorBufferIsNotPartOfTheState() {
    Tensor held = Tensor.of(1).buffer();
    Tensor last = weight();
    Odds odds = new Odds(3, "odd", null, Tensor.of(5), held, last);

    assertThat(odds.state()).containsExactly(Map.entry("held", held), Map.entry("the_last", last));
    assertThat(odds.parameters()).containsExactly(last);
    assertThat(odds.parameterCount()).isEqualTo(2);
  }

  @Test
  void aWeightUsedTwiceIsOneParameterUnderTwoNames() {
    Linear shared = Linear.of(3, 3, RNG);
    Digits digits = new Digits(shared, shared);

    assertThat(digits.state()).hasSize(4);
    assertThat(digits.parameters()).containsExactly(shared.weight(), shared.bias());
    assertThat(digits.parameterCount()).isEqualTo(12);
  }

  @Test
  void aStateCannotBeChangedFromOutside() {
    Map<String, Tensor> state = Linear.of(1, 1, RNG).state();

    assertThatThrownBy(state::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aLayerThatIsNoRecordMayNameItsOwnWeights() {
    Sequential model = Sequential.of(Activation.TANH, new Scale());

    assertThat(model.state().keySet()).containsExactly("1.factor");
  }

  @Test
  void aLayerThatIsNoRecordMustOverrideState() {
    Layer layer =
        new Layer() {
          @Override
          public Tensor apply(Tensor x) {
            return x;
          }
        };

    assertThatThrownBy(layer::parameters)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "state: %s is not a record, so its weights cannot be found; make it one, or override"
                + " state()",
            layer.getClass().getName());
  }

  @Test
  void twoTensorsOfOneNameAreRefused() {
    assertThatThrownBy(() -> new Twins(weight(), weight()).state())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("state: two tensors would be called the_weight; rename a record component");
  }

  @Test
  void anAccessorThatFailsIsNamed() {
    assertThatThrownBy(() -> new Broken(weight()).state())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("state: dev.glassbox.nn.LayerTest$Broken.weight() failed")
        .hasRootCauseMessage("not today");
  }

  @Test
  void aRecordInAPackageThatIsNotOpenSaysWhichToOpen() {
    // A record of the JDK whose package is not open to anybody stands in for a user's closed
    // module.
    Annotation closed = Annotation.of(ClassDesc.of("Some"));

    assertThatThrownBy(() -> RecordState.of(closed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "state: %s cannot be looked into; let module java.base open package %s to"
                + " dev.glassbox.core",
            closed.getClass().getName(), closed.getClass().getPackageName());
  }
}

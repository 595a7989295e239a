package dev.glassbox.train;

import dev.glassbox.nn.Layer;
import dev.glassbox.nn.Loss;
import dev.glassbox.program.Program;
import dev.glassbox.tensor.Tensor;
import dev.glassbox.trace.NotRecordableException;
import org.jspecify.annotations.Nullable;

/// Measures a model on the same rows again and again, from the second time on by a program.
final class Evaluation {
  private final Layer model;
  private final Loss measure;
  private final Examples rows;
  private final Prediction prediction;

  private boolean records;
  private @Nullable Tensor result;
  private @Nullable Program program;

  Evaluation(Layer model, Loss measure, Examples rows) {
    this.model = model;
    this.measure = measure;
    this.rows = rows;
    records = Programs.areOn() && rows.rows() <= Prediction.ROWS;
    prediction = new Prediction(model, Programs.areOn());
  }

  /// The loss on the rows with the weights as they are.
  double measure() {
    Tensor place = result;
    if (!records || place == null) {
      Tensor value =
          Tensor.untracked(() -> measure.of(prediction.of(rows.inputs()), rows.targets()));
      result = Tensor.zeros(value.shape(), value.dtype()).buffer();
      return value.item();
    }
    if (program != null) {
      program.run();
      return place.item();
    }
    try {
      program = Program.of(() -> place.assign(Tensor.untracked(this::value)));
      return place.item();
    } catch (NotRecordableException e) {
      records = false;
      Programs.didNotFit("validation goes on", e);
      return Tensor.untracked(this::value).item();
    }
  }

  private Tensor value() {
    return measure.of(model.apply(rows.inputs()), rows.targets());
  }
}

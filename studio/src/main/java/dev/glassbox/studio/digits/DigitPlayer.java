package dev.glassbox.studio.digits;

import dev.glassbox.studio.run.Playback;
import dev.glassbox.studio.run.Timeline;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Frame.Values;
import dev.glassbox.studio.screen.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A run and where on its timeline one looks.
final class DigitPlayer {
  /// Of each test picture: its number, its digit, the answer, their probabilities, and the loss.
  private static final int COLUMNS = 6;

  private final DigitImages images;
  private final DigitRun run;
  private final DigitView view;
  private final Playback playback;

  /// @param limit how many steps a second to take, 0 for as many as possible
  DigitPlayer(DigitImages images, DigitSettings settings, int limit) {
    this.images = images;
    run = new DigitRun(images, settings);
    view = new DigitView(run);
    playback = new Playback(run, limit);
  }

  DigitRun run() {
    return run;
  }

  Playback playback() {
    return playback;
  }

  void step(boolean wholeEpoch) {
    playback.stopAtHead();
    if (wholeEpoch) {
      run.nextEpoch();
    } else {
      run.next();
    }
  }

  /// What a picture makes of every layer, at the latest kept step that is not after this one.
  ObjectNode look(int[] grays, int step) {
    int position = run.timeline().at(step);
    return view.look(run.timeline().value(position), grays)
        .put("step", run.timeline().step(position));
  }

  /// The test pictures.
  ObjectNode pictures() {
    ObjectNode answer = Json.object().put("seed", run.settings().seed());
    ArrayNode pictures = answer.putArray("pictures");
    for (int row : run.testRows()) {
      ObjectNode picture = pictures.addObject().put("row", row).put("digit", images.digits()[row]);
      ArrayNode grays = picture.putArray("grays");
      for (int gray : images.grays()[row]) {
        grays.add(gray);
      }
    }
    return answer;
  }

  /// All that there is to see.
  Frame frame(int number) {
    int position = playback.position();
    float[] weights = run.timeline().value(position);
    DigitView.Seen seen = view.see(weights);
    Reading.Read read = seen.read();
    ObjectNode header =
        playback
            .header(number)
            .put("epoch", run.epoch())
            .put("diverged", run.diverged())
            .put("parameters", weights.length)
            .put("trainRows", run.training().rows())
            .put("testRows", run.test().rows())
            .put("trainLoss", seen.trainingLoss())
            .put("testLoss", seen.testLoss())
            .put("accuracy", read.scores().accuracy());
    header.set("settings", run.settings().write());
    ArrayNode confusion = header.putArray("confusion");
    for (long[] counts : read.scores().confusion()) {
      ArrayNode row = confusion.addArray();
      for (long count : counts) {
        row.add(count);
      }
    }
    Map<String, Values> arrays = new LinkedHashMap<>();
    arrays.put("weights", new Values(weights, weights.length));
    float[] steps = run.timeline().steps();
    arrays.put("steps", new Values(steps, steps.length));
    arrays.put("test", test(read));
    measured(arrays);
    return new Frame(header, arrays);
  }

  /// The test pictures, the greatest loss first.
  private Values test(Reading.Read read) {
    int[] order = read.worstFirst();
    float[] rows = new float[COLUMNS * order.length];
    for (int i = 0; i < order.length; i++) {
      int picture = order[i];
      int digit = images.digits()[run.testRows()[picture]];
      int answer = read.answer(picture);
      rows[COLUMNS * i] = picture;
      rows[COLUMNS * i + 1] = digit;
      rows[COLUMNS * i + 2] = answer;
      rows[COLUMNS * i + 3] = read.probability(picture, digit);
      rows[COLUMNS * i + 4] = read.probability(picture, answer);
      rows[COLUMNS * i + 5] = read.losses()[picture];
    }
    return new Values(rows, order.length, COLUMNS);
  }

  private void measured(Map<String, Values> arrays) {
    Timeline<DigitRun.Measured> measured = run.measured();
    int count = measured.size();
    float[] training = new float[count];
    float[] test = new float[count];
    float[] accuracy = new float[count];
    for (int i = 0; i < count; i++) {
      training[i] = (float) measured.value(i).training();
      test[i] = (float) measured.value(i).test();
      accuracy[i] = (float) measured.value(i).accuracy();
    }
    arrays.put("lossSteps", new Values(measured.steps(), count));
    arrays.put("trainLosses", new Values(training, count));
    arrays.put("testLosses", new Values(test, count));
    arrays.put("accuracies", new Values(accuracy, count));
  }
}

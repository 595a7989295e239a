package dev.glassbox.studio.perceptron;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LearningTest {
  private static final double[] X = {0, 0, 1, 1};
  private static final double[] Y = {0, 1, 0, 1};

  /// Worked by hand for AND with a rate of 1: the first line is none, so (0, 0) is a mistake at
  /// once.
  @Test
  void theLinesOfAndAreThoseByHand() {
    Learning learning = Learning.of(X, Y, new double[] {-1, -1, -1, 1}, 1, 100);

    Learning.Mistake first = learning.mistakes().getFirst();
    assertThat(first)
        .isEqualTo(
            new Learning.Mistake(1, 0, new Learning.Line(0, 0, 0), 0, new Learning.Line(0, 0, -1)));
    Learning.Mistake second = learning.mistakes().get(1);
    assertThat(second)
        .isEqualTo(
            new Learning.Mistake(
                1, 3, new Learning.Line(0, 0, -1), -1, new Learning.Line(1, 1, 0)));
    assertThat(learning.learnt().separated()).isTrue();
    assertThat(learning.cycle()).isNull();
    for (int i = 0; i < 4; i++) {
      assertThat(learning.line().score(X[i], Y[i]) > 0).isEqualTo(i == 3);
    }
  }

  @Test
  void everyMistakeIsOneAndEveryLineFollowsFromTheLineBefore() {
    Learning learning = Learning.of(X, Y, new double[] {-1, 1, 1, 1}, 0.5, 100);

    Learning.Line line = new Learning.Line(0, 0, 0);
    for (Learning.Mistake mistake : learning.mistakes()) {
      double label = mistake.row() == 0 ? -1 : 1;
      double x = X[mistake.row()];
      double y = Y[mistake.row()];
      assertThat(mistake.before()).isEqualTo(line);
      assertThat(mistake.score()).isEqualTo(line.score(x, y));
      assertThat(label * mistake.score()).isLessThanOrEqualTo(0);
      assertThat(mistake.after())
          .isEqualTo(
              new Learning.Line(
                  line.w1() + 0.5 * label * x,
                  line.w2() + 0.5 * label * y,
                  line.bias() + 0.5 * label));
      line = mistake.after();
    }
    assertThat(line).isEqualTo(learning.line());
  }

  /// No line separates XOR; its weights come back, and with them the same mistakes.
  @Test
  void xorGoesRoundInACircle() {
    Learning learning = Learning.of(X, Y, new double[] {-1, 1, 1, -1}, 1, 100);

    Learning.Cycle cycle = requireNonNull(learning.cycle());
    assertThat(learning.learnt().separated()).isFalse();
    int before =
        learning.learnt().mistakes().subList(0, cycle.firstEpoch()).stream()
            .mapToInt(Integer::intValue)
            .sum();
    for (int i = before; i + cycle.mistakes() < learning.mistakes().size(); i++) {
      Learning.Mistake now = learning.mistakes().get(i);
      Learning.Mistake later = learning.mistakes().get(i + cycle.mistakes());
      assertThat(later.row()).isEqualTo(now.row());
      assertThat(later.after()).isEqualTo(now.after());
      assertThat(later.epoch() - now.epoch()).isEqualTo(cycle.epochs());
    }
  }

  private static JsonNode ask(String json) {
    return new PerceptronScreen().command("learn", JsonMapper.shared().readTree(json));
  }

  @Test
  void theCommandAnswersWithEveryMistake() {
    JsonNode answer =
        ask(
            """
            {"x": [0, 0, 1, 1], "y": [0, 1, 0, 1], "labels": [-1, 1, 1, -1],
             "learningRate": 1, "epochs": 30}
            """);

    assertThat(answer.get("separated").asBoolean()).isFalse();
    assertThat(answer.get("mistakes").size()).isEqualTo(answer.get("count").asInt());
    assertThat(answer.get("cycle").get("epochs").asInt()).isPositive();
    assertThat(answer.get("bound").asDouble()).isNaN();
    assertThat(answer.get("mistakes").get(0).get("after").toString()).isEqualTo("[0.0,0.0,-1.0]");
  }

  @Test
  void wrongPointsAreAnsweredByOneLine() {
    assertThatThrownBy(
            () -> ask("{\"x\":[],\"y\":[],\"labels\":[],\"learningRate\":1,\"epochs\":9}"))
        .hasMessage("there are no points; add one of each class");
    assertThatThrownBy(
            () -> ask("{\"x\":[1],\"y\":[1,2],\"labels\":[1],\"learningRate\":1,\"epochs\":9}"))
        .hasMessage("x, y and labels must be lists of the same length, were 1, 2 and 1");
    assertThatThrownBy(
            () -> ask("{\"x\":[1],\"y\":[1],\"labels\":[1],\"learningRate\":0,\"epochs\":9}"))
        .hasMessage("learningRate must be a number from 1.0E-6 to 1000000, was 0");
    assertThatThrownBy(
            () -> ask("{\"x\":[1],\"y\":[1],\"labels\":[0.5],\"learningRate\":1,\"epochs\":9}"))
        .hasMessage("labels must be -1 or 1, nothing between");
  }
}

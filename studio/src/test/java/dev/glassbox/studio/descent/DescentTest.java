package dev.glassbox.studio.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glassbox.studio.screen.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DescentTest {
  private static final DescentScreen SCREEN = new DescentScreen();

  private static JsonNode ask(String command, String json) {
    return SCREEN.command(command, JsonMapper.shared().readTree(json.replace('\'', '"')));
  }

  @ParameterizedTest
  @EnumSource(Landscape.class)
  void theMinimumIsOneAndLiesInTheWindow(Landscape landscape) {
    double[] minimum = landscape.minimum();

    assertThat(landscape.gradient(minimum)).containsExactly(new double[] {0, 0}, within(1e-12));
    assertThat(landscape.curvatures(minimum)[0]).isPositive();
    for (double[] place : new double[][] {minimum, landscape.start()}) {
      double[] window = landscape.window();
      assertThat(place[0]).isBetween(window[0], window[1]);
      assertThat(place[1]).isBetween(window[2], window[3]);
    }
    for (double height : landscape.heights(15)) {
      assertThat(height).isGreaterThanOrEqualTo(landscape.height(minimum));
    }
  }

  @Test
  void heightsGoRowByRowFromTheBottomLeft() {
    double[] heights = Landscape.LONG_VALLEY.heights(3);

    assertThat(heights[0]).isEqualTo(Landscape.LONG_VALLEY.height(-10, -1.6));
    assertThat(heights[1]).isEqualTo(Landscape.LONG_VALLEY.height(0, -1.6));
    assertThat(heights[3]).isEqualTo(Landscape.LONG_VALLEY.height(-10, 0));
  }

  /// The Hessian of the line's loss is (5 10; 10 30), with λmax = (35 + √1025)/2.
  @Test
  void theLimitOfTheLineIsTwoOverTheLargestCurvature() {
    double largest = (35 + Math.sqrt(1025)) / 2;
    JsonNode grid =
        ask(
            "grid",
            "{'landscape':'line','method':'sgd','momentum':0,'start':[-3,2],'steps':25,"
                + "'rates':[0.02,0.05,0.06,0.07]}");

    assertThat(grid.get("curvature").asDouble()).isEqualTo(largest, within(1e-10));
    assertThat(grid.get("limit").asDouble()).isEqualTo(2 / largest, within(1e-12));
    for (JsonNode walk : grid.get("walks")) {
      assertThat(walk.get("diverges").asBoolean())
          .isEqualTo(walk.get("rate").asDouble() > 2 / largest);
    }
  }

  /// On a quadratic exactly those rates converge that lie below the limit, for each kind of
  /// momentum.
  @ParameterizedTest
  @CsvSource({
    "SGD, 0",
    "MOMENTUM, 0.5",
    "MOMENTUM, 0.9",
    "NESTEROV, 0.5",
    "NESTEROV, 0.9",
    "MOMENTUM, 0"
  })
  void theLimitIsWhereConvergenceEnds(Method method, double momentum) {
    double limit = method.limit(momentum).orElseThrow() / 50;
    Task valley = Task.on(Landscape.LONG_VALLEY, -8, 1);

    Walk below = Walk.of(valley, method, 0.98 * limit, momentum, 1000);
    Walk above = Walk.of(valley, method, 1.02 * limit, momentum, 1000);

    assertThat(below.heights().getLast()).isLessThan(1);
    assertThat(above.heights().getLast()).isGreaterThan(82);
  }

  /// The picture of a method's state is the step itself: place − scale · direction is the next
  /// place.
  @ParameterizedTest
  @EnumSource(Method.class)
  void scaleTimesDirectionIsTheStep(Method method) {
    Walk walk =
        Walk.of(Task.on(Landscape.BEALE, 1, 1.5), method, 0.01, Method.MOMENTUM_IN_RACE, 50);

    for (int step = 0; step < walk.steps().size(); step++) {
      Walk.Step made = walk.steps().get(step);
      for (int i = 0; i < 2; i++) {
        double next = walk.places().get(step)[i] - made.scale()[i] * made.direction()[i];
        assertThat(walk.places().get(step + 1)[i])
            .as("%s, step %d, number %d", method, step + 1, i)
            .isEqualTo(next, within(1e-12));
      }
    }
  }

  /// The figures of the course's chapter on this race, which has its own program.
  @ParameterizedTest
  @CsvSource({
    "LONG_VALLEY, SGD, 0.03, 67",
    "LONG_VALLEY, MOMENTUM, 0.03, 42",
    "LONG_VALLEY, NESTEROV, 0.01, 20",
    "LONG_VALLEY, ADAGRAD, 10, 3",
    "LONG_VALLEY, ADAM, 0.3, 31",
    "SADDLE, SGD, 1, 10",
    "SADDLE, ADADELTA, 10, 86",
    "SADDLE, RMSPROP, 0.1, 9",
    "BEALE, NESTEROV, 0.003, 34",
    "BEALE, ADAM, 1, 22"
  })
  void theRaceEndsAsInTheCourse(Landscape landscape, Method method, double rate, int steps) {
    Task task = Task.on(landscape, landscape.start());

    assertThat(Race.bestRate(task, method, 200)).isEqualTo(rate);
    Walk walk = Walk.of(task, method, rate, Method.MOMENTUM_IN_RACE, 200);
    assertThat(walk.stepsToFinish(task.least())).isEqualTo(steps);
  }

  @Test
  void theRaceOnTheMoonsIsTheSameEveryTime() {
    String arguments = "{'landscape':'moons','steps':40,'rates':[3,0.3,1,3,10,0.1,0.3]}";
    JsonNode race = ask("race", arguments);

    assertThat(race).isEqualTo(ask("race", arguments));
    assertThat(race.get("runs").size()).isEqualTo(7);
    for (JsonNode run : race.get("runs")) {
      assertThat(run.get("heights").size()).isEqualTo(41);
      assertThat(run.get("heights").get(40).asDouble())
          .isLessThan(run.get("heights").get(0).asDouble());
      assertThat(run.get("steps").get(39).get("scale").size()).isEqualTo(3);
    }
  }

  @Test
  void withoutRatesEachMethodTakesItsBest() {
    JsonNode runs =
        ask("race", "{'landscape':'long_valley','start':[-8,1],'steps':200}").get("runs");

    assertThat(runs.get(0).get("rate").asDouble()).isEqualTo(0.03);
    assertThat(runs.get(0).get("finish").asInt()).isEqualTo(67);
    assertThat(runs.get(3).get("rate").asDouble()).isEqualTo(10);
    assertThat(runs.get(1).get("steps").get(0).get("memory").get("v").size()).isEqualTo(2);
  }

  @Test
  void aPathThatLeavesAllBoundsEndsAndIsNoNumber() {
    JsonNode walk =
        ask(
                "grid",
                "{'landscape':'beale','method':'sgd','momentum':0,'start':[4,2],'steps':100,"
                    + "'rates':[10]}")
            .get("walks")
            .get(0);

    assertThat(walk.get("diverges").asBoolean()).isTrue();
    assertThat(walk.get("places").size()).isLessThan(10);
    assertThat(Json.text(walk)).doesNotContain("NaN").doesNotContain("Infinity");
  }

  @Test
  void wrongArgumentsAreNamed() {
    assertThatThrownBy(() -> ask("landscape", "{'landscape':'hill','size':9}"))
        .hasMessage(
            "landscape: there is no 'hill'; choose one of line, long_valley, saddle, beale");
    assertThatThrownBy(() -> ask("landscape", "{'landscape':'line','size':9999}"))
        .hasMessage("size must be a number from 2 to 141, was 9999");
    assertThatThrownBy(() -> ask("race", "{'landscape':'line','start':[1],'steps':10}"))
        .hasMessage("start must be two numbers, x and y");
    assertThatThrownBy(
            () -> ask("race", "{'landscape':'line','start':[1,2],'steps':10,'rates':[1]}"))
        .hasMessage("rates must be 7 numbers, one a method");
  }
}

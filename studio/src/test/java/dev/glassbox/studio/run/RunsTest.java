package dev.glassbox.studio.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glassbox.studio.screen.Arguments;
import dev.glassbox.studio.screen.Channel;
import dev.glassbox.studio.screen.Frame;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTest {
  private static final class Fixed implements Observed {
    @Override
    public Subject subject() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int[] steps() {
      return new int[] {0};
    }

    @Override
    public Snapshot at(int step) {
      return new Snapshot(0, new float[0], new float[0]);
    }
  }

  private final List<Frame> sent = new ArrayList<>();
  private final Runs runs =
      new Runs(
          new Channel() {
            @Override
            public boolean isListenedTo() {
              return true;
            }

            @Override
            public void send(Frame frame) {
              sent.add(frame);
            }
          });

  private static Arguments arguments(String json) {
    return new Arguments(Json.read(json.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  @Test
  void theOneThatWasAddedLastIsMeantUnlessAnotherIsNamed() {
    Observed playground = new Fixed();
    Observed training = new Fixed();
    runs.put("playground", playground);
    assertThat(runs.of(arguments("{}"))).isSameAs(playground);
    runs.put("training", training);
    assertThat(runs.of(arguments("{}"))).isSameAs(training);
    assertThat(runs.of(arguments("{\"run\": \"playground\"}"))).isSameAs(playground);
    assertThat(Json.text(sent.getLast().header()))
        .isEqualTo("{\"standard\":\"training\",\"names\":[\"playground\",\"training\"]}");
  }

  @Test
  void aNameThatDoesNotExistIsAMistakeWithTheNamesThatDo() {
    runs.put("playground", new Fixed());
    assertThatThrownBy(() -> runs.of(arguments("{\"run\": \"mine\"}")))
        .isInstanceOf(MistakeException.class)
        .hasMessage("run: there is no 'mine'; choose one of playground");
  }
}

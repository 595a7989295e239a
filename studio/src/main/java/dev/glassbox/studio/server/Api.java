package dev.glassbox.studio.server;

import com.sun.net.httpserver.HttpExchange;
import dev.glassbox.studio.screen.Json;
import dev.glassbox.studio.screen.MistakeException;
import dev.glassbox.studio.screen.Screen;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Commands to the screens, `POST /api/SCREEN/COMMAND`.
final class Api {
  private static final int LARGEST_BODY = 1 << 20;
  private static final int MOST_AT_ONCE = 16;
  private static final System.Logger LOGGER = System.getLogger("dev.glassbox.studio");

  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private volatile Map<String, Screen> screens = Map.of();

  void serve(List<Screen> served) {
    screens =
        served.stream().collect(Collectors.toUnmodifiableMap(Screen::name, Function.identity()));
  }

  /// @param path what follows `/api/`
  void answer(HttpExchange exchange, String path) throws IOException {
    int slash = path.indexOf('/');
    Screen screen = slash < 0 ? null : screens.get(path.substring(0, slash));
    if (screen == null) {
      throw new RefusedException(404, "there is no such command; reload the page");
    }
    if (!places.tryAcquire()) {
      throw new RefusedException(503, "too many commands at once; try again");
    }
    try {
      JsonNode answer = run(screen, path.substring(slash + 1), body(exchange));
      Answers.json(exchange, 200, answer);
    } finally {
      places.release();
    }
  }

  private static JsonNode run(Screen screen, String command, byte[] body) {
    try {
      return screen.command(command, Json.read(body));
    } catch (MistakeException mistake) {
      throw new RefusedException(400, String.valueOf(mistake.getMessage()));
    } catch (RuntimeException failure) {
      LOGGER.log(System.Logger.Level.ERROR, screen.name() + "/" + command, failure);
      throw new RefusedException(
          500, "%s: unexpected failure: %s".formatted(screen.name(), failure));
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    if (length(exchange.getRequestHeaders().getFirst("Content-Length")) <= LARGEST_BODY) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
      if (body.length <= LARGEST_BODY) {
        return body;
      }
    }
    throw new RefusedException(413, "a command may have %,d bytes at most".formatted(LARGEST_BODY));
  }

  private static long length(@Nullable String header) {
    try {
      return header == null ? 0 : Long.parseLong(header);
    } catch (NumberFormatException wrong) {
      return Long.MAX_VALUE;
    }
  }
}

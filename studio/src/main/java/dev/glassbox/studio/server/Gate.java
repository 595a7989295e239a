package dev.glassbox.studio.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who may ask.
final class Gate {
  private static final Pattern TOKEN = Pattern.compile("(?:^|&)token=([^&]*)");

  private final Set<String> hosts;
  private final Set<String> origins;
  private final Token token;

  Gate(int port, Token token) {
    hosts =
        Stream.of("127.0.0.1", "localhost", "[::1]")
            .map(name -> name + ":" + port)
            .collect(Collectors.toSet());
    origins = hosts.stream().map(host -> "http://" + host).collect(Collectors.toSet());
    this.token = token;
  }

  /// A foreign name that leads to this address, or a foreign page, gets nothing.
  void checkSource(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    List<String> host = headers.getOrDefault("Host", List.of());
    if (host.size() != 1 || !hosts.contains(host.getFirst())) {
      throw new RefusedException(
          403, "the studio answers to its own address only; open the address that it printed");
    }
    List<String> origin = headers.getOrDefault("Origin", List.of());
    if (!origins.containsAll(origin)) {
      throw new RefusedException(403, "the studio answers to its own page only");
    }
  }

  void checkMethod(HttpExchange exchange, String method) {
    if (!exchange.getRequestMethod().equals(method)) {
      throw new RefusedException(405, "use %s here".formatted(method));
    }
  }

  void checkTokenOfHeader(HttpExchange exchange) {
    check(exchange.getRequestHeaders().getFirst("X-Glassbox-Token"));
  }

  void checkTokenOfAddress(HttpExchange exchange) {
    String query = exchange.getRequestURI().getRawQuery();
    Matcher given = TOKEN.matcher(query == null ? "" : query);
    check(given.find() ? given.group(1) : null);
  }

  private void check(@Nullable String given) {
    if (given == null || !token.is(given)) {
      throw new RefusedException(
          403, "the token is missing or of another run; open the address that the studio printed");
    }
  }
}

package dev.glassbox.studio.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.glassbox.studio.screen.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// How answers are written.
final class Answers {
  private Answers() {}

  static void json(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    bytes(
        exchange,
        status,
        "application/json; charset=utf-8",
        Json.text(answer).getBytes(StandardCharsets.UTF_8));
  }

  static void error(HttpExchange exchange, int status, String message) throws IOException {
    // What was not read of the body is not wanted either.
    exchange.getResponseHeaders().set("Connection", "close");
    json(exchange, status, Json.object().put("error", message));
  }

  static void bytes(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    head(exchange, type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    // Closing would first wait for what is left of the request.
    exchange.getResponseBody().flush();
  }

  static void head(HttpExchange exchange, String type) {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
  }
}

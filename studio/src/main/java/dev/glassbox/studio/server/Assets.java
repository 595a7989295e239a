package dev.glassbox.studio.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page's files, all read at the start: a path from a request is looked up in a map and leads
/// nowhere else.
final class Assets {
  private static final String FOLDER = "/dev/glassbox/studio/web/";
  private static final Pattern IMPORT_MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  /// Files of the page itself, besides `screens/NAME.js` for each screen.
  static final List<String> FILES =
      List.of(
          "index.html",
          "style.css",
          "app.js",
          "api.js",
          "stream.js",
          "charts.js",
          "export.js",
          "played.js",
          "runs.js",
          "walk.js",
          "icon.svg");

  /// Files of screens besides their own, such as `screens/playground-plane.js`.
  static final List<String> PARTS =
      List.of(
          "screens/descent-plane.js",
          "screens/descent-race.js",
          "screens/digits.css",
          "screens/digits-draw.js",
          "screens/digits-network.js",
          "screens/digits-scores.js",
          "screens/fork.css",
          "screens/fork-branches.js",
          "screens/layers.css",
          "screens/layers-detail.js",
          "screens/layers-map.js",
          "screens/layers-starts.js",
          "screens/microscope-formula.js",
          "screens/microscope-graph.js",
          "screens/monitor.css",
          "screens/monitor-curves.js",
          "screens/playground.css",
          "screens/playground-controls.js",
          "screens/playground-network.js",
          "screens/playground-plane.js",
          "screens/playground-state.js",
          "screens/surface.css",
          "screens/surface-plane.js",
          "screens/teaching.css");

  /// Addresses of the libraries' files, and where they lie.
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "lib/d3.js", "lib/d3/dist/d3.min.js",
          "lib/preact.js", "lib/preact/dist/preact.module.js",
          "lib/preact-hooks.js", "lib/preact/hooks/dist/hooks.module.js",
          "lib/katex.js", "lib/katex/dist/katex.mjs",
          "lib/katex.css", "lib/katex/dist/katex.min.css");

  private static final List<String> FONTS =
      List.of(
          "AMS-Regular",
          "Caligraphic-Bold",
          "Caligraphic-Regular",
          "Fraktur-Bold",
          "Fraktur-Regular",
          "Main-Bold",
          "Main-BoldItalic",
          "Main-Italic",
          "Main-Regular",
          "Math-BoldItalic",
          "Math-Italic",
          "SansSerif-Bold",
          "SansSerif-Italic",
          "SansSerif-Regular",
          "Script-Regular",
          "Size1-Regular",
          "Size2-Regular",
          "Size3-Regular",
          "Size4-Regular",
          "Typewriter-Regular");

  private record Asset(String type, byte[] bytes) {}

  private final Map<String, Asset> assets = new HashMap<>();
  private final String policy;

  /// @param screens the names of the page's screens, in order
  Assets(List<String> screens) {
    FILES.forEach(file -> add("/" + file, file));
    PARTS.forEach(file -> add("/" + file, file));
    LIBRARIES.forEach((address, file) -> add("/" + address, file));
    FONTS.forEach(
        font -> {
          String name = "fonts/KaTeX_%s.woff2".formatted(font);
          add("/lib/" + name, "lib/katex/dist/" + name);
        });
    screens.forEach(
        screen -> add("/screens/%s.js".formatted(screen), "screens/%s.js".formatted(screen)));
    String names = String.join(" ", screens);
    String page =
        text("index.html").replace("data-screens=\"\"", "data-screens=\"%s\"".formatted(names));
    assets.put("/", new Asset(type("index.html"), page.getBytes(StandardCharsets.UTF_8)));
    policy = policy(page);
  }

  private void add(String address, String file) {
    assets.put(address, new Asset(type(file), bytes(file)));
  }

  void answer(HttpExchange exchange, String path) throws IOException {
    Asset asset = assets.get(path);
    if (asset == null) {
      throw new RefusedException(404, "there is nothing here; open the address that was printed");
    }
    exchange.getResponseHeaders().set("Content-Security-Policy", policy);
    Answers.bytes(exchange, 200, asset.type(), asset.bytes());
  }

  /// Only our own files run or load. The import map is the one script that stands in the page.
  private static String policy(String page) {
    Matcher map = IMPORT_MAP.matcher(page);
    if (!map.find()) {
      throw new IllegalStateException("index.html has no import map");
    }
    return "default-src 'self'; script-src 'self' 'sha256-%s'; style-src 'self' 'unsafe-inline'; "
            .formatted(sha256(map.group(1)))
        + "img-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String type(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "js", "mjs" -> "text/javascript; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "woff2" -> "font/woff2";
      default -> throw new IllegalStateException("no type for " + file);
    };
  }

  private static String text(String file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String file) {
    try (InputStream in = Assets.class.getResourceAsStream(FOLDER + file)) {
      if (in == null) {
        throw new IllegalStateException("the studio's file %s is missing".formatted(file));
      }
      return in.readAllBytes();
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }
}

package dev.glassbox.studio;

import dev.glassbox.studio.screen.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A real browser with one tab, driven by its DevTools protocol over a WebSocket.
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Pattern ENDPOINT = Pattern.compile("ws://([^/]+)/");

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Browser(Process process, Path profile, URI page, HttpClient client) {
    this.process = process;
    this.profile = profile;
    socket = client.newWebSocketBuilder().buildAsync(page, new Reader()).join();
    List.of("Page.enable", "Runtime.enable", "Log.enable").forEach(this::tell);
    size(1280, 720);
  }

  /// Opens a browser, or skips the test that asks if there is none, and says so.
  static Browser open() {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      System.err.println("SKIPPED: no browser found, so the page was not tested; install chromium");
    }
    Assumptions.assumeTrue(
        program.isPresent(), "no browser found in /usr/bin: install chromium to test the page");
    return open(program.orElseThrow());
  }

  /// The browser of this machine.
  public static Optional<Path> program() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .map(name -> Path.of("/usr/bin", name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Opens this browser.
  public static Browser open(Path program) {
    try {
      return start(program);
    } catch (IOException | InterruptedException failed) {
      throw new IllegalStateException("the browser did not start", failed);
    }
  }

  private static Browser start(Path program) throws IOException, InterruptedException {
    Path profile = Files.createTempDirectory("glassbox-browser");
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    String host = host(process);
    HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    var request = HttpRequest.newBuilder(URI.create("http://%s/json/list".formatted(host))).build();
    JsonNode tabs = Json.read(client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body());
    for (JsonNode tab : tabs) {
      if (tab.get("type").stringValue().equals("page")) {
        URI page = URI.create(tab.get("webSocketDebuggerUrl").stringValue());
        return new Browser(process, profile, page, client);
      }
    }
    throw new IOException("the browser has no tab: " + tabs);
  }

  private static String host(Process process) throws IOException {
    BufferedReader errors = process.errorReader(StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    for (String line = errors.readLine(); line != null; line = errors.readLine()) {
      said.add(line);
      Matcher endpoint = ENDPOINT.matcher(line);
      if (line.contains("DevTools listening") && endpoint.find()) {
        Thread.ofVirtual().start(() -> errors.lines().forEach(_ -> {}));
        return endpoint.group(1);
      }
    }
    throw new IOException("the browser said only " + said);
  }

  /// What the page complained of on the console since it was opened: errors and warnings.
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /// Begins to count complaints anew, after one that was meant to come.
  public void forgetComplaints() {
    complaints.clear();
  }

  public void size(int width, int height) {
    ObjectNode size = Json.object().put("width", width).put("height", height);
    tell(
        "Emulation.setDeviceMetricsOverride",
        size.put("deviceScaleFactor", 1).put("mobile", false));
  }

  public void go(URI address) {
    // From one state of the page to another only what follows # would change.
    tell("Page.navigate", Json.object().put("url", "about:blank"));
    tell("Page.navigate", Json.object().put("url", address.toString()));
  }

  /// Runs a script in every page to come before its own, until what is given back is closed.
  AutoCloseable before(String script) {
    ObjectNode source = Json.object().put("source", script);
    JsonNode number = tell("Page.addScriptToEvaluateOnNewDocument", source).get("identifier");
    ObjectNode added = Json.object();
    added.set("identifier", number);
    return () -> tell("Page.removeScriptToEvaluateOnNewDocument", added);
  }

  public void reload() {
    evaluate("window.old = true");
    tell("Page.reload");
    await("!window.old");
  }

  /// The value of a JavaScript expression, after it if it is a promise.
  public JsonNode evaluate(String expression) {
    JsonNode answer =
        tell(
            "Runtime.evaluate",
            Json.object()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + answer.get("exceptionDetails"));
    }
    JsonNode value = answer.get("result").get("value");
    return value == null ? Json.array() : value;
  }

  /// The text of the first element that a CSS selector finds.
  public String text(String selector) {
    await("document.querySelector(%s)".formatted(quoted(selector)));
    return evaluate("document.querySelector(%s).textContent".formatted(quoted(selector)))
        .stringValue();
  }

  public void click(String selector) {
    await("document.querySelector(%s)".formatted(quoted(selector)));
    evaluate("document.querySelector(%s).click()".formatted(quoted(selector)));
  }

  /// Puts a value into a field, as if it were typed or chosen.
  public void set(String selector, String value) {
    await("document.querySelector(%s)".formatted(quoted(selector)));
    evaluate(
        """
        (() => {
          const field = document.querySelector(%s);
          const proto = Object.getPrototypeOf(field);
          Object.getOwnPropertyDescriptor(proto, 'value').set.call(field, %s);
          field.dispatchEvent(new Event('input', {bubbles: true}));
          field.dispatchEvent(new Event('change', {bubbles: true}));
        })()
        """
            .formatted(quoted(selector), quoted(value)));
  }

  /// Presses a key, such as ` ` or `ArrowRight`.
  public void press(String key) {
    for (String type : List.of("keyDown", "keyUp")) {
      tell("Input.dispatchKeyEvent", Json.object().put("type", type).put("key", key));
    }
  }

  /// Clicks at a place of the window with the left button.
  public void clickAt(double x, double y) {
    mouse("mouseMoved", x, y, 0);
    mouse("mousePressed", x, y, 1);
    mouse("mouseReleased", x, y, 0);
  }

  /// Drags with the left button from one place of the window to another.
  public void drag(double fromX, double fromY, double toX, double toY) {
    mouse("mouseMoved", fromX, fromY, 0);
    mouse("mousePressed", fromX, fromY, 1);
    mouse("mouseMoved", (fromX + toX) / 2, (fromY + toY) / 2, 1);
    mouse("mouseMoved", toX, toY, 1);
    mouse("mouseReleased", toX, toY, 0);
  }

  /// Moves the mouse to a place of the window.
  public void hover(double x, double y) {
    mouse("mouseMoved", x, y, 0);
  }

  private void mouse(String type, double x, double y, int buttons) {
    tell(
        "Input.dispatchMouseEvent",
        Json.object()
            .put("type", type)
            .put("x", x)
            .put("y", y)
            .put("button", "left")
            .put("buttons", buttons)
            .put("clickCount", 1));
  }

  /// Waits until an expression is true.
  public void await(String expression) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!evaluate("!!(%s)".formatted(expression)).booleanValue()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "the page never came to %s; complaints: %s".formatted(expression, complaints));
      }
      try {
        Thread.sleep(20);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
    }
  }

  /// Writes what the window shows to a PNG file.
  public void screenshot(Path file) {
    String data = tell("Page.captureScreenshot").get("data").stringValue();
    try {
      Files.write(file, Base64.getDecoder().decode(data));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String quoted(String text) {
    return Json.text(Json.texts(List.of(text)).get(0));
  }

  private JsonNode tell(String method) {
    return tell(method, Json.object());
  }

  private JsonNode tell(String method, ObjectNode parameters) {
    int number = numbers.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(number, answer);
    ObjectNode message = Json.object().put("id", number).put("method", method);
    message.set("params", parameters);
    socket.sendText(Json.text(message), true).join();
    JsonNode came = answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    if (came.has("error")) {
      throw new IllegalStateException(method + ": " + came.get("error"));
    }
    return came.get("result");
  }

  private void heard(JsonNode message) {
    if (message.has("id")) {
      CompletableFuture<JsonNode> answer = answers.remove(message.get("id").intValue());
      if (answer != null) {
        answer.complete(message);
      }
      return;
    }
    JsonNode said = message.get("params");
    switch (message.get("method").stringValue()) {
      case "Runtime.exceptionThrown" -> complaints.add(said.toString());
      case "Runtime.consoleAPICalled" -> {
        if (List.of("error", "warning", "assert").contains(said.get("type").stringValue())) {
          complaints.add(said.get("args").toString());
        }
      }
      case "Log.entryAdded" -> {
        if (List.of("error", "warning").contains(said.get("entry").get("level").stringValue())) {
          complaints.add(said.get("entry").toString());
        }
      }
      default -> {}
    }
  }

  private final class Reader implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        String whole = parts.toString();
        parts.setLength(0);
        heard(Json.read(whole.getBytes(StandardCharsets.UTF_8)));
      }
      from.request(1);
      return CompletableFuture.completedFuture(null);
    }
  }

  @Override
  public void close() {
    socket.abort();
    process.destroy();
    try {
      boolean _ = process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException stillInUse) {
      System.err.println("left behind: " + profile);
    }
  }
}

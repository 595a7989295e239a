package dev.glassbox.autodiff;

import dev.glassbox.draw.Diagram;
import dev.glassbox.draw.Diagram.Arrow;
import dev.glassbox.draw.Diagram.Box;
import dev.glassbox.draw.Diagram.Course;
import dev.glassbox.draw.Diagram.Layout;
import dev.glassbox.draw.Diagram.Point;
import dev.glassbox.draw.Lettering;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Draws a graph as SVG. Colours are those of Okabe and Ito (2008), which the colour-blind can tell
/// apart too; routes differ in their dashes as well.
final class GraphSvg {
  static final int MOST_ROUTES = 6;

  private static final String INK = "#1a1a1a";
  private static final String QUIET = "#666666";
  private static final String VALUE = "#0072B2";
  private static final String ADJOINT = "#D55E00";
  private static final String TANGENT = "#007A59";
  private static final String[] ROUTES = {
    "#E69F00", "#56B4E9", "#CC79A7", "#009E73", "#000000", "#8A7F00"
  };
  private static final String[] DASHES = {"", "9 4", "3 3", "12 3 3 3", "6 2", "2 5"};

  private static final double NAME_SIZE = 17;
  private static final double NUMBER_SIZE = 14;
  private static final double LABEL_SIZE = 13.5;
  private static final double LEGEND_SIZE = 13;
  private static final double HALF = 17;
  private static final double PADDING = 12;
  private static final double MARGIN = 24;
  private static final double LINE = 20;
  private static final double HEAD = 9;
  private static final double ROUTE_GAP = 4.2;
  private static final int LONGEST_NAME = 40;

  private final GraphPicture picture;
  private final List<GraphNode> nodes;
  private final List<GraphEdge> edges;
  private final int[] uses;
  private final Layout layout;
  private final StringBuilder out = new StringBuilder();

  GraphSvg(GraphPicture picture) {
    this.picture = picture;
    nodes = picture.graph.nodes();
    edges = picture.graph.edges();
    uses = new int[nodes.size()];
    edges.forEach(edge -> uses[edge.from().index()]++);
    layout =
        new Diagram(
                nodes.stream().map(this::box).toList(), edges.stream().map(this::arrow).toList())
            .layout();
  }

  String text() {
    draw();
    return out.toString();
  }

  GraphLayout places() {
    List<GraphLayout.Box> boxes = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      Point centre = layout.centres().get(i);
      Box box = box(nodes.get(i));
      boxes.add(new GraphLayout.Box(centre.x(), centre.y(), box.body(), box.side()));
    }
    List<GraphLayout.Course> courses =
        layout.courses().stream()
            .map(
                course ->
                    new GraphLayout.Course(
                        course.points().stream().map(GraphSvg::place).toList(),
                        place(course.label())))
            .toList();
    return new GraphLayout(layout.width(), layout.height(), boxes, courses);
  }

  private static GraphLayout.Point place(Point point) {
    return new GraphLayout.Point(point.x(), point.y());
  }

  private Box box(GraphNode node) {
    double body = title(node).width() + 2 * PADDING;
    double value = Lettering.of(value(node), NUMBER_SIZE).width();
    double carried = Lettering.of(carried(node), NUMBER_SIZE).width();
    double above = HALF + (value > 0 ? NUMBER_SIZE + 5 : 2);
    double below = HALF + (carried > 0 ? NUMBER_SIZE + 5 : 2);
    return new Box(Math.max(body, Math.max(value, carried)), body, above, below, 2 * HALF);
  }

  private Arrow arrow(GraphEdge edge) {
    double width = Lettering.of(label(edge), LABEL_SIZE).width();
    int from = edge.from().index();
    double height = width > 0 ? LABEL_SIZE + 8 + spread(edge) : 0;
    return new Arrow(from, edge.to().index(), width, height, isAside(edge) ? 0.4 : 1);
  }

  /// Whether a leaf is used here alone, beside a result: it should not bend the main line.
  private boolean isAside(GraphEdge edge) {
    return edge.from().kind() != GraphNode.Kind.OPERATION
        && uses[edge.from().index()] == 1
        && edge.to().inputs().stream().anyMatch(in -> in.kind() == GraphNode.Kind.OPERATION);
  }

  /// What stands in the box.
  private static Lettering title(GraphNode node) {
    if (node.kind() == GraphNode.Kind.OPERATION) {
      return Lettering.of(shortened(node.name() + " = " + node.formula()), NAME_SIZE);
    }
    return Lettering.of(shortened(node.operand()), NAME_SIZE);
  }

  private static String shortened(String text) {
    int length = text.codePointCount(0, text.length());
    if (length <= LONGEST_NAME) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, LONGEST_NAME - 1)) + "…";
  }

  /// What stands above the box: a number, a few numbers, or the shape.
  private static String value(GraphNode node) {
    boolean isItsOwnNumber = node.operand().equals(node.number()) && node.isSingle();
    boolean mask = node.isSingle() && node.value().dtype() == DType.BOOL;
    return isItsOwnNumber ? "" : mask ? node.number() : numbers(node.value());
  }

  private static String numbers(Tensor tensor) {
    if (tensor.size() == 1) {
      return Figures.of(tensor.item(), 5);
    }
    if (tensor.size() <= 3 && tensor.shape().length(-1) == tensor.size()) {
      List<String> parts = new ArrayList<>();
      for (double number : tensor.toDoubleArray()) {
        parts.add(Figures.of(number, 3));
      }
      return "[" + String.join(", ", parts) + "]";
    }
    return tensor.shape().toString().replace(", ", " × ");
  }

  /// What stands below the box: the adjoint or tangent, of a large one its length.
  private String carried(GraphNode node) {
    Tensor tensor = picture.carried[node.index()];
    if (tensor == null) {
      return "";
    }
    if (tensor.size() == 1 || (tensor.size() <= 3 && tensor.shape().length(-1) == tensor.size())) {
      return numbers(tensor);
    }
    double square = 0;
    for (double number : tensor.toDoubleArray()) {
      square += number * number;
    }
    return "‖ ‖ = " + Figures.of(Math.sqrt(square), 3);
  }

  /// What stands on an edge; nothing where no derivative is followed.
  private static String label(GraphEdge edge) {
    if (!edge.from().isTracked() || !edge.isDifferentiable()) {
      return "";
    }
    String formula = edge.derivative();
    if (edge.value().isEmpty()) {
      return shortened(formula);
    }
    String number = Figures.of(edge.value().getAsDouble(), 4);
    return formula.equals(number) ? number : shortened(formula) + " = " + number;
  }

  private void draw() {
    List<String> legend = legendTexts();
    double legendWidth = 0;
    for (String line : legend) {
      legendWidth = Math.max(legendWidth, Lettering.of(line, LEGEND_SIZE).width() + 44);
    }
    double width = Math.max(layout.width(), legendWidth) + 2 * MARGIN;
    double height = layout.height() + legend.size() * LINE + 2 * MARGIN + 14;
    String name = Lettering.escape(picture.graph.result().name());
    out.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\""
                + " viewBox=\"0 0 %.0f %.0f\" role=\"img\" font-family=\"%s\">\n",
            width,
            height,
            width,
            height,
            "'STIX Two Text', 'Times New Roman', 'Liberation Serif', 'DejaVu Serif', serif"));
    out.append("<title>Computational graph of ").append(name).append("</title>\n");
    out.append("<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n");
    out.append(
        String.format(Locale.ROOT, "<g transform=\"translate(%.1f %.1f)\">\n", MARGIN, MARGIN));
    for (int i = 0; i < edges.size(); i++) {
      drawEdge(i);
    }
    for (GraphNode node : nodes) {
      drawNode(node);
    }
    drawLegend(legend);
    out.append("</g>\n</svg>\n");
  }

  private void drawEdge(int number) {
    GraphEdge edge = edges.get(number);
    Course course = layout.courses().get(number);
    boolean followed = !label(edge).isEmpty();
    List<Integer> marks = marks(edge);
    out.append("<g class=\"edge\"><title>");
    out.append(
        Lettering.escape(followed ? edge.toString() : edge.from().operand() + " is used here"));
    out.append("</title>\n");
    String color = followed ? INK : "#999999";
    if (marks.isEmpty()) {
      out.append(stroke(course.points(), 0, color, 1.3, ""));
    }
    for (int k = 0; k < marks.size(); k++) {
      double shift = (k - (marks.size() - 1) / 2.0) * ROUTE_GAP;
      int route = marks.get(k);
      out.append(stroke(course.points(), shift, ROUTES[route], 3.2, DASHES[route]));
    }
    Point tip = course.points().getLast();
    out.append(
        String.format(
            Locale.ROOT,
            "<path d=\"M%.1f %.1fl%.1f -4.2v8.4z\" fill=\"%s\"/>\n",
            tip.x(),
            tip.y(),
            -HEAD,
            marks.size() == 1 ? ROUTES[marks.getFirst()] : color));
    if (followed) {
      Point at = course.label();
      double lift = 6.5 + spread(edge);
      text(Lettering.of(label(edge), LABEL_SIZE), at.x(), at.y() - lift, INK, "middle");
    }
    out.append("</g>\n");
  }

  /// How far routes that share an edge reach above its line.
  private double spread(GraphEdge edge) {
    int routes = marks(edge).size();
    return routes == 0 ? 0 : 1 + (routes - 1) * ROUTE_GAP / 2;
  }

  /// The routes that lead along an edge.
  private List<Integer> marks(GraphEdge edge) {
    List<Integer> marks = new ArrayList<>();
    for (int i = 0; i < picture.routes.size(); i++) {
      if (picture.routes.get(i).hops().stream().anyMatch(hop -> hop.edge() == edge)) {
        marks.add(i);
      }
    }
    return marks;
  }

  /// A line that stops short of its arrow head.
  private static String stroke(
      List<Point> course, double shift, String color, double width, String dashes) {
    List<Point> points = new ArrayList<>();
    for (Point point : course) {
      if (points.isEmpty() || point.x() - points.getLast().x() > 0.05) {
        points.add(point);
      }
    }
    Point tip = course.getLast();
    points.set(points.size() - 1, new Point(tip.x() - HEAD + 1, tip.y()));
    Point from = points.getFirst();
    var path = new StringBuilder();
    path.append(String.format(Locale.ROOT, "M%.1f %.1f", from.x(), from.y() + shift));
    for (Point to : points.subList(1, points.size())) {
      double y = to.y() + shift;
      double middle = (from.x() + to.x()) / 2;
      path.append(
          Math.abs(from.y() - to.y()) < 0.05
              ? String.format(Locale.ROOT, "L%.1f %.1f", to.x(), y)
              : String.format(
                  Locale.ROOT,
                  "C%.1f %.1f %.1f %.1f %.1f %.1f",
                  middle,
                  from.y() + shift,
                  middle,
                  y,
                  to.x(),
                  y));
      from = to;
    }
    String dash = dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"";
    return String.format(
        Locale.ROOT,
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"%.1f\"%s/>\n",
        path,
        color,
        width,
        dash);
  }

  private void drawNode(GraphNode node) {
    Point at = layout.centres().get(node.index());
    Lettering title = title(node);
    double body = title.width() + 2 * PADDING;
    boolean operation = node.kind() == GraphNode.Kind.OPERATION;
    boolean constant = node.kind() == GraphNode.Kind.CONSTANT;
    String fill = operation ? "#ffffff" : constant ? "#f4f4f4" : "#eaf4fb";
    boolean strong = node == picture.graph.result() || node == picture.active;
    out.append("<g class=\"node\"><title>").append(Lettering.escape(hover(node)));
    out.append("</title>\n");
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"%.0f\" fill=\"%s\""
                + " stroke=\"%s\" stroke-width=\"%.1f\"/>\n",
            at.x() - body / 2,
            at.y() - HALF,
            body,
            2 * HALF,
            operation ? 6 : HALF,
            node == picture.active ? "#fff4d6" : fill,
            constant ? "#999999" : INK,
            strong ? 2.4 : 1.3));
    text(title, at.x(), at.y() + NAME_SIZE * 0.32, INK, "middle");
    double above = at.y() - HALF - 6;
    double below = at.y() + HALF + NUMBER_SIZE;
    text(Lettering.of(value(node), NUMBER_SIZE), at.x(), above, VALUE, "middle");
    text(Lettering.of(carried(node), NUMBER_SIZE), at.x(), below, sweepColor(), "middle");
    out.append("</g>\n");
  }

  private String hover(GraphNode node) {
    Tensor tensor = picture.carried[node.index()];
    Sweep sweep = picture.sweep;
    if (tensor == null || sweep == null) {
      return node.toString();
    }
    String number = tensor.size() == 1 ? Figures.of(tensor.item()) : tensor.toString();
    return node + "; " + sweep.symbol(node.name()) + " = " + number;
  }

  private String sweepColor() {
    return picture.sweep != null && !picture.sweep.isBackward() ? TANGENT : ADJOINT;
  }

  private void text(Lettering lettering, double x, double y, String color, String anchor) {
    if (lettering.width() > 0) {
      out.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" fill=\"%s\" text-anchor=\"%s\">",
              x,
              y,
              lettering.size(),
              color,
              anchor));
      out.append(lettering.markup()).append("</text>\n");
    }
  }

  private List<String> legendTexts() {
    List<String> lines = new ArrayList<>();
    lines.add("above each node: its value");
    Sweep sweep = picture.sweep;
    if (sweep != null) {
      String kind = sweep.isBackward() ? "adjoint" : "tangent";
      lines.add("below each node: its " + kind + " " + sweep.symbol("node"));
    }
    lines.add("on each edge: the local derivative ∂end/∂start");
    if (!picture.summary.isEmpty()) {
      lines.add(picture.summary);
    }
    for (Route route : picture.routes) {
      lines.add(route.toString());
    }
    return lines;
  }

  private void drawLegend(List<String> lines) {
    double y = layout.height() + 30;
    int firstRoute = lines.size() - picture.routes.size();
    for (int i = 0; i < lines.size(); i++, y += LINE) {
      double middle = y - 4.5;
      if (i >= firstRoute) {
        int route = i - firstRoute;
        List<Point> sample = List.of(new Point(0, middle), new Point(30 + HEAD, middle));
        out.append(stroke(sample, 0, ROUTES[route], 3.2, DASHES[route]));
      } else if (lines.get(i).startsWith("on ")) {
        List<Point> sample = List.of(new Point(0, middle), new Point(22 + HEAD, middle));
        out.append(stroke(sample, 0, INK, 1.3, ""));
        out.append(
            String.format(
                Locale.ROOT, "<path d=\"M30 %.1fl-9 -4.2v8.4z\" fill=\"%s\"/>\n", middle, INK));
      } else if (!lines.get(i).equals(picture.summary)) {
        String color = i == 0 ? VALUE : sweepColor();
        text(Lettering.plain("1.5", NUMBER_SIZE), 15, y, color, "middle");
      }
      String color = i >= firstRoute || lines.get(i).equals(picture.summary) ? INK : QUIET;
      text(Lettering.of(lines.get(i), LEGEND_SIZE), 40, y, color, "start");
    }
  }
}

package dev.glassbox.autodiff;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All routes from one number of a [Graph] to another.
///
/// By the chain rule, the derivative of the end by the start is the sum over all routes of the
/// product of the local derivatives along each. Number and sum are computed without going through
/// the routes one by one, for there may be more of them than atoms.
///
/// {@snippet :
/// Tensor a = Tensor.scalar(DType.FLOAT64, 4).trainable();
/// Tensor b = Tensor.scalar(DType.FLOAT64, 3).trainable();
/// Tensor c = a.add(b);
/// Tensor d = a.mul(c);
/// Routes routes = Graph.of(d).named("a", a).named("c", c).named("d", d).routes(a, d);
/// int number = routes.count().intValueExact(); // 2
/// double derivative = routes.sum(); // 11 = 7 + 4
/// for (Route route : routes.largest(10)) {
///   IO.println(route); // a → d: 7, then a → c → d: 1 · 4 = 4
/// }
/// }
///
/// A step between elements of tensors counts as part of a route only where its local derivative is
/// not 0; a step between single numbers always counts.
public final class Routes implements Iterable<Route> {
  private static final int LISTED = 10;

  private final String from;
  private final String to;
  private final RouteNet net;

  Routes(String from, String to, RouteNet net) {
    this.from = from;
    this.to = to;
    this.net = net;
  }

  /// How many routes there are.
  ///
  /// The routes are counted between those places that all of them pass, and the counts multiplied.
  public BigInteger count() {
    if (net.size() == 0) {
      return BigInteger.ZERO;
    }
    List<BigInteger> counts = new ArrayList<>();
    BigInteger[] paths = new BigInteger[net.size()];
    int[] furthest = furthest();
    paths[0] = BigInteger.ONE;
    for (int v = 1; v < net.size(); v++) {
      BigInteger sum = BigInteger.ZERO;
      for (int a = net.into[v]; a < net.into[v + 1]; a++) {
        sum = sum.add(paths[net.tail[a]]);
      }
      // No arc leads past v: every route passes it.
      boolean passed = furthest[v - 1] <= v;
      if (passed) {
        counts.add(sum);
      }
      paths[v] = passed ? BigInteger.ONE : sum;
    }
    return product(counts);
  }

  /// The highest vertex that an arc from v or a lower vertex leads to.
  private int[] furthest() {
    int[] furthest = new int[net.size()];
    for (int v = 0; v < net.size(); v++) {
      for (int a = net.into[v]; a < net.into[v + 1]; a++) {
        furthest[net.tail[a]] = v;
      }
    }
    for (int v = 1; v < furthest.length; v++) {
      furthest[v] = Math.max(furthest[v], furthest[v - 1]);
    }
    return furthest;
  }

  /// The product, of equals first: that is fast for large numbers, one by one is not.
  private static BigInteger product(List<BigInteger> factors) {
    List<BigInteger> left = factors;
    while (left.size() > 1) {
      List<BigInteger> halved = new ArrayList<>();
      for (int i = 0; i + 1 < left.size(); i += 2) {
        halved.add(left.get(i).multiply(left.get(i + 1)));
      }
      if (left.size() % 2 == 1) {
        halved.add(left.getLast());
      }
      left = halved;
    }
    return left.isEmpty() ? BigInteger.ONE : left.getFirst();
  }

  /// The sum of the products of all routes: the derivative of the end by the start.
  public double sum() {
    if (net.size() == 0) {
      return 0;
    }
    double[] sums = new double[net.size()];
    sums[0] = 1;
    for (int v = 1; v < sums.length; v++) {
      for (int a = net.into[v]; a < net.into[v + 1]; a++) {
        sums[v] += net.factor[a] * sums[net.tail[a]];
      }
    }
    return sums[sums.length - 1];
  }

  /// The routes whose products are largest in magnitude, the largest first; fewer if there are not
  /// so many. It takes memory in proportion to `most` times the size of the graph.
  ///
  /// @throws IllegalArgumentException if `most` is negative
  public List<Route> largest(int most) {
    if (most < 0) {
      throw new IllegalArgumentException("routes: cannot list %d of them".formatted(most));
    }
    return most == 0 || net.size() == 0 ? List.of() : new LargestRoutes(net, most).routes();
  }

  /// Goes through all routes one by one, in the order of their nodes; there may be too many to come
  /// to an end.
  @Override
  public Iterator<Route> iterator() {
    return new Enumeration();
  }

  /// Number, sum and the largest few, as text.
  @Override
  public String toString() {
    var text = new StringBuilder(summary());
    List<Route> listed = largest(LISTED);
    for (Route route : listed) {
      text.append("\n  ").append(route);
    }
    if (count().compareTo(BigInteger.valueOf(listed.size())) > 0) {
      text.append("\n  … of which these are the largest");
    }
    return text.toString();
  }

  /// Sum and number in one line.
  String summary() {
    BigInteger count = count();
    String sum = "∂%s/∂%s = %s, ".formatted(to, from, Figures.of(sum()));
    if (count.signum() == 0) {
      return sum + "because no route leads there";
    }
    boolean single = count.equals(BigInteger.ONE);
    return sum + (single ? "by one route" : "the sum over " + approximate(count) + " routes");
  }

  private static String approximate(BigInteger count) {
    if (count.bitLength() < Long.SIZE) {
      return String.format(Locale.ROOT, "%,d", count);
    }
    // 2^shift times what is left, by logarithms: writing out a million bits would take long.
    int shift = count.bitLength() - 53;
    double logarithm = Math.log10(count.shiftRight(shift).doubleValue()) + shift * Math.log10(2);
    int power = (int) logarithm;
    String exponent = Figures.raised(Integer.toString(power));
    return "about " + Figures.of(Math.pow(10, logarithm - power), 3) + "·10" + exponent;
  }

  /// Depth-first from the end backwards, without recursion.
  private final class Enumeration implements Iterator<Route> {
    /// The arcs chosen so far, the last of the route first.
    private final Deque<Integer> chosen = new ArrayDeque<>();

    private boolean fresh = true;
    private @Nullable Route next;

    @Override
    public boolean hasNext() {
      if (next == null && net.size() > 0) {
        next = advance();
      }
      return next != null;
    }

    @Override
    public Route next() {
      if (!hasNext()) {
        throw new NoSuchElementException("routes: there are no more");
      }
      Route route = Objects.requireNonNull(next);
      next = null;
      return route;
    }

    private @Nullable Route advance() {
      if (!fresh) {
        // The next arc into the vertex of the last choice that has one.
        while (!chosen.isEmpty() && chosen.peek() + 1 == net.into[net.head[chosen.peek()] + 1]) {
          chosen.pop();
        }
        if (chosen.isEmpty()) {
          return null;
        }
        chosen.push(chosen.pop() + 1);
      }
      fresh = false;
      int at = chosen.isEmpty() ? net.size() - 1 : net.tail[chosen.peek()];
      while (at > 0) {
        chosen.push(net.into[at]);
        at = net.tail[net.into[at]];
      }
      return route(net, chosen);
    }
  }

  /// The route along these arcs, the first of them first.
  static Route route(RouteNet net, Iterable<Integer> arcs) {
    List<Route.Hop> hops = new ArrayList<>();
    double product = 1;
    for (int arc : arcs) {
      double factor = net.factor[arc];
      product *= factor;
      hops.add(
          new Route.Hop(
              net.edges.get(net.edge[arc]),
              net.element[net.tail[arc]],
              net.element[net.head[arc]],
              factor));
    }
    return new Route(hops, product);
  }
}

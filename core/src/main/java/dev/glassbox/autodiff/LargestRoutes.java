package dev.glassbox.autodiff;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Finds the routes with the largest products in magnitude by dynamic programming.
///
/// The k best routes to a vertex each end in an arc, and what comes before that arc is among the k
/// best to the arc's tail, because a product grows with its factors in magnitude. So it is enough
/// to keep k at each vertex and to merge those of its inputs. Products are kept as a significand
/// and a power of two, so that long routes can be told apart long after a double is 0 or infinite.
final class LargestRoutes {
  private final RouteNet net;
  private final Best[] best;

  LargestRoutes(RouteNet net, int most) {
    this.net = net;
    best = new Best[net.size()];
    best[0] = new Best(new double[] {1}, new int[1], new int[1], new int[1]);
    for (int v = 1; v < best.length; v++) {
      best[v] = merged(v, most);
    }
  }

  /// The best routes to a vertex, the best first.
  ///
  /// @param significand of the product, its magnitude in [1, 2) unless it is 0, infinite or NaN
  /// @param exponent the power of two of the product
  /// @param arc the last arc
  /// @param rank which of the best routes to the arc's tail comes before it
  private record Best(double[] significand, int[] exponent, int[] arc, int[] rank) {
    void set(int i, Candidate candidate) {
      significand[i] = candidate.significand;
      exponent[i] = candidate.exponent;
      arc[i] = candidate.arc;
      rank[i] = candidate.rank;
    }
  }

  /// A route to a vertex: one more arc after a route to its tail.
  private record Candidate(double significand, int exponent, int arc, int rank) {}

  private static final Comparator<Candidate> LARGEST_FIRST =
      Comparator.comparingInt((Candidate c) -> Double.isNaN(c.significand) ? 0 : 1)
          .thenComparingInt(c -> c.significand == 0 ? 1 : 0)
          .thenComparingInt(c -> -c.exponent)
          .thenComparingDouble(c -> -Math.abs(c.significand))
          .thenComparingInt(Candidate::arc)
          .thenComparingInt(Candidate::rank);

  private Best merged(int vertex, int most) {
    int first = net.into[vertex];
    int end = net.into[vertex + 1];
    int room = 0;
    for (int arc = first; arc < end && room < most; arc++) {
      room = Math.min(most, room + best[net.tail[arc]].arc.length);
    }
    Best merged = new Best(new double[room], new int[room], new int[room], new int[room]);
    if (first + 1 == end) {
      // One way in: the order stays as it was.
      for (int i = 0; i < room; i++) {
        merged.set(i, candidate(first, i));
      }
      return merged;
    }
    PriorityQueue<Candidate> queue = new PriorityQueue<>(LARGEST_FIRST);
    for (int arc = first; arc < end; arc++) {
      queue.add(candidate(arc, 0));
    }
    for (int i = 0; i < room; i++) {
      Candidate next = queue.remove();
      merged.set(i, next);
      if (next.rank + 1 < best[net.tail[next.arc]].arc.length) {
        queue.add(candidate(next.arc, next.rank + 1));
      }
    }
    return merged;
  }

  private Candidate candidate(int arc, int rank) {
    Best before = best[net.tail[arc]];
    double product = before.significand[rank] * net.factor[arc];
    int exponent = before.exponent[rank];
    if (product == 0 || !Double.isFinite(product)) {
      return new Candidate(product, exponent, arc, rank);
    }
    // Twice, because a subnormal number does not tell its exponent.
    for (int i = 0; i < 2; i++) {
      int shift = Math.getExponent(product);
      product = Math.scalb(product, -shift);
      exponent += shift;
    }
    return new Candidate(product, exponent, arc, rank);
  }

  List<Route> routes() {
    int end = net.size() - 1;
    List<Route> routes = new ArrayList<>();
    for (int rank = 0; rank < best[end].arc.length; rank++) {
      routes.add(Routes.route(net, arcs(end, rank)));
    }
    return List.copyOf(routes);
  }

  /// The arcs of a route to a vertex, the first of them first.
  private List<Integer> arcs(int vertex, int rank) {
    List<Integer> arcs = new ArrayList<>();
    int at = vertex;
    int place = rank;
    while (at > 0) {
      int arc = best[at].arc[place];
      arcs.add(arc);
      place = best[at].rank[place];
      at = net.tail[arc];
    }
    return arcs.reversed();
  }
}

import java.util.Arrays;
import java.util.List;

/// What is to be computed; `workloads.py` has the table and says more.
sealed interface Workload {
  /// From the words that `workloads.py` gives.
  static Workload of(List<String> words) {
    return switch (words.getFirst()) {
      case "network" ->
          new Network(
              sizes(words.get(1)),
              Integer.parseInt(words.get(2)),
              words.get(3),
              words.get(4),
              Double.parseDouble(words.get(5)));
      case "prediction" -> new Prediction(sizes(words.get(1)), Integer.parseInt(words.get(2)));
      case "product" -> new Product(Integer.parseInt(words.get(1)));
      default -> throw new IllegalArgumentException("no workload is called " + words.getFirst());
    };
  }

  private static int[] sizes(String words) {
    return Arrays.stream(words.split("-")).mapToInt(Integer::parseInt).toArray();
  }

  /// A fully connected network and how it is trained.
  record Network(int[] sizes, int batch, String loss, String optimizer, double rate)
      implements Workload {
    boolean isXor() {
      return loss.equals("xor");
    }

    boolean hasClasses() {
      return loss.equals("cross-entropy");
    }

    int out() {
      return sizes[sizes.length - 1];
    }
  }

  /// The outputs of a network for so many rows at once.
  record Prediction(int[] sizes, int rows) implements Workload {}

  /// The product of two square matrices.
  record Product(int n) implements Workload {}

  /// `count` numbers in [-scale, scale), a hash of their places.
  static float[] numbers(int count, int salt, double scale) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      int x = i * 0x9E3779B1 + salt * 40503;
      x ^= x >>> 16;
      x *= 0x45D9F3B;
      x ^= x >>> 16;
      numbers[i] = (float) (((x >>> 8) / 0x1p23 - 1) * scale);
    }
    return numbers;
  }
}

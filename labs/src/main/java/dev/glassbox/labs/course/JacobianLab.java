package dev.glassbox.labs.course;

import dev.glassbox.autodiff.Autodiff;
import dev.glassbox.labs.Chapter;
import dev.glassbox.labs.Lab;
import dev.glassbox.labs.LabContext;
import dev.glassbox.labs.TableRows;
import dev.glassbox.labs.picture.ColorScale;
import dev.glassbox.labs.picture.Panel;
import dev.glassbox.labs.picture.Picture;
import dev.glassbox.tensor.DType;
import dev.glassbox.tensor.Gradients;
import dev.glassbox.tensor.Rng;
import dev.glassbox.tensor.Shape;
import dev.glassbox.tensor.Tensor;
import java.util.Arrays;

/// The derivatives of products of matrices, as full arrays and in the form that programs use.
final class JacobianLab implements Lab {
  @Override
  public String name() {
    return "jacobian";
  }

  @Override
  public Chapter chapter() {
    return Chapter.DERIVATIVES;
  }

  @Override
  public String title() {
    return "Derivatives of matrix products";
  }

  @Override
  public void run(LabContext lab) {
    lab.say(
        """
        The derivative of m numbers by n numbers is the **Jacobian**, m × n numbers: how each result moves with each input. For y = Wx it is
        as simple as for numbers:
        """);
    lab.formula("yᵢ = Σⱼ Wᵢⱼ xⱼ      ∂yᵢ/∂xⱼ = Wᵢⱼ");
    Tensor w = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});
    Tensor x = Tensor.of(DType.FLOAT64, 1, 0, -1);
    Tensor byX = Autodiff.jacobian(v -> w.matmul(v.reshape(3, 1)).reshape(2), x);
    lab.say("With W = (1 2 3; 4 5 6) and x = (1, 0, −1):");
    rows(lab, "∂y/∂x", byX);
    lab.check("∂(Wx)/∂x is W itself", same(byX, w));
    Tensor u = Tensor.of(DType.FLOAT64, 2, -1);
    Tensor byU = Autodiff.jacobian(v -> v.reshape(1, 2).matmul(w).reshape(3), u);
    lab.check("for a row, ∂(xW)/∂x is Wᵀ", same(byU, w.transpose()));

    lab.heading("By the weights: an array with three axes");
    lab.say(
        """
        The derivative of y by W has an entry for each result, row and column: 2 × 2 × 3 numbers. But yᵢ depends on row i of W alone, so most are 0:
        """);
    lab.formula("∂yᵢ/∂Wₖⱼ = δᵢₖ xⱼ");
    Tensor byW = Autodiff.jacobian(m -> m.matmul(x.reshape(3, 1)).reshape(2), w);
    TableRows table = lab.table("", "∂/∂W₁₁", "∂/∂W₁₂", "∂/∂W₁₃", "∂/∂W₂₁", "∂/∂W₂₂", "∂/∂W₂₃");
    for (int i = 0; i < 2; i++) {
      table.row(i == 0 ? "y₁" : "y₂", byW.rows(i, i + 1));
    }
    boolean asFormula = true;
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 2; k++) {
        for (int j = 0; j < 3; j++) {
          asFormula &= byW.at(i, k, j) == (i == k ? x.at(j) : 0);
        }
      }
    }
    lab.check("∂yᵢ/∂Wₖⱼ = δᵢₖ xⱼ in all 12 places", asFormula);
    lab.say(
        """
        Nobody stores those zeros. What comes back from the loss is one number for each yᵢ, its gradient gᵢ = ∂L/∂yᵢ, and the sum over i collapses:
        the gradient of W is the outer product of g and x, of the shape of W.
        """);
    lab.formula("∂L/∂Wₖⱼ = Σᵢ gᵢ δᵢₖ xⱼ = gₖ xⱼ      that is  ∂L/∂W = g xᵀ");
    Tensor g = Tensor.of(DType.FLOAT64, 10, 100);
    Tensor compact = g.outer(x);
    Tensor summed = Tensor.einsum("i,ikj->kj", g, byW);
    lab.check(
        "for g = (10, 100) the sum over the full array is the outer product",
        same(summed, compact));

    lab.heading("A batch");
    Rng rng = lab.rng();
    int n = 4;
    int d = 3;
    int p = 2;
    Tensor batch = Tensor.normal(rng, Shape.of(n, d), 0, 1, DType.FLOAT64);
    Tensor weight = Tensor.normal(rng, Shape.of(d, p), 0, 1, DType.FLOAT64);
    Tensor upstream = Tensor.normal(rng, Shape.of(n, p), 0, 1, DType.FLOAT64);
    lab.say(
        "For Y = XW with %d rows of %d numbers and %d results each, the full derivatives have four"
            + " axes:",
        n, d, p);
    lab.formula("∂Yᵢⱼ/∂Xₖₗ = δᵢₖ Wₗⱼ      ∂Yᵢⱼ/∂Wₖₗ = Xᵢₖ δⱼₗ");
    Tensor fullX = Autodiff.jacobian(m -> m.matmul(weight), batch);
    Tensor fullW = Autodiff.jacobian(m -> batch.matmul(m), weight);
    lab.say(
        "and with G = ∂L/∂Y they collapse to two products of matrices, which is all that a backward"
            + " pass computes:");
    lab.formula("∂L/∂X = G Wᵀ      ∂L/∂W = Xᵀ G");
    TableRows sizes = lab.table("", "full array", "numbers", "not 0", "compact", "numbers kept");
    sizes.row("∂Y/∂X", "4 × 2 × 4 × 3", fullX.size(), nonZero(fullX), "G Wᵀ", n * d);
    sizes.row("∂Y/∂W", "4 × 2 × 3 × 2", fullW.size(), nonZero(fullW), "Xᵀ G", d * p);
    double worstX =
        largest(
            Tensor.einsum("ij,ijkl->kl", upstream, fullX).sub(upstream.matmul(weight.transpose())));
    double worstW =
        largest(
            Tensor.einsum("ij,ijkl->kl", upstream, fullW).sub(batch.transpose().matmul(upstream)));
    lab.check("both forms agree within 10⁻¹⁴", Math.max(worstX, worstW) < 1e-14);
    Tensor leaf = weight.trainable();
    Gradients back = batch.matmul(leaf).mul(upstream).sum().gradients();
    lab.check(
        "and so does the backward pass",
        largest(back.of(leaf).sub(batch.transpose().matmul(upstream))) < 1e-14);
    lab.show(
        Picture.of(
                "pattern",
                "Full Jacobians of Y = XW are mostly zeros: white is 0, blue positive, orange"
                    + " negative")
            .inColumns(2, 288, 192)
            .with(pattern(fullX.reshape(n * p, n * d), "∂Y/∂X: each row's block is Wᵀ"))
            .with(pattern(fullW.reshape(n * p, d * p), "∂Y/∂W: rows of X, spread out")));

    lab.heading("Two layers");
    Tensor v = Tensor.of(new double[][] {{2, -1}});
    Tensor chain = Autodiff.jacobian(t -> v.matmul(w.matmul(t.reshape(3, 1))).reshape(1), x);
    lab.say(
        "Jacobians of functions after each other multiply: for y = V(Wx) with V = (2 −1) it is VW ="
            + " (−2 −1 0).");
    lab.check(
        "∂(VWx)/∂x = VW = (−2, −1, 0)",
        Arrays.equals(chain.toDoubleArray(), new double[] {-2, -1, 0}));
  }

  private static void rows(LabContext lab, String name, Tensor matrix) {
    TableRows table = lab.table(name, "x₁", "x₂", "x₃");
    for (int i = 0; i < matrix.shape().length(0); i++) {
      table.row(i == 0 ? "y₁" : "y₂", matrix.rows(i, i + 1));
    }
  }

  private static boolean same(Tensor a, Tensor b) {
    return a.shape().equals(b.shape()) && Arrays.equals(a.toDoubleArray(), b.toDoubleArray());
  }

  private static double largest(Tensor t) {
    return t.abs().max().item();
  }

  static long nonZero(Tensor t) {
    return Arrays.stream(t.toDoubleArray()).filter(value -> value != 0).count();
  }

  private static Panel pattern(Tensor matrix, String title) {
    int rows = matrix.shape().length(0);
    int columns = matrix.shape().length(1);
    ColorScale scale = new ColorScale(-2.5, 2.5, ColorScale.Colors.DIVERGING, 15, "");
    return Panel.image(columns, rows, matrix.toDoubleArray(), scale).titled(title);
  }
}

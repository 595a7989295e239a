/// Tensors, derivatives, layers, optimisers and the trainer, in plain Java without dependencies.
module dev.glassbox.core {
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  exports dev.glassbox.autodiff;
  exports dev.glassbox.fit;
  exports dev.glassbox.nn;
  exports dev.glassbox.optim;
  exports dev.glassbox.program;
  exports dev.glassbox.tensor;
  exports dev.glassbox.train;
}

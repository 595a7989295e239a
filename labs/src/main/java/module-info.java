/// The course: labs that show an idea by computing it, and the kit that draws their pictures.
module dev.glassbox.labs {
  requires transitive dev.glassbox.core;
  requires transitive dev.glassbox.data;
  requires dev.glassbox.io;
  requires transitive java.desktop;
  requires libsvm;
  requires org.jfree.jfreechart;
  requires static org.jspecify;

  exports dev.glassbox.labs;
  exports dev.glassbox.labs.course;
  exports dev.glassbox.labs.picture;

  // Layers are records whose weights the core finds by reflection.
  opens dev.glassbox.labs.course to
      dev.glassbox.core;
}

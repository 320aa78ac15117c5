package dev.rollwave.simulation.mutants;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles changed source files in memory, against the classes of the others. One thread. */
final class Compiler implements AutoCloseable {
  private static final String PACKAGE = "dev/rollwave/";

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  // Kept, since it remembers what is in all the jars.
  private final JavaFileManager files =
      javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);

  /**
   * The classes that come of these files.
   *
   * @param changed text of each file, named as in {@link Change#file}
   * @return class name to class file
   * @throws IllegalStateException when they do not compile
   */
  Map<String, byte[]> compile(Map<Path, String> changed) {
    List<JavaFileObject> texts = new ArrayList<>();
    changed.forEach((file, text) -> texts.add(new Text(file, text)));
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    Output output = new Output(files);
    List<String> options =
        List.of(
            "-proc:none",
            "-nowarn",
            "-implicit:none",
            "-classpath",
            ClassFiles.PRODUCT + File.pathSeparator + System.getProperty("java.class.path"));
    if (!javac.getTask(null, output, problems, options, null, texts).call()) {
      throw new IllegalStateException("does not compile: " + problems.getDiagnostics());
    }
    return output.classes();
  }

  @Override
  public void close() throws java.io.IOException {
    files.close();
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String text;

    Text(Path file, String text) {
      super(URI.create("string:///" + PACKAGE + file), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> written = new LinkedHashMap<>();

    Output(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("bytes:///" + name), kind) {
        @Override
        public OutputStream openOutputStream() {
          ByteArrayOutputStream bytes = new ByteArrayOutputStream();
          written.put(name, bytes);
          return bytes;
        }
      };
    }

    Map<String, byte[]> classes() {
      Map<String, byte[]> classes = new LinkedHashMap<>();
      written.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return classes;
    }
  }
}

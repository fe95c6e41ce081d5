package grader.compile;

import com.sun.source.util.JavacTask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/// Compiles texts to class files, all in memory: no file name is ever an option of the compiler.
public final class SourceCompiler {
  private static final int MAX_CLASS_BYTES = 2 * 1024 * 1024;
  private static final int MAX_COMPLAINTS = 50;
  /// Texts are joined by plain code: for each place where it is joined otherwise, a new process
  /// generates a class.
  private static final List<String> OPTIONS = List.of("-proc:none", "-XDstringConcat=inline",
      "-implicit:none", "--release", "25", "-parameters", "-g", "-Xlint:none", "-Xmaxerrs",
      Integer.toString(MAX_COMPLAINTS), "-XDuseUnsharedTable=true");

  private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
  private final StandardJavaFileManager files;

  /// A compiler whose class path holds these jars or folders and nothing else.
  public SourceCompiler(List<Path> classPath) {
    files = compiler.getStandardFileManager(null, Locale.ENGLISH, null);
    try {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
    } catch (IOException problem) {
      throw new UncheckedIOException("The compiler's class path " + classPath, problem);
    }
  }

  /// Compiles these files (name to text). No processors run, nothing is compiled that was not
  /// handed in.
  public CompileMessages.Outcome compile(SortedMap<String, String> sources) {
    DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
    SortedMap<String, byte[]> classes = new TreeMap<>();
    boolean isCompiled = task(sources, classes, complaints, OPTIONS).call();
    if (isCompiled) return new CompileMessages.Outcome(classes, List.of());
    return new CompileMessages.Outcome(new TreeMap<>(), errors(complaints));
  }

  /// A task that reads these files and goes on where it can, also after errors; it writes nothing.
  JavacTask analysis(SortedMap<String, String> sources) {
    List<String> options = new ArrayList<>(OPTIONS);
    options.add("-XDshould-stop.at=FLOW");
    return (JavacTask) task(sources, new TreeMap<>(), new DiagnosticCollector<>(), options);
  }

  private JavaCompiler.CompilationTask task(SortedMap<String, String> sources,
      SortedMap<String, byte[]> classes, DiagnosticCollector<JavaFileObject> complaints,
      List<String> options) {
    List<Source> units = sources.entrySet().stream()
        .map(source -> new Source(source.getKey(), source.getValue())).toList();
    return compiler.getTask(Writer.nullWriter(), new InMemory(files, classes), complaints, options,
        null, units);
  }

  private static List<CompileMessages.Complaint> errors(
      DiagnosticCollector<JavaFileObject> complaints) {
    List<CompileMessages.Complaint> errors = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> each : complaints.getDiagnostics()) {
      if (each.getKind() != Diagnostic.Kind.ERROR || errors.size() == MAX_COMPLAINTS) continue;
      String file = each.getSource() instanceof Source source ? source.fileName : "";
      errors.add(new CompileMessages.Complaint(file, (int) Math.max(0, each.getLineNumber()),
          (int) Math.max(0, each.getColumnNumber()), each.getMessage(Locale.ENGLISH)));
    }
    if (errors.isEmpty()) {
      errors.add(new CompileMessages.Complaint("", 0, 0,
          "The compiler gave up on this code without saying"
              + " where. It may be nested too deeply or too large; make it simpler."));
    }
    return errors;
  }

  /// A source that never was a file.
  private static final class Source extends SimpleJavaFileObject {
    private final String fileName;
    private final String text;

    Source(String fileName, String text) {
      super(URI.create("memory:///" + java.net.URLEncoder.encode(fileName,
          java.nio.charset.StandardCharsets.UTF_8)), Kind.SOURCE);
      this.fileName = fileName;
      this.text = text;
    }

    @Override
    public boolean isNameCompatible(String simpleName, Kind kind) {
      return kind == Kind.SOURCE && fileName.equals(simpleName + ".java");
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /// Keeps class files in a map, up to a size.
  private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
    private final SortedMap<String, byte[]> classes;
    private int bytesWritten;

    InMemory(JavaFileManager files, SortedMap<String, byte[]> classes) {
      super(files);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(Location location, String className,
        JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + className.replace('.', '/')
          + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() throws IOException {
              bytesWritten += size();
              if (bytesWritten > MAX_CLASS_BYTES)
                throw new IOException("The classes are larger than 2 MB");
              classes.put(className, toByteArray());
            }
          };
        }
      };
    }
  }
}

package course.render;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// Finds a declaration in a Java file by its name, with the JDK's own parser.
///
/// A symbol is `get`, `get(String, long)` where there are several, `Entry` for a type,
/// `Entry.of` for a member of an inner type, or a field's name. Documentation comments belong to
/// the declaration.
final class JavaSource {
  /// A declaration: the name it is listed under, and its lines as they stand in the file.
  record Region(String symbol, int firstLine, int lastLine, List<String> lines) {
    Region { lines = List.copyOf(lines); }
  }

  private record Declaration(String path, String signature, long start, long end) {
    boolean answersTo(String symbol) { return matches(path, symbol) || matches(signature, symbol); }

    private static boolean matches(String name, String symbol) {
      return name.equals(symbol) || name.endsWith("." + symbol);
    }
  }

  private final SourceText source;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final List<Declaration> declarations = new ArrayList<>();

  private JavaSource(SourceText source, CompilationUnitTree unit, SourcePositions positions) {
    this.source = source;
    this.unit = unit;
    this.positions = positions;
    unit.getTypeDecls().forEach(type -> collect(type, ""));
  }

  static JavaSource parse(SourceText source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null,
        StandardCharsets.UTF_8)) {
      JavacTask task = (JavacTask) compiler.getTask(null, files, diagnostic -> {}, List.of(), null,
          files.getJavaFileObjects(source.file()));
      CompilationUnitTree unit = task.parse().iterator().next();
      return new JavaSource(source, unit, Trees.instance(task).getSourcePositions());
    }
  }

  /// Every declaration that the symbol may mean; a reference is good when there is exactly one.
  List<Region> find(String symbol) {
    String wanted = symbol.replace(" ", "");
    return declarations.stream().filter(declaration -> declaration.answersTo(wanted))
        .map(this::region).toList();
  }

  List<String> names() { return declarations.stream().map(Declaration::signature).toList(); }

  private void collect(Tree tree, String outer) {
    switch (tree) {
      case ClassTree type -> {
        String path = join(outer, type.getSimpleName().toString());
        add(tree, path, path);
        type.getMembers().forEach(member -> collect(member, path));
      }
      case MethodTree method -> {
        boolean constructor = method.getReturnType() == null;
        String name = constructor
            ? outer.substring(outer.lastIndexOf('.') + 1)
            : method.getName().toString();
        String path = join(outer, name);
        String parameters = method.getParameters().stream().map(VariableTree::getType)
            .map(type -> type.toString().replace(" ", "")).collect(Collectors.joining(","));
        String signature = path + "(" + parameters + ")";
        add(tree, constructor ? signature : path, signature);
      }
      case VariableTree field -> {
        String path = join(outer, field.getName().toString());
        add(tree, path, path);
      }
      default -> {
        // Initializer blocks and stray semicolons have no name to be found by.
      }
    }
  }

  private void add(Tree tree, String path, String signature) {
    long start = positions.getStartPosition(unit, tree);
    long end = positions.getEndPosition(unit, tree);
    if (start >= 0 && end > start)
      declarations.add(new Declaration(path, signature, start, end));
  }

  private Region region(Declaration declaration) {
    int first = (int) unit.getLineMap().getLineNumber(declaration.start());
    int last = (int) unit.getLineMap().getLineNumber(declaration.end() - 1);
    while (first > 1 && source.line(first - 1).strip().startsWith("///")) {
      first--;
    }
    List<String> lines = source.lines().subList(first - 1, last);
    int indent = lines.stream().filter(line -> !line.isBlank())
        .mapToInt(line -> line.length() - line.stripLeading().length()).min().orElse(0);
    List<String> dedented = lines.stream()
        .map(line -> line.isBlank() ? "" : line.substring(indent)).toList();
    return new Region(declaration.path(), first, last, dedented);
  }

  private static String join(String outer, String name) {
    return outer.isEmpty() ? name : outer + "." + name;
  }
}

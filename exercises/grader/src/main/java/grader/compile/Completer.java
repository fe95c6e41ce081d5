package grader.compile;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.Scope;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import grader.compile.Suggestions.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import org.jspecify.annotations.Nullable;

/// Says what may be written at a place in a source: after a dot the members, else the names in
/// sight.
///
/// It asks the compiler itself, which reads code that is not finished and goes on where it can; so
/// what is suggested is what compiles. Left out: what the documentation says of a name, and guesses
/// about which type is wanted here.
final class Completer {
  private static final int MOST = 400;
  /// Every object has them, and hardly anybody means them.
  private static final Set<String> OF_EVERY_OBJECT = Set.of("clone", "finalize", "getClass",
      "notify",
      "notifyAll", "wait");
  private static final List<String> KEYWORDS = List.of("boolean", "break", "case", "catch", "class",
      "continue", "default", "do", "double", "else", "enum", "false", "final", "finally", "for",
      "if",
      "implements", "instanceof", "int", "interface", "long", "new", "null", "private", "public",
      "record", "return", "static", "switch", "this", "throw", "true", "try", "var", "while",
      "yield");

  private final SourceCompiler compiler;

  Completer(SourceCompiler compiler) {
    this.compiler = compiler;
  }

  /// @param file   the one that is typed in
  /// @param offset where in it, in characters
  Suggestions complete(SortedMap<String, String> sources, String file, int offset) {
    Caret caret = Caret.in(sources.getOrDefault(file, ""), offset);
    SortedMap<String, String> marked = new TreeMap<>(sources);
    marked.put(file, caret.text());
    JavacTask task = compiler.analysis(marked);
    try {
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      task.analyze();
      return Caret.find(units)
          .map(place -> new Suggestions(caret.from(), new Look(task, place, caret.prefix()).all()))
          .orElseGet(() -> Suggestions.none(caret.from()));
    } catch (IOException impossible) {
      throw new UncheckedIOException("Sources in memory", impossible);
    }
  }

  /// One look at one place.
  private static final class Look {
    private final JavacTask task;
    private final Trees trees;
    private final TreePath place;
    private final String prefix;
    private final Set<Suggestion> found = new LinkedHashSet<>();

    Look(JavacTask task, TreePath place, String prefix) {
      this.task = task;
      this.trees = Trees.instance(task);
      this.place = place;
      this.prefix = prefix.toLowerCase(Locale.ROOT);
    }

    List<Suggestion> all() {
      switch (place.getLeaf()) {
        case MemberSelectTree select -> membersOf(select.getExpression(), false);
        case MemberReferenceTree reference -> membersOf(reference.getQualifierExpression(), true);
        default -> inSight();
      }
      return found.stream().limit(MOST).toList();
    }

    private void membersOf(ExpressionTree before, boolean isReference) {
      TreePath path = new TreePath(place, before);
      Element named = trees.getElement(path);
      if (named instanceof PackageElement folder) {
        folder.getEnclosedElements().forEach(type -> add(type, null));
        return;
      }
      TypeMirror type = trees.getTypeMirror(path);
      if (type instanceof ArrayType) offer(new Suggestion("length", "field", "int", ""));
      boolean isType = named != null
          && (named.getKind().isClass() || named.getKind().isInterface());
      DeclaredType owner = declared(type);
      if (owner == null) return;
      for (Element member : task.getElements().getAllMembers((TypeElement) owner.asElement())) {
        boolean isStatic = member.getModifiers().contains(Modifier.STATIC)
            || member.getKind().isClass() || member.getKind().isInterface();
        if (OF_EVERY_OBJECT.contains(member.getSimpleName().toString())) continue;
        boolean fits = isReference ? member.getKind() == ElementKind.METHOD : isStatic == isType;
        if (fits && trees.isAccessible(trees.getScope(place), member, owner)) add(member, owner);
      }
    }

    private static @Nullable DeclaredType declared(@Nullable TypeMirror type) {
      return switch (type) {
        case TypeVariable variable -> declared(variable.getUpperBound());
        case IntersectionType several -> declared(several.getBounds().getFirst());
        case DeclaredType one when one.getKind() == TypeKind.DECLARED -> one;
        case null, default -> null;
      };
    }

    private void inSight() {
      TypeElement inside = null;
      for (Scope scope = trees.getScope(place); scope != null; scope = scope.getEnclosingScope()) {
        for (Element each : scope.getLocalElements()) add(each, null);
        TypeElement around = scope.getEnclosingClass();
        if (around == null || around.equals(inside)) continue;
        inside = around;
        DeclaredType type = (DeclaredType) around.asType();
        task.getElements().getAllMembers(around).forEach(member -> add(member, type));
      }
      KEYWORDS.forEach(word -> offer(new Suggestion(word, "keyword", "", "")));
      if (!prefix.isEmpty()) importable();
    }

    /// Types that are one import away: those beside what the file imports already, and the
    /// collections.
    private void importable() {
      Set<String> seen = new TreeSet<>();
      found.forEach(each -> seen.add(each.name()));
      Set<String> folders = new TreeSet<>(Set.of("java.util"));
      for (ImportTree each : place.getCompilationUnit().getImports()) {
        String name = String.valueOf(each.getQualifiedIdentifier());
        if (!each.isStatic() && name.contains(".")) {
          folders.add(name.substring(0, name.lastIndexOf('.')));
        }
      }
      for (String folder : folders) {
        PackageElement known = task.getElements().getPackageElement(folder);
        if (known == null) continue;
        for (Element type : known.getEnclosedElements()) {
          String name = type.getSimpleName().toString();
          if (type.getModifiers().contains(Modifier.PUBLIC) && !seen.contains(name)) {
            offer(new Suggestion(name, "type", folder, folder + "." + name));
          }
        }
      }
    }

    private void add(Element element, @Nullable DeclaredType owner) {
      String kind = Signatures.kind(element);
      if (kind.isEmpty()) return;
      String signature = Signatures.of(element, owner, task.getTypes());
      offer(new Suggestion(element.getSimpleName().toString(), kind, signature, ""));
    }

    private void offer(Suggestion suggestion) {
      if (suggestion.name().toLowerCase(Locale.ROOT).startsWith(prefix)) found.add(suggestion);
    }
  }
}

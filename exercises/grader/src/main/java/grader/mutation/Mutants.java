package grader.mutation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import org.pitest.bytecode.analysis.ClassTree;
import org.pitest.classinfo.ClassByteArraySource;
import org.pitest.classinfo.ClassName;
import org.pitest.classpath.ClassloaderByteArraySource;

import org.pitest.mutationtest.EngineArguments;
import org.pitest.mutationtest.build.CompoundInterceptorFactory;
import org.pitest.mutationtest.build.CompoundMutationInterceptor;
import org.pitest.mutationtest.build.InterceptorType;
import org.pitest.mutationtest.build.MutationInterceptorFactory;
import org.pitest.mutationtest.config.ReportOptions;
import org.pitest.mutationtest.engine.Mutater;
import org.pitest.mutationtest.engine.MutationDetails;
import org.pitest.mutationtest.engine.gregor.config.GregorEngineFactory;

/// Makes the mutants of compiled classes, in the order of their lines.
///
/// The operators are PIT's default ones; its filters leave out what no programmer wrote (the hidden
/// parts of records, of `switch` over strings, of `for` over a collection) and what would only run
/// for ever. See <https://pitest.org/quickstart/mutators/>.
public final class Mutants {
  private final SortedMap<String, byte[]> classes;
  private final Map<String, String> sources;
  private final Mutater mutater;
  private final CompoundMutationInterceptor filters;

  private Mutants(SortedMap<String, byte[]> classes, Map<String, String> sources) {
    this.classes = classes;
    this.sources = sources;
    ClassByteArraySource bytes = name -> Optional.ofNullable(classes.get(name.replace('/', '.')))
        .or(() -> new ClassloaderByteArraySource(Mutants.class.getClassLoader()).getBytes(name));
    this.mutater = new GregorEngineFactory().createEngine(EngineArguments.arguments())
        .createMutator(bytes);
    this.filters = filters(bytes);
  }

  /// All mutants of these classes, which were compiled from these files.
  public static List<Mutant> of(SortedMap<String, byte[]> classes, Map<String, String> sources) {
    Mutants mutants = new Mutants(classes, sources);
    return classes.keySet().stream().flatMap(name -> mutants.ofClass(name).stream()).toList();
  }

  private List<Mutant> ofClass(String name) {
    Collection<MutationDetails> all = mutater.findMutations(ClassName.fromString(name));
    filters.begin(ClassTree.fromBytes(classes.get(name)));
    Collection<MutationDetails> worthwhile = filters.intercept(all, mutater);
    filters.end();
    return worthwhile.stream()
        .sorted(Comparator.comparingInt(MutationDetails::getLineNumber)
            .thenComparingInt(MutationDetails::getFirstIndex)
            .thenComparing(MutationDetails::getMutator))
        .map(details -> mutant(name, details)).toList();
  }

  private Mutant mutant(String className, MutationDetails details) {
    String file = details.getFilename();
    int line = details.getLineNumber();
    List<String> lines = sources.getOrDefault(file, "").lines().toList();
    String source = line >= 1 && line <= lines.size() ? lines.get(line - 1).strip() : "";
    return new Mutant(className, file, line, source, details.getDescription(),
        mutater.getMutation(details.getId()).getBytes());
  }

  /// The filters that PIT itself turns on, without those that ask for a project's settings.
  private static CompoundMutationInterceptor filters(ClassByteArraySource bytes) {
    List<MutationInterceptorFactory> factories = new ArrayList<>();
    ServiceLoader.load(MutationInterceptorFactory.class, Mutants.class.getClassLoader())
        .forEach(factories::add);
    return new CompoundInterceptorFactory(List.of(), factories)
        .createInterceptor(new ReportOptions(), null, bytes, null, null, null)
        .filter(type -> type == InterceptorType.FILTER);
  }
}

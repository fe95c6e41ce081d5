package grader.mutation;

import grader.exercise.Exercise;
import grader.exercise.KnownMutant;
import grader.exercise.StatedMutants;
import grader.run.Grader;
import grader.run.InProcessRunner;
import grader.run.Killer;
import grader.run.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/// Has every mutant of an exercise's reference solution judged by the hidden checks.
///
/// They run in this process first: starting a worker for each takes longer than the checks, and
/// [StepLimit] ends those that would run for ever. What lives there is judged in a worker too, whose
/// memory has a limit.
public final class MutationTest {
  private final Exercise exercise;
  private final Grader grader;
  private final List<Mutant> survivors = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int killed;
  private int equivalent;

  private MutationTest(Exercise exercise, Grader grader) {
    this.exercise = exercise;
    this.grader = grader;
  }

  /// The score of one exercise.
  ///
  /// @param progress hears, after each mutant, how many were judged and how many there are
  public static MutationScore run(Exercise exercise, Grader grader,
      BiConsumer<Integer, Integer> progress) {
    return new MutationTest(exercise, grader).run(progress);
  }

  private MutationScore run(BiConsumer<Integer, Integer> progress) {
    Submission reference = new Submission(exercise.reference().files());
    SortedMap<String, byte[]> classes = grader.compile(exercise, reference);
    List<Mutant> mutants = Mutants.of(classes, reference.files());
    List<Optional<Killer>> killers = killers(mutants, classes, reference, progress);
    for (int i = 0; i < mutants.size(); i++) judge(mutants.get(i), killers.get(i));
    checkKnown(mutants);
    MutationScore score = new MutationScore(killed, survivors, equivalent, problems);
    StatedMutants stated = exercise.mutants();
    return stated.killed() == killed && stated.of() == score.noticeable()
        ? score
        : score.with("mutants.yaml must say `killed: " + killed + "` and `of: "
            + score.noticeable() + "`");
  }

  /// What became of each mutant. Several are judged at a time, and none knows of another.
  private List<Optional<Killer>> killers(List<Mutant> mutants,
      SortedMap<String, byte[]> classes, Submission reference,
      BiConsumer<Integer, Integer> progress) {
    AtomicInteger done = new AtomicInteger();
    List<Callable<Optional<Killer>>> jobs = mutants.stream().map(mutant -> {
      SortedMap<String, byte[]> changed = new TreeMap<>(classes);
      changed.put(mutant.className(), mutant.bytes());
      return (Callable<Optional<Killer>>) () -> {
        Optional<Killer> killer = StepLimit.run(() -> InProcessRunner.killer(exercise, reference,
            StepLimit.counted(changed))).or(() -> grader.killer(exercise, reference, changed));
        progress.accept(done.incrementAndGet(), mutants.size());
        return killer;
      };
    }).toList();
    int lanes = Runtime.getRuntime().availableProcessors();
    try (ExecutorService pool = Executors.newFixedThreadPool(lanes)) {
      return pool.invokeAll(jobs).stream().map(Future::resultNow).toList();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while mutants were judged", stop);
    }
  }

  private void judge(Mutant mutant, Optional<Killer> killer) {
    boolean isKnown = exercise.mutants().equivalent().stream().anyMatch(mutant::isLike);
    if (killer.isPresent()) {
      killed++;
      if (isKnown)
        problems.add("a mutant that mutants.yaml knows as equivalent is killed by "
            + killer.get() + ": " + mutant.sentence());
      if (killer.get() instanceof Killer.OurMistake mistake) {
        problems.add(mistake.problem() + "\n    " + mutant.sentence());
      }
    } else if (isKnown) {
      equivalent++;
    } else {
      survivors.add(mutant);
    }
  }

  private void checkKnown(List<Mutant> mutants) {
    for (KnownMutant known : exercise.mutants().equivalent()) {
      if (mutants.stream().noneMatch(mutant -> mutant.isLike(known))) {
        problems.add("mutants.yaml knows a mutant that is none: " + known.source() + "\n      "
            + known.change());
      }
    }
  }
}

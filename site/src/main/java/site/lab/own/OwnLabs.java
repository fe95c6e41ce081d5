package site.lab.own;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kube.Slot;
import site.lab.Ground;
import site.lab.Lab;
import site.lab.LabTrouble;
import site.lab.Labs;
import site.lab.YourParts;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The labs that learners have made: a folder each, in which the cluster's store is kept.
///
/// A lab is awake while somebody looks at it or asks of it, and for ten minutes more; then only its
/// folder is left, until the next visit. After a restart of the server all labs sleep. Safe for
/// many threads.
public final class OwnLabs {
  /// How many labs one learner may have.
  public static final int MOST = 6;
  private static final Duration HEAD_START = Duration.ofSeconds(3);
  private static final String FILE = "lab.json";
  private static final String STORE = "store";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private final Path folder;
  private final InstantSource clock;
  private final YourParts yourParts;
  private final Labs labs;
  private final Map<String, String> owners = new ConcurrentHashMap<>();

  /// @param folder where the labs of all learners lie; made when the first is made
  public OwnLabs(Path folder, YourParts yourParts, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    this.yourParts = yourParts;
    this.labs = new Labs(yourParts, this::ground, folder.resolve(".stores"), HEAD_START);
  }

  /// All clusters that run, those of the lessons among them.
  public Labs labs() {
    return labs;
  }

  /// Which exercise fills which slot, such as `scheduler.filter`: where the verdict on a part stands.
  Map<String, String> exercises() {
    Map<String, String> exercises = new TreeMap<>();
    for (Slot<?> slot : Slot.all()) {
      String exercise = yourParts.exerciseOf(slot.id());
      if (!exercise.isEmpty()) exercises.put(slot.id(), exercise);
    }
    return exercises;
  }

  /// The learner's labs, the oldest first.
  public List<KeptLab> of(String learner) {
    Path home = folder.resolve(learner);
    if (!Files.isDirectory(home)) return List.of();
    try (Stream<Path> places = Files.list(home)) {
      return places.map(Path::getFileName).map(Path::toString)
          .flatMap(id -> find(learner, id).stream())
          .sorted(Comparator.comparingLong(KeptLab::madeAt).thenComparing(KeptLab::id)).toList();
    } catch (IOException problem) {
      throw new UncheckedIOException("The labs in " + home + " cannot be listed", problem);
    }
  }

  /// The learner's lab of this id. Nobody finds another's.
  public Optional<KeptLab> find(String learner, String id) {
    Path file = folder.resolve(learner).resolve(id).resolve(FILE);
    if (!KeptLab.isId(id) || !Files.isRegularFile(file)) return Optional.empty();
    try {
      return Optional.of(JsonMapper.shared().readValue(Files.readString(file), KeptLab.class));
    } catch (IOException | JacksonException damaged) {
      throw new LabTrouble("The lab in " + file.getParent() + " is damaged ("
          + LabTrouble.firstLine(damaged) + "). Remove that folder, and make another lab.");
    }
  }

  /// A lab and whose it is.
  public record Owned(String learner, KeptLab lab) {}

  /// The lab of this id, for those who come with its token instead of a cookie.
  Optional<Owned> owner(String id) {
    if (!KeptLab.isId(id)) return Optional.empty();
    Optional<String> known = Optional.ofNullable(owners.get(id)).or(() -> search(id));
    known.ifPresent(learner -> owners.put(id, learner));
    return known.flatMap(learner -> find(learner, id).map(lab -> new Owned(learner, lab)));
  }

  private Optional<String> search(String id) {
    if (!Files.isDirectory(folder)) return Optional.empty();
    try (Stream<Path> homes = Files.list(folder)) {
      return homes.filter(home -> Files.isRegularFile(home.resolve(id).resolve(FILE)))
          .map(home -> home.getFileName().toString()).findFirst();
    } catch (IOException problem) {
      throw new UncheckedIOException("The labs in " + folder + " cannot be listed", problem);
    }
  }

  /// A new lab; throws [LabTrouble] when the learner has as many as may be.
  public synchronized KeptLab create(String learner) {
    return create(learner, title(of(learner)));
  }

  /// A new lab that goes on where another stood after an event of its log.
  ///
  /// @param name the other: an own lab, or the cluster of a page
  /// @throws LabTrouble when there is no room for one more, or that moment is no longer known
  public synchronized KeptLab branch(String learner, String name, long event) {
    String from = find(learner, name).map(KeptLab::title).orElse("the board")
        .replaceFirst(" \\(.*", "");
    KeptLab lab = create(learner, title(of(learner)) + " (" + from + ", event " + event + ")");
    try {
      Lab _ = labs.branch(learner, name, event, lab.id());
      return lab;
    } catch (LabTrouble trouble) {
      delete(learner, lab.id());
      throw trouble;
    }
  }

  private KeptLab create(String learner, String title) {
    List<KeptLab> present = of(learner);
    if (present.size() >= MOST) {
      throw new LabTrouble("You have " + MOST + " labs, which is as many as fit here. "
          + "Delete one that you no longer need.");
    }
    KeptLab lab = new KeptLab(KeptLab.PREFIX + letters(10), title, token(), clock.millis());
    Path place = folder.resolve(learner).resolve(lab.id());
    try {
      Files.createDirectories(place);
      Path fresh = Files.writeString(place.resolve(FILE + ".new"),
          JsonMapper.shared().writeValueAsString(lab));
      Files.move(fresh, place.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException problem) {
      throw new LabTrouble("A lab cannot be kept in " + place + ": " + problem.getMessage()
          + ". Make room on that disk, and try again.");
    }
    return lab;
  }

  /// The running lab, awake from now on; throws [LabTrouble] when it cannot run.
  public Lab open(String learner, String id) {
    return labs.find(learner, id).lab();
  }

  /// Where a lab is kept.
  Path folder(String learner, String id) {
    return folder.resolve(learner).resolve(id);
  }

  /// Ends a lab and forgets what was kept of it.
  public synchronized void delete(String learner, String id) {
    if (find(learner, id).isEmpty()) return;
    labs.awake(learner, id).ifPresent(labs::forget);
    Ground.delete(folder.resolve(learner).resolve(id));
  }

  private Ground ground(String learner, String name) {
    if (!name.startsWith(KeptLab.PREFIX)) return Ground.MEMORY;
    KeptLab kept = find(learner, name).orElseThrow(
        () -> new LabTrouble("You have no lab " + name + ". Your labs are listed under Labs."));
    LabFiles.sweep(folder(learner, name));
    return new Ground(Optional.of(folder(learner, name).resolve(STORE)),
        HEAD_START, kept.token());
  }

  private static String title(List<KeptLab> present) {
    List<String> taken = present.stream().map(KeptLab::title)
        .map(title -> title.replaceFirst(" \\(.*", "")).toList();
    return Stream.iterate(1, number -> number + 1).map(number -> "Lab " + number)
        .filter(title -> !taken.contains(title)).findFirst().orElseThrow();
  }

  private static String letters(int count) {
    return RANDOM.ints(count, 0, LETTERS.length())
        .mapToObj(at -> String.valueOf(LETTERS.charAt(at))).collect(Collectors.joining());
  }

  private static String token() {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

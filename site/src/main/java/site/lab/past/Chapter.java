package site.lab.past;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kube.Cluster;
import kube.foundation.machine.EventLog;
import site.lab.Album;

/// A stretch of a cluster's log, and how objects changed: columns of numbers that point into lists
/// of texts, so that each text is said once.
///
/// @param first the sequence of the oldest event here; the others follow without a gap
/// @param last the newest event there is, here or not
/// @param oldest the oldest event that the log still has
/// @param compacted the oldest revision at which whole objects can be read
/// @param texts what the columns point to
/// @param times milliseconds since the event before; the first since 1970
/// @param because how many events back the reason lies; 0 when none is known
/// @param subjects objects as `key, kind, namespace, name`
/// @param begin the revision at which `base` is how everything stood; -1 when there is no base
/// @param base pairs: subject, state
/// @param changes triples: how many revisions after the change before, subject, state
public record Chapter(long epoch, long first, long last, long oldest, long compacted,
    List<String> texts, List<Long> times, List<Integer> actors, List<Integer> verbs,
    List<Integer> objects, List<Integer> details, List<Long> revisions, List<Long> because,
    List<List<String>> subjects, long begin, List<Integer> base, List<Long> changes) {
  private static final int EVENTS = 5_000;

  public Chapter {
    texts = List.copyOf(texts);
    times = List.copyOf(times);
    actors = List.copyOf(actors);
    verbs = List.copyOf(verbs);
    objects = List.copyOf(objects);
    details = List.copyOf(details);
    revisions = List.copyOf(revisions);
    because = List.copyOf(because);
    subjects = List.copyOf(subjects);
    base = List.copyOf(base);
    changes = List.copyOf(changes);
  }

  /// What the loop hands out; the columns are made elsewhere.
  record Raw(List<EventLog.Entry> events, long last, long oldest, long compacted,
      Album.Picture picture) {
    Raw {
      events = List.copyOf(events);
    }

    /// @param event the newest event that the page has
    /// @param revision the newest change that it has
    static Raw of(Cluster cluster, Album album, long event, long revision) {
      List<EventLog.Entry> news = cluster.log().after(event);
      List<EventLog.Entry> all = cluster.log().entries();
      return new Raw(news.subList(0, Math.min(EVENTS, news.size())), cluster.log().lastSequence(),
          all.isEmpty() ? 1 : all.getFirst().sequence(),
          Math.max(1, cluster.etcd().compactionMark()), album.after(revision));
    }
  }

  static Chapter of(long epoch, Raw raw) {
    Texts texts = new Texts();
    List<EventLog.Entry> events = raw.events();
    List<Long> times = new ArrayList<>();
    long before = 0;
    for (EventLog.Entry event : events) {
      long time = event.time().toEpochMilli();
      times.add(time - before);
      before = time;
    }
    Subjects subjects = new Subjects();
    Album.Picture picture = raw.picture();
    List<Integer> base = new ArrayList<>();
    for (Album.Change change : picture.base()) {
      base.add(subjects.number(change.subject()));
      base.add(texts.number(change.state()));
    }
    List<Long> changes = new ArrayList<>();
    long revision = 0;
    for (Album.Change change : picture.changes()) {
      changes.add(change.revision() - revision);
      changes.add((long) subjects.number(change.subject()));
      changes.add((long) texts.number(change.state()));
      revision = change.revision();
    }
    return new Chapter(epoch, events.isEmpty() ? raw.last() + 1 : events.getFirst().sequence(),
        raw.last(), raw.oldest(), raw.compacted(), texts.all, times,
        events.stream().map(event -> texts.number(event.actor())).toList(),
        events.stream().map(event -> texts.number(event.verb())).toList(),
        events.stream().map(event -> texts.number(event.object())).toList(),
        events.stream().map(event -> texts.number(event.detail())).toList(),
        events.stream().map(EventLog.Entry::revision).toList(),
        events.stream().map(event -> event.because() == 0
            ? 0L
            : event.sequence() - event.because()).toList(),
        subjects.all, picture.base().isEmpty() ? -1 : picture.begin(), base, changes);
  }

  private static final class Texts {
    private final List<String> all = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();

    int number(String text) {
      return numbers.computeIfAbsent(text, fresh -> {
        all.add(fresh);
        return all.size() - 1;
      });
    }
  }

  private static final class Subjects {
    private final List<List<String>> all = new ArrayList<>();
    private final Map<Album.Subject, Integer> numbers = new HashMap<>();

    int number(Album.Subject subject) {
      return numbers.computeIfAbsent(subject, fresh -> {
        all.add(List.of(fresh.key(), fresh.kind(), fresh.namespace(), fresh.name()));
        return all.size() - 1;
      });
    }
  }
}

package kube.foundation.client.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import kube.foundation.api.Key;

/// The names of objects that want a look, each at most once: the slot `client.queue`, which every
/// controller has one of.
///
/// It holds names and not news: however often an object changed, one look at its present state is
/// enough. What is added while it is being worked on comes again after that, and never to two
/// workers. The order in which waiting names are taken is the part's own; all else has one right
/// answer, and the controller notices a wrong one.
///
/// The part may stand in another process, where there is no clock of ours: it is told the time.
///
/// **In Kubernetes:** https://pkg.go.dev/k8s.io/client-go/util/workqueue
public interface WorkQueue {

  /// What the wait after a first failure is; it doubles with each further one.
  Duration FIRST_DELAY = Duration.ofMillis(5);

  /// What the waits grow to.
  Duration LONGEST_DELAY = Duration.ofSeconds(1_000);

  /// So late it is now. Said in front of every other call for which time has gone on; never earlier
  /// than before.
  void now(Instant moment);

  /// Asks for a look as soon as its turn comes.
  void add(Key key);

  /// Asks for a look when `delay` has passed. Of several such wishes the earliest counts.
  void addAfter(Key key, Duration delay);

  /// Asks for another look after a failure, later each time.
  void addRateLimited(Key key);

  /// Takes a name out to work on it; empty when none waits.
  Optional<Key> take();

  /// The work on this name has ended, well or not.
  void done(Key key);

  /// Forgets that the object ever failed.
  void forget(Key key);

  /// How many names can be taken now.
  int waiting();
}

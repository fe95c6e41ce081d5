package catalog.etcd.a_store_that_remembers;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import kube.controlplane.etcd.RevisionStore;

/// Shortens a random life that went wrong to the few questions that matter.
///
/// First it leaves out all that transactions read, which is most of a life and costs one try; then
/// ever smaller pieces of the life, and parts of single questions, as long as the answers still
/// differ from the oracle's. Every try is put to a new store, and all of them
/// together ask a limited number of questions.
final class ShortestStory {
  private static final int MOST_QUESTIONS = 12_000;

  private final Supplier<RevisionStore> newStore;
  private List<Question> story;
  private int questionsLeft = MOST_QUESTIONS;

  private ShortestStory(List<Question> failing, Supplier<RevisionStore> newStore) {
    this.story = failing;
    this.newStore = newStore;
  }

  /// The shortest story found; its last question is the one answered differently.
  static List<Question> of(List<Question> failing, Supplier<RevisionStore> newStore) {
    ShortestStory shortest = new ShortestStory(failing, newStore);
    shortest.leaveOutReads();
    shortest.leaveOutQuestions();
    shortest.leaveOutReads();
    shortest.simplifyQuestions();
    shortest.leaveOutQuestions();
    return shortest.story;
  }

  /// What the last question reads may be what went wrong.
  private void leaveOutReads() {
    List<Question> shorter = new ArrayList<>(story.stream().map(Question::withoutReads).toList());
    if (accept(shorter)) return;
    shorter.set(shorter.size() - 1, story.getLast());
    accept(shorter);
  }

  private void leaveOutQuestions() {
    for (int piece = Math.max(1, story.size() / 2); piece > 0; piece /= 2) {
      int from = 0;
      while (from + piece < story.size()) {
        List<Question> shorter = new ArrayList<>(story);
        shorter.subList(from, from + piece).clear();
        if (!accept(shorter) && !accept(withLastNearer(shorter, piece))) from += piece;
      }
    }
  }

  private static List<Question> withLastNearer(List<Question> questions, int revisions) {
    List<Question> changed = new ArrayList<>(questions);
    changed.add(changed.removeLast().nearer(revisions));
    return changed;
  }

  private void simplifyQuestions() {
    int index = 0;
    while (index < story.size()) {
      if (!simplify(index)) index++;
    }
  }

  private boolean simplify(int index) {
    Question question = story.get(index);
    for (Question simpler : question.simpler()) {
      if (simpler.equals(question)) continue;
      List<Question> changed = new ArrayList<>(story);
      changed.set(index, simpler);
      if (accept(changed)) return true;
    }
    return false;
  }

  /// Takes the candidate for the story if it goes wrong, up to where it does.
  private boolean accept(List<Question> candidate) {
    if (candidate.size() > questionsLeft) return false;
    questionsLeft -= candidate.size();
    Optional<RandomLife.Difference> difference = RandomLife.firstDifference(candidate,
        newStore.get());
    difference.ifPresent(found -> story = List.copyOf(candidate.subList(0, found.index() + 1)));
    return difference.isPresent();
  }
}

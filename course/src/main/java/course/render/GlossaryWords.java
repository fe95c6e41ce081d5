package course.render;

import course.Term;
import java.util.List;
import java.util.Optional;

/// The words that `glossterm:` may name.
record GlossaryWords(List<Term> terms) {
  GlossaryWords { terms = List.copyOf(terms); }

  Optional<Term> find(String slug) {
    return terms.stream().filter(term -> term.slug().equals(slug)).findFirst();
  }

  /// The word as a sentence writes it; for an unknown one its slug, which the lint then reports.
  String name(String slug) { return find(slug).map(Term::term).orElse(slug); }
}

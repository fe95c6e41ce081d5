package course;

import java.util.List;
import java.util.Optional;

/// The words of the course, sorted by term.
public record Glossary(List<Term> terms) {
  public Glossary { terms = List.copyOf(terms); }

  /// Finds a word by its slug, as `/glossary#revision` names it.
  public Optional<Term> find(String slug) {
    return terms.stream().filter(term -> term.slug().equals(slug)).findFirst();
  }
}

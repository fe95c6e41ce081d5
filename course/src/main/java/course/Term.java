package course;

/// One word of the glossary.
///
/// @param html the definition, as a fragment that may stand in a tooltip
/// @param notToBeConfusedWith the neighbor it is mistaken for, as a fragment; may be empty
/// @param firstLesson the lesson that introduces the word, such as `L03`
public record Term(String term, String slug, String html, String notToBeConfusedWith,
    String firstLesson) {}

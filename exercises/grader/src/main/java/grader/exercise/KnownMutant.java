package grader.exercise;

/// A change of the reference solution that no check can notice, because it does the same.
///
/// @param source the changed line, as it is written
/// @param change what is otherwise then, in the words of the mutation test
/// @param why it does the same
public record KnownMutant(String source, String change, String why) {}

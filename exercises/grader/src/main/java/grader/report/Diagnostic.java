package grader.report;

/// One complaint of the compiler about a learner's file. Line and column count from 1; 0 means
/// unknown.
public record Diagnostic(String file, int line, int column, String message) {}

package grader.trace;

/// A number that can be read in a world at any moment, such as `ready Pods`.
///
/// @param name in the plural, as a message says it: "3 ready Pods"
public record Gauge(String name) {}

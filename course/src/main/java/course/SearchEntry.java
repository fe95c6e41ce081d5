package course;

/// One searchable stretch of the course: a part of a lesson or a point in it, as plain text.
public record SearchEntry(String lesson, String title, String section, String url, String text) {}

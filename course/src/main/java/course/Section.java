package course;

/// One part of a lesson page, as the page's own menu lists it: `id` is the anchor.
public record Section(String id, String title) {}
